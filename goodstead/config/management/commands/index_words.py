"""``manage.py index_words``: make the word index again from the records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import QuerySet
from tqdm import tqdm

from goodstead.cases.findable import keep_findable as case_findable
from goodstead.cases.models import Case
from goodstead.intake.findable import keep_findable as report_findable
from goodstead.intake.models import Report

BATCH = 500


class Command(BaseCommand):
    help = "Makes every case and report findable by its words again. It can be stopped and run again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        cases = Case.objects.select_related("premises")
        reports = Report.objects.select_related("premises", "person")
        self.index("Cases", cases, case_findable)
        self.index("Reports", reports, report_findable)

    def index(self, name: str, records: QuerySet[Any], keep: Callable[[Any], None]) -> None:
        """A batch to a transaction, so that nobody waits for long and memory stays flat."""
        with tqdm(batches(records), desc=name, unit=f" times {BATCH}", disable=None) as seen:
            for batch in seen:
                with transaction.atomic():
                    for record in batch:
                        keep(record)


def batches(records: QuerySet[Any]) -> Iterator[list[Any]]:
    """By key, so that the last batch costs no more than the first."""
    last = 0
    while batch := list(records.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk
