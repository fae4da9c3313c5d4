"""Counting one month from the records themselves. Pure reading; what it finds is kept by actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from goodstead.cases.definitions.statuses import OPEN
from goodstead.cases.models import Case, CaseQuerySet, StatusChange
from goodstead.clocks.calendar import day_of, start_of_day
from goodstead.engagement import queries as surveys

from .definitions.measures import TWELVE_WEEKS_DAYS

NOT_A_CASE = ("duplicate",)  # it is counted where it goes on


@dataclass(frozen=True)
class Counted:
    """One figure as counted: see ``models.Figure``."""

    measure: str
    part: str
    numerator: int
    denominator: int | None = None


def first_of_next(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def bounds(month: date) -> tuple[datetime, datetime]:
    """The first moment of the month and of the next, in London."""
    return start_of_day(month), start_of_day(first_of_next(month))


def counted_cases() -> CaseQuerySet:
    """Cases of the anti-social behaviour track that turned out to be cases."""
    return Case.objects.filter(track="asb").exclude(close_reason__in=NOT_A_CASE)


def opened_in(month: date) -> CaseQuerySet:
    begin, end = bounds(month)
    return counted_cases().filter(opened_at__gte=begin, opened_at__lt=end)


def closed_in(month: date) -> CaseQuerySet:
    begin, end = bounds(month)
    return counted_cases().filter(closed_at__gte=begin, closed_at__lt=end)


def reopened_in(month: date) -> CaseQuerySet:
    begin, end = bounds(month)
    return counted_cases().filter(reopened_at__gte=begin, reopened_at__lt=end)


def last_day_counted(month: date, on: date) -> date:
    """The last day of the month, or the day of counting while the month still runs."""
    return min(first_of_next(month) - timedelta(days=1), on)


def open_at_end_of(day: date) -> QuerySet[Any]:
    """Cases that stood open when ``day`` ended, whatever became of them since."""
    end = start_of_day(day + timedelta(days=1))
    stood = StatusChange.objects.filter(case=OuterRef("pk"), at__lt=end).order_by("-at", "-pk")
    return (
        counted_cases()
        .filter(opened_at__lt=end)
        .filter(Q(closed_at__isnull=True) | Q(closed_at__gte=end))
        .annotate(stood=Subquery(stood.values("status")[:1]))
        .filter(stood__in=OPEN)
    )


def oldest_start(day: date) -> datetime:
    """Opened before this moment means open for 84 days or more when ``day`` ends.

    The day of opening is day 0, so a case opened on day D is 84 days old on D + 84.
    """
    return start_of_day(day - timedelta(days=TWELVE_WEEKS_DAYS) + timedelta(days=1))


def open_after_12_weeks(day: date) -> QuerySet[Any]:
    return open_at_end_of(day).filter(opened_at__lt=oldest_start(day))


def days_open(case: Case) -> int:
    """Whole days from the day of opening to the day of closing."""
    assert case.closed_at is not None  # noqa: S101  only closed cases are asked
    return (day_of(case.closed_at) - day_of(case.opened_at)).days


def count(month: date, *, on: date) -> Iterator[Counted]:
    """Every figure of a month (its first day), as it stands when ``on`` ends."""
    yield from _satisfaction(month)
    yield from _new(month)
    yield from _open(month, on)
    yield from _closed(month)


def _satisfaction(month: date) -> Iterator[Counted]:
    answers = surveys.answers_for_cases_closed(month, first_of_next(month) - timedelta(days=1))
    yield Counted("K1a", "", answers.handling_satisfied, answers.handling_valid)
    yield Counted("K1a", "returned", answers.returned, answers.sent)
    yield Counted("K1b", "", answers.outcome_satisfied, answers.outcome_valid)


def _new(month: date) -> Iterator[Counted]:
    opened = opened_in(month)
    yield Counted("K2", "", opened.count())
    yield Counted("K2", "reopened", reopened_in(month).count())
    yield Counted("K2", "hate", opened.filter(hate=True).count())


def _open(month: date, on: date) -> Iterator[Counted]:
    last = last_day_counted(month, on)
    every = list(open_at_end_of(last).values_list("opened_at", "stood"))
    limit = oldest_start(last)
    old = [stood for opened_at, stood in every if opened_at < limit]
    yield Counted("K3", "", len(old))
    yield Counted("K3", "share", len(old), len(every))
    for status in ("waiting_court", "monitoring", "with_partner"):
        yield Counted("K3", status, old.count(status))
    before = oldest_start(month - timedelta(days=1))
    yield Counted("K3", "entered", sum(before <= opened < limit for opened, _ in every))
    long = sum(days_open(case) >= TWELVE_WEEKS_DAYS for case in closed_in(month))
    yield Counted("K3", "cleared", long)


def _closed(month: date) -> Iterator[Counted]:
    days = [days_open(case) for case in closed_in(month)]
    yield Counted("K3b", "", len(days))
    yield Counted("K3b", "median_days", round(median(days)) if days else 0, len(days))
    quick = sum(length < TWELVE_WEEKS_DAYS for length in days)
    yield Counted("K3b", "before_12_weeks", quick, len(days))
