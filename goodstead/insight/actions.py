"""Keeping the figures."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.clocks.calendar import day_of
from goodstead.ledger import actions as ledger

from . import counting, rules
from .models import CountedMonth, CountedQuarter, Figure, KeptPromise


@transaction.atomic
def mark_month(*, by: User | None, month: date, at: datetime) -> CountedMonth:
    """Say that something in this month changed, so that it is counted again soon."""
    rules.require_can_count(by)
    row, _ = CountedMonth.objects.select_for_update().get_or_create(month=month.replace(day=1))
    if row.marked_at is None:
        row.marked_at = at
        row.save(update_fields=["marked_at"])
        ledger.record(by, "insight.month_marked", row, at=at, month=f"{month:%B %Y}")
    return row


@transaction.atomic
def count_month(*, by: User | None, month: date, at: datetime) -> CountedMonth:
    """Count every figure of a month from the records and keep them in place of those before."""
    rules.require_can_count(by)
    row, _ = CountedMonth.objects.select_for_update().get_or_create(month=month.replace(day=1))
    kept = {(f.measure, f.part): f for f in row.figures.all()}
    changed = []
    for found in counting.count(row.month, on=day_of(at)):
        figure = kept.get((found.measure, found.part))
        if figure is None:
            figure = Figure(month=row, measure=found.measure, part=found.part)
        elif (figure.numerator, figure.denominator) == (found.numerator, found.denominator):
            continue
        figure.numerator, figure.denominator = found.numerator, found.denominator
        figure.save()
        changed.append(figure)
    if changed or row.marked_at or row.counted_at is None or day_of(row.counted_at) != day_of(at):
        row.counted_at, row.marked_at = at, None
        row.save()
        ledger.record(
            by, "insight.month_counted", row, at=at, changed=changed, month=f"{row.month:%B %Y}"
        )
    return row


@transaction.atomic
def count_promises(*, by: User | None, quarter: date, at: datetime) -> CountedQuarter:
    """Count how often each published promise was kept in a quarter (its first day).

    A promise belongs to the quarter in which its date fell. One that was withdrawn, or still runs
    in time, is not counted; one whose earlier date was missed was not kept.
    """
    rules.require_can_count(by)
    row, _ = CountedQuarter.objects.select_for_update().get_or_create(
        quarter=quarter, defaults={"counted_at": at}
    )
    row.counted_at = at
    row.save(update_fields=["counted_at"])
    changed = []
    for code, (in_time, counted) in counting.promises(quarter, at=at).items():
        kept, _ = KeptPromise.objects.update_or_create(
            quarter=row, code=code, defaults={"in_time": in_time, "counted": counted}
        )
        changed.append(kept)
    ledger.record(
        by, "insight.promises_counted", row, at=at, changed=changed, quarter=f"{quarter:%B %Y}"
    )
    return row
