"""Mark what was missed, warn of what is near, and run the other apps' periodic work."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ...calendar import LONDON
from ...tick import run


class Command(BaseCommand):
    help = "Marks missed deadlines and runs periodic work. Safe to run twice, and after an outage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--at",
            help="the moment to act as of, such as 2026-03-02T10:00; now when not given",
        )

    def handle(self, *args: Any, at: str | None = None, **options: Any) -> None:
        now = timezone.now()
        done = run(_moment(at, now) if at else now)
        if options["verbosity"]:
            for work in done:
                self.stdout.write(f"{work.name}: {work.failure or work.changes}")
        if failed := [work.name for work in done if work.failure]:
            raise CommandError(f"Failed, see the log: {', '.join(failed)}")


def _moment(text: str, now: datetime) -> datetime:
    """A wrong moment ahead of us would mark as missed what is still in time."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"Not a date and time: {text}. Write 2026-03-02T10:00") from error
    at = at if at.tzinfo else at.replace(tzinfo=LONDON)
    if settings.PRODUCTION and at > now:
        raise CommandError("In production --at cannot lie ahead of now.")
    return at
