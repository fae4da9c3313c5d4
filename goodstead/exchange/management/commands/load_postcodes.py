"""``manage.py load_postcodes FILE``: postcodes with their place, ward and small area."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from goodstead.exchange.batches import batches
from goodstead.exchange.incoming import BadRow, CannotRead, shown
from goodstead.exchange.postcode_file import postcode_rows
from goodstead.exchange.progress import bar, say_bad
from goodstead.places import actions as places
from goodstead.places.loads import Loaded, PostcodeRow

_AT_ONCE = 2_000


class Command(BaseCommand):
    help = (
        "Take in postcodes: Code-Point Open CSV (with or without a heading) or a postcode CSV of "
        "the Office for National Statistics, plain or gzip. A blank never erases what is known."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        path, at = options["file"], timezone.now()
        loaded, bad, broken = Loaded(), 0, None
        with bar(path) as watch:
            for batch in batches(postcode_rows(path, watch), _AT_ONCE):
                if isinstance(batch, CannotRead):
                    broken = batch
                    continue
                good = [row for row in batch if isinstance(row, PostcodeRow)]
                for row in batch:
                    if isinstance(row, BadRow):
                        bad += 1
                        say_bad(path, row)
                loaded += places.load_postcodes(
                    by=None, at=at, rows=good, source=shown(path.name, 200)
                )
        if loaded != Loaded() or bad:
            self.stdout.write(
                f"{shown(path.name, 80)}: postcodes: {loaded.new:,} new, {loaded.changed:,} "
                f"changed, {loaded.same:,} already there, {bad:,} bad left out"
            )
        if broken:
            raise CommandError(f"{shown(path.name, 80)} {broken}")
