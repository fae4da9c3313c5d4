"""Counting what was marked, every night the months that can still move, and what an outage left."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from goodstead.clocks.calendar import day_of, start_of_day
from goodstead.clocks.periodic import Periodic

from . import actions
from .definitions.measures import MEASURES
from .models import CountedMonth, CountedQuarter
from .populations import first_of_next
from .quarters import quarter_before


def count_marked(at: datetime) -> int:
    """Count marked months, the running month and the one before once a day, and what was missed."""
    this, today = day_of(at).replace(day=1), start_of_day(day_of(at))
    daily = {this, (this - timedelta(days=1)).replace(day=1)}
    fresh = CountedMonth.objects.filter(month__in=daily, counted_at__gte=today)
    marked = CountedMonth.objects.filter(marked_at__isnull=False)
    months = daily - set(fresh.values_list("month", flat=True))
    months |= set(missed(this)) | set(marked.values_list("month", flat=True))
    for month in sorted(months):
        actions.count_month(by=None, month=month, at=at)
    return len(months)


def missed(this: date) -> list[date]:
    """Months since the first that were not counted after they ended, or not with every figure."""
    wanted = {(measure.code, part.code) for measure in MEASURES.values() for part in measure.parts}
    whole = Count("figures", filter=Q(figures__part__in={part for _, part in wanted}))
    rows = CountedMonth.objects.annotate(whole=whole).order_by("month")
    done = {
        row.month: row.counted_at is not None
        and row.whole == len(wanted)
        and (row.month >= this or row.counted_at >= start_of_day(first_of_next(row.month)))
        for row in rows
    }
    found, month = [], min(done, default=this)
    while month <= this:
        if not done.get(month, False):
            found.append(month)
        month = first_of_next(month)
    return found


def count_last_quarter(at: datetime) -> int:
    """Once a day: what was done late in the last quarter may still be written down."""
    quarter = quarter_before(day_of(at))
    today = start_of_day(day_of(at))
    if CountedQuarter.objects.filter(quarter=quarter, counted_at__gte=today).exists():
        return 0
    actions.count_promises(by=None, quarter=quarter, at=at)
    return 1


PERIODIC = [
    Periodic("insight.count_marked", count_marked),
    Periodic("insight.count_last_quarter", count_last_quarter),
]
