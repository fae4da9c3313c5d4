"""What is known of the police files that were taken in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goodstead.intake.models import Incident

from .fingerprints import COVERED, fingerprint_of
from .models import PoliceMonth


@dataclass(frozen=True)
class Leftover:
    """Incidents of a month that came with an earlier file and are not in the one just read."""

    month: PoliceMonth
    rows: int


def not_in_this_file(asb_rows: Mapping[str, int]) -> list[Leftover]:
    """For each month of the file (rows about ASB by prefix) what only earlier files held.

    The police revise a month: a point that moved comes as a new row, and the old one stays.
    """
    months = PoliceMonth.objects.filter(prefix__in=list(asb_rows)).order_by("prefix")
    found = [Leftover(month, month.asb_landed - asb_rows[month.prefix]) for month in months]
    return [leftover for leftover in found if leftover.rows > 0]


def differing_months(months: Iterable[PoliceMonth]) -> Iterable[tuple[PoliceMonth, str]]:
    """Those months whose incidents are no longer what landed, and in what way."""
    for month in months:
        kept = Incident.objects.filter(
            source_key__gte=month.prefix, source_key__lte=month.prefix + "z" * 50
        )
        count = kept.count()
        if count != month.landed:
            yield month, f"incidents that landed: {month.landed}; that are there: {count}"
        elif fingerprint_of(kept.values(*COVERED).iterator()) != month.fingerprint:
            yield month, "an incident was changed"
