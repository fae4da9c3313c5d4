"""``manage.py import_101_log FILE --mapping NAME``: a log of the police becomes reports."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from goodstead.access.permissions import NotNow
from goodstead.exchange import actions, queries, taking
from goodstead.exchange.definitions.deliveries import INCIDENT_LOG
from goodstead.exchange.incoming import CannotRead, digest_of, open_file, shown
from goodstead.exchange.models import Delivery, Mapping
from goodstead.exchange.progress import lines_bar, say_bad


class Command(BaseCommand):
    help = (
        "Take in a 101 incident log (CSV) by a mapping that was saved: each row becomes a report "
        "in the inbox. The same file, or the same incident again, changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--mapping", required=True, help="the name of a saved mapping")

    def handle(self, *args: Any, **options: Any) -> None:
        path, at = options["file"], timezone.now()
        mapping = queries.mapping_called(INCIDENT_LOG.code, options["mapping"])
        if mapping is None:
            names = ", ".join(f"“{name}”" for name in queries.mapping_names(INCIDENT_LOG.code))
            raise CommandError(
                f"There is no mapping “{shown(options['mapping'])}”. "
                + (f"There are: {names}." if names else "Save one on the page 101 incident log.")
            )
        try:
            delivery = self._brought(path, mapping, at)
        except CannotRead as error:
            raise CommandError(f"{shown(path.name, 80)} {error}") from None
        except NotNow as refused:
            raise CommandError(str(refused)) from None
        with lines_bar(delivery.lines, shown(path.name)) as watch:
            delivery = taking.take_in(delivery, at=at, watch=watch, say=partial(say_bad, path))
        self._summary(path, delivery)

    def _brought(self, path: Path, mapping: Mapping, at: datetime) -> Delivery:
        """The file, kept; or the one of an import that was cut off, which goes on."""
        delivery = queries.unfinished(INCIDENT_LOG.code, digest_of(path), mapping)
        if delivery is None:
            with open_file(path) as file:
                upload = File(file, path.name)
                delivery = taking.bring(
                    by=None, at=at, upload=upload, kind=INCIDENT_LOG.code, mapping=mapping
                )
        if delivery.is_open:
            delivery = actions.take_in_delivery(by=None, at=at, delivery=delivery)
        return delivery

    def _summary(self, path: Path, delivery: Delivery) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(shown(path.name, 80)))
        for words, number in (
            ("New reports in the inbox", delivery.landed),
            ("Here already", delivery.known),
            ("Here already, and now different", delivery.changed),
            ("Not possible to take in", delivery.left_out),
        ):
            self.stdout.write(f"  {words:<34}{number:>8,}")
        if delivery.not_taken:
            self.stdout.write(
                f"  The rows that were not taken in are at /imports/{delivery.pk}/left-out"
            )
        if delivery.failure:
            raise CommandError(delivery.failure)
