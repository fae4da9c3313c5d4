"""``manage.py send_outbox``: send what waits. Cron may call it; the worker does the same."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import is_aware, make_aware, now

from goodstead.correspondence import queries
from goodstead.correspondence.periodic import send_due
from goodstead.correspondence.transport import configured


class Command(BaseCommand):
    help = "Sends the messages that wait. Ends with 1 when one has waited too long."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", help="as if it were this time, like 2026-03-02T10:00")
        parser.add_argument("--limit", type=int, default=200, help="messages at most")

    def handle(self, *args: Any, **options: Any) -> None:
        at = _time(options["at"])
        left = send_due(at=at, transport=configured(), limit=options["limit"])
        if options["verbosity"]:
            self.stdout.write(f"{left} message{'' if left == 1 else 's'} sent.")
        stuck = queries.stuck(at)
        if stuck.alarm:
            raise CommandError(stuck.words)


def _time(text: str | None) -> datetime:
    if not text:
        return now()
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError("--at must be like 2026-03-02T10:00") from error
    return at if is_aware(at) else make_aware(at)
