"""Counting what was marked, and every night the months that can still move."""

from __future__ import annotations

from datetime import datetime, timedelta

from goodstead.clocks.calendar import day_of, start_of_day
from goodstead.clocks.periodic import Periodic

from . import actions
from .models import CountedMonth


def count_marked(at: datetime) -> int:
    """Count marked months, and the running month once a day."""
    this = day_of(at).replace(day=1)
    months = set(
        CountedMonth.objects.filter(marked_at__isnull=False).values_list("month", flat=True)
    )
    today = start_of_day(day_of(at))
    for month in (this, (this - timedelta(days=1)).replace(day=1)):
        if not CountedMonth.objects.filter(month=month, counted_at__gte=today).exists():
            months.add(month)
    for month in sorted(months):
        actions.count_month(by=None, month=month, at=at)
    return len(months)


PERIODIC = [Periodic("insight.count_marked", count_marked)]
