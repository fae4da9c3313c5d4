"""``manage.py work``: the background worker. Deadlines, followers, the outbox, the nightly round."""

from __future__ import annotations

import logging
import signal
import time
from argparse import ArgumentParser
from datetime import date
from types import FrameType
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, close_old_connections
from django.utils import timezone

log = logging.getLogger("goodstead.worker")
OFTEN = ("follow_ledger", "send_outbox", "tick")
NIGHTLY = ("write_checkpoint", "clearsessions")


class Command(BaseCommand):
    help = "Runs the periodic work until it is told to stop. Any number may run; none does a thing twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then stop")
        parser.add_argument("--every", type=float, default=5.0, help="seconds between rounds")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stopping = False
        self.night: date | None = None
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.stopping:
            self.round()
            if options["once"]:
                return
            self.rest(options["every"])

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < until:
            time.sleep(0.2)

    def round(self) -> None:
        """One round. What fails is said in the log and tried again in the next round."""
        today = timezone.localdate()
        commands = [*OFTEN, *(NIGHTLY if self.night != today else ())]
        for command in commands:
            close_old_connections()
            try:
                call_command(command, verbosity=0)
            except CommandError as said:  # an alarm in plain words, such as a stuck outbox
                log.error("%s: %s", command, said)
            except (Error, OSError) as fault:
                log.error("%s will be tried again: %s", command, type(fault).__name__)
        self.night = today
