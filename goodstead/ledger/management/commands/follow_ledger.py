"""Hand new entries of the ledger to the apps that follow them. Run every minute."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from goodstead.ledger.following import Follower, follow


def listed() -> list[Follower]:
    """``FOLLOWERS`` of each app's ``followers.py``, from the bottom of the house to the top."""
    found: list[Follower] = []
    for app in settings.APPS:
        if find_spec(f"goodstead.{app}.followers"):
            found += import_module(f"goodstead.{app}.followers").FOLLOWERS
    names = [follower.name for follower in found]
    if len(set(names)) != len(names):
        raise ValueError("Two followers have the same name; the name says what was dealt with.")
    return found


class Command(BaseCommand):
    help = "Hand new entries of the ledger to the apps that follow them."

    def handle(self, **options: Any) -> None:
        done = follow(listed(), at=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"{done} entries followed.")
