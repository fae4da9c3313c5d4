"""``manage.py load_boundaries FILE``: outlines of wards or small areas."""

from __future__ import annotations

from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from goodstead.exchange.boundary_file import area_rows
from goodstead.exchange.incoming import BadRow, CannotRead, shown
from goodstead.exchange.progress import say_bad
from goodstead.places import actions as places
from goodstead.places.loads import AreaRow, Loaded

_AT_ONCE = 500


class Command(BaseCommand):
    help = (
        "Take in ward or LSOA outlines (GeoJSON of the Office for National Statistics, plain or "
        "gzip). The kind and the year are read from the file. The same file again changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--kind", choices=["ward", "lsoa"], help="when a file names both")

    def handle(self, *args: Any, **options: Any) -> None:
        path, at, loaded, bad = options["file"], timezone.now(), Loaded(), 0
        try:
            kind, number, found = area_rows(path, options["kind"])
        except CannotRead as error:
            raise CommandError(f"{shown(path.name, 80)} {error}") from None
        say = partial(say_bad, path, unit="outline")
        drawn = tqdm(found, total=number, desc=shown(path.name), unit=" outlines", disable=None)
        rows = iter(drawn)
        while batch := list(islice(rows, _AT_ONCE)):
            for row in batch:
                if isinstance(row, BadRow):
                    bad += 1
                    say(row)
            good = [row for row in batch if isinstance(row, AreaRow)]
            loaded += places.load_areas(
                by=None, at=at, kind=kind, rows=good, source=shown(path.name, 200)
            )
        self.stdout.write(
            f"{shown(path.name, 80)}: {kind} outlines: {loaded.new:,} new, "
            f"{loaded.changed:,} changed, {loaded.same:,} already there, {bad:,} bad left out"
        )
        if not loaded.new + loaded.changed + loaded.same:
            raise CommandError("None of the outlines could be taken.")
