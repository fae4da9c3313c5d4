"""``manage.py check_police_data``: are the incidents still those that landed?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from goodstead.exchange.models import PoliceMonth
from goodstead.exchange.queries import differing_months


class Command(BaseCommand):
    help = (
        "Compare the incidents of each month and force with the fingerprint kept when they "
        "landed. Run check_ledger as well: it guards the fingerprints."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        months = PoliceMonth.objects.order_by("prefix")
        number = months.count()
        seen = tqdm(months.iterator(), total=number, unit=" months", disable=None)
        wrong = [f"{month}: {what}" for month, what in differing_months(seen)]
        for line in wrong:
            self.stderr.write(self.style.ERROR(line))
        if wrong:
            raise CommandError(f"{len(wrong)} of {number} months differ from what landed.")
        self.stdout.write(f"Months checked: {number:,}. Every incident is as it landed.")
