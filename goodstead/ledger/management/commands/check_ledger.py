"""Check that the ledger is as it was written: every entry, file and record, and the checkpoints."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from tqdm import tqdm

from goodstead.ledger import triggers
from goodstead.ledger.checking import Report, check

SHOWN = 10


class Command(BaseCommand):
    help = "Check that the ledger is as it was written, and name the first place where it is not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", metavar="KEY", help="check one file only, as cases.case:12")
        parser.add_argument(
            "--checkpoint",
            type=Path,
            metavar="FILE|FOLDER",
            help="the checkpoints to check against; best the copies kept elsewhere"
            " (GOODSTEAD_CHECKPOINTS when not given)",
        )

    def handle(self, **options: Any) -> None:
        began = time.monotonic()
        try:
            with _Bar() as bar:
                report = check(
                    file=options["file"],
                    checkpoints=self._checkpoints(options["checkpoint"]),
                    began=bar.begin,
                )
        except DatabaseError as error:
            raise CommandError(f"The ledger cannot be read: {error}") from error
        self._tell(report, time.monotonic() - began)
        unguarded = triggers.missing(connection)
        for name in unguarded:
            self.stdout.write(f"The database would let entries be changed: {name} is missing.")
        if unguarded or not report.good:
            sys.exit(1)

    def _checkpoints(self, given: Path | None) -> Path | None:
        if given is not None and not given.exists():
            raise CommandError(f"There is no checkpoint at {given}.")
        kept = Path(settings.CHECKPOINTS)
        return given or (kept if kept.is_dir() else None)

    def _tell(self, report: Report, seconds: float) -> None:
        self.stdout.write(
            f"Checked {report.entries:,} entries in {report.files:,} files, {report.records:,}"
            f" records and {report.checkpoints:,} checkpoints in {seconds:.0f} seconds."
        )
        for note in report.notes:
            self.stdout.write(note)
        if not report.checkpoints:
            self.stdout.write("There was no checkpoint. Without one, a ledger that was put back to")
            self.stdout.write("an earlier day, or rewritten with its key, looks like a good one.")
        if report.good:
            self.stdout.write(self.style.SUCCESS("All is as it was written."))
            return
        first, *others = report.problems
        self.stdout.write(self.style.ERROR("The ledger is not as it was written."))
        self.stdout.write(f"First bad entry: {first}.")
        for problem in others[: SHOWN - 1]:
            self.stdout.write(f"Also: {problem}.")
        if (rest := len(others) + report.more - SHOWN + 1) > 0:
            self.stdout.write(f"And {rest:,} more places.")


class _Bar:
    """A progress bar on a terminal, nothing elsewhere."""

    def __enter__(self) -> _Bar:
        self.bar: tqdm[Any] | None = None
        return self

    def begin(self, total: int) -> Callable[[int], object]:
        self.bar = tqdm(total=total, unit=" entries", disable=None)
        return self.bar.update

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.close()
