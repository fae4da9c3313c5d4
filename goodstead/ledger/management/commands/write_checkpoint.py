"""Write where every file of the ledger ends to a file outside the database. Run once a day."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from goodstead.ledger.actions import write_checkpoint
from goodstead.ledger.checkpoints import InTheWay
from goodstead.ledger.queries import last_checkpoint


class Command(BaseCommand):
    help = "Write a checkpoint over all files of the ledger; at most one a day unless --again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, help="folder (GOODSTEAD_CHECKPOINTS when not given)")
        parser.add_argument("--again", action="store_true", help="also when today has one")

    def handle(self, **options: Any) -> None:
        last = last_checkpoint()
        written_today = last and timezone.localdate(last.at) == timezone.localdate()
        if written_today and not options["again"]:
            said = "Today's checkpoint is there already. Use --again to write another."
        else:
            try:
                path = write_checkpoint(at=timezone.now(), to=options["to"])
            except InTheWay as found:
                raise CommandError(str(found)) from None
            said = (
                f"Wrote {path}. Copy it to where administrators of this machine cannot change it."
            )
        if options["verbosity"]:
            self.stdout.write(said)
