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

from goodstead.config.checks import refuse_unsafe_start

log = logging.getLogger("goodstead.worker")
OFTEN = ("follow_ledger", "send_outbox", "tick")
NIGHTLY = ("write_checkpoint", "clearsessions")
PAUSE = 600.0
"""Seconds before nightly work that failed is tried again: often enough, and the log stays legible."""


class Command(BaseCommand):
    help = "Runs the periodic work until it is told to stop. Any number may run; none does a thing twice."

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stopping = False
        self.done: dict[str, date] = {}
        self.not_before: dict[str, float] = {}

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then stop")
        parser.add_argument("--every", type=float, default=5.0, help="seconds between rounds")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_unsafe_start()
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
        """One round. What fails is said in the log and tried again: see ``PAUSE`` for the nightly."""
        today = timezone.localdate()
        for command in OFTEN:
            self.run(command)
        for command in NIGHTLY:
            if self.done.get(command) == today:
                continue
            if time.monotonic() < self.not_before.get(command, 0):
                continue
            if self.run(command):
                self.done[command] = today
            else:
                self.not_before[command] = time.monotonic() + PAUSE

    def run(self, command: str) -> bool:
        """Whether it went well."""
        close_old_connections()
        try:
            call_command(command, verbosity=0)
        except CommandError as said:  # an alarm in plain words, such as a stuck outbox
            log.error("%s: %s", command, said)
        except (Error, OSError) as fault:
            log.error("%s will be tried again: %s", command, type(fault).__name__)
        else:
            return True
        return False
