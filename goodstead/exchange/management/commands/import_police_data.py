"""``manage.py import_police_data FILE…``: police street files become incidents."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from goodstead.exchange import police, queries
from goodstead.exchange.incoming import CannotRead, shown
from goodstead.exchange.progress import bar, say_bad
from goodstead.exchange.tallies import Tally
from goodstead.places import lookup
from goodstead.places.queries import ward_names


class Command(BaseCommand):
    help = (
        "Take in street files of data.police.uk (CSV or gzip) as published: each row about "
        "anti-social behaviour becomes an incident. The same file again changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--types", default="", help='other crime types to take as well: "Burglary,Drugs"'
        )
        which.add_argument("--all-types", action="store_true", help="take every crime type")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            wants = police.wanted(options["types"], every=options["all_types"])
        except ValueError as error:
            raise CommandError(str(error)) from None
        at = timezone.now()
        if not lookup.is_loaded("ward"):
            self.stderr.write(
                "No ward boundaries are loaded, so incidents will have a point but no ward. "
                "To have both, stop this and run load_boundaries first."
            )
        broken = [path for path in options["files"] if not self._take(path, wants, at)]
        if broken:
            names = ", ".join(shown(path.name, 80) for path in broken)
            raise CommandError(f"Not read, or not to the end: {names}")

    def _take(self, path: Path, wants: police.Wanted, at: datetime) -> bool:
        """Import one file and say what was found. False when it could not be read to its end."""
        tally = Tally()
        try:
            with bar(path) as watch:
                police.import_file(
                    path, by=None, at=at, wants=wants,
                    say=partial(say_bad, path), watch=watch, tally=tally,
                )  # fmt: skip
        except CannotRead as error:
            self.stderr.write(self.style.ERROR(f"{shown(path.name, 80)} {error}"))
            if tally.rows:
                self._summary(path, wants, tally)
            return False
        self._summary(path, wants, tally)
        return True

    def _summary(self, path: Path, wants: police.Wanted, tally: Tally) -> None:
        lines = [
            ("Rows", tally.rows),
            ("About anti-social behaviour", tally.asb_rows),
            ("Landed as incidents", tally.landed),
            ("Already there", tally.already_there),
            ("Without a location", tally.without_location),
            ("Outside the British grid", tally.off_the_grid),
            ("Bad rows left out", tally.bad_rows),
        ]
        if len(wants.types) > 1 or wants.every:
            lines.insert(2, ("Of the types taken", tally.taken))
        if lookup.is_loaded("ward"):
            lines.append(("In the wards that are loaded", tally.in_wards))
        self.stdout.write(self.style.MIGRATE_HEADING(shown(path.name, 80)))
        for words, number in lines:
            self.stdout.write(f"  {words:<30}{number:>10,}")
        names = ward_names() if tally.by_ward else {}
        for code, number in sorted(tally.by_ward.items()):
            self.stdout.write(f"    {code}  {names.get(code, ''):<34}{number:>8,}")
        for left in queries.not_in_this_file(tally.by_month):
            self.stdout.write(
                f"  {left.month}: incidents about anti-social behaviour that came with an earlier "
                f"file and are not in this one: {left.rows:,}. They stay."
            )
