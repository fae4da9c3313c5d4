"""Which cases a month's figures count: the same sets make the numbers and the lists behind them.

Everything is read from what was written down when it happened (the changes of status), so a past
month stands as it stood whatever became of its cases since.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Case as Choose
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from goodstead.cases.definitions.statuses import OPEN
from goodstead.cases.models import Case, CaseQuerySet, Party, StatusChange
from goodstead.clocks.calendar import day_of, start_of_day
from goodstead.engagement import queries as surveys

from .definitions.measures import TWELVE_WEEKS_DAYS, UNKNOWN_TENURE

NOT_A_CASE = ("duplicate",)  # it is counted where it goes on


def first_of_next(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def last_of(month: date) -> date:
    return first_of_next(month) - timedelta(days=1)


def counted_cases() -> CaseQuerySet:
    """Cases of the anti-social behaviour track that turned out to be cases."""
    return Case.objects.filter(track="asb").exclude(close_reason__in=NOT_A_CASE)


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


def age(opened_at: datetime, day: date) -> int:
    """Whole days open when ``day`` ends. The day of opening is day 0."""
    return (day - day_of(opened_at)).days


class Month:
    """The cases of one month (its first day), as they stand when ``on`` ends. Each set is of ids."""

    def __init__(self, month: date, *, on: date) -> None:
        self.first = month
        self.last = min(last_of(month), on)  # the day of counting while the month still runs
        self.begin = start_of_day(month)
        self.end = start_of_day(first_of_next(month))

    # New and reopened

    def opened(self) -> CaseQuerySet:
        return counted_cases().filter(opened_at__gte=self.begin, opened_at__lt=self.end)

    @cached_property
    def new(self) -> set[int]:
        return set(self.opened().values_list("pk", flat=True))

    @cached_property
    def hate(self) -> set[int]:
        return set(self.opened().filter(hate=True).values_list("pk", flat=True))

    @cached_property
    def by_category(self) -> dict[str, set[int]]:
        return _grouped(self.opened().values_list("category", "pk"))

    @cached_property
    def by_tenure(self) -> dict[str, set[int]]:
        """By how the first complainant lives in their home, or the first victim without one."""

        def first(part: str) -> Subquery:
            parties = Party.objects.filter(case=OuterRef("pk"), part=part).order_by("pk")
            return Subquery(parties.values("person__tenure")[:1])

        lives = Coalesce(first("complainant"), first("victim"), Value(""))
        found = _grouped(self.opened().annotate(lives=lives).values_list("lives", "pk"))
        found[UNKNOWN_TENURE] = found.pop("", set())
        return found

    @cached_property
    def reopened(self) -> set[int]:
        """From the changes of status: a second reopening leaves the month of the first alone."""
        again = StatusChange.objects.filter(
            case=OuterRef("pk"), status="reopened", at__gte=self.begin, at__lt=self.end
        )
        # Where the case stands now narrows it by index: since then it is open, or closed later.
        since = Q(closed_at__isnull=True) | Q(closed_at__gte=self.begin)
        found = counted_cases().filter(since, reopened_at__gte=self.begin).filter(Exists(again))
        return set(found.values_list("pk", flat=True))

    # Open, and open after twelve weeks

    @cached_property
    def open(self) -> dict[int, tuple[datetime, str]]:
        """Open when the month's last day ends: when it was opened, and its status then."""
        return _open(self.last)

    @cached_property
    def old(self) -> set[int]:
        """Open for 84 days or more when the last day ends."""
        return _old(self.open, self.last)

    @cached_property
    def old_before(self) -> set[int]:
        """The same, when the month before ended."""
        before = self.first - timedelta(days=1)
        return _old(_open(before), before)

    @cached_property
    def old_between(self) -> set[int]:
        """Neither when the month began nor when it ended, but when some day of it ended."""
        begin, end = self.begin, start_of_day(self.last + timedelta(days=1))
        closings = StatusChange.objects.filter(status="closed", at__gte=begin, at__lt=end)
        opened_by = start_of_day(self.last - timedelta(days=TWELVE_WEEKS_DAYS))
        since = Q(closed_at__isnull=True) | Q(closed_at__gte=begin)
        found = counted_cases().filter(since, opened_at__lt=opened_by)
        found = found.filter(Exists(closings.filter(case=OuterRef("pk"))))
        cases = dict(found.values_list("pk", "opened_at"))
        changes: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
        rows = StatusChange.objects.filter(case__in=cases, at__lt=end).order_by("at", "pk")
        for case, at, status in rows.values_list("case_id", "at", "status"):
            changes[case].append((at, status))
        return {
            pk
            for pk, opened_at in cases.items()
            if pk not in self.old_before
            and pk not in self.old
            and _was_old(opened_at, changes[pk], self.first)
        }

    @cached_property
    def entered(self) -> set[int]:
        """Came to be open after twelve weeks. Those before, and these, less ``cleared``, are ``old``."""
        return (self.old - self.old_before) | self.old_between

    @cached_property
    def cleared(self) -> set[int]:
        return (self.old_before - self.old) | self.old_between

    # Closed

    @cached_property
    def closed(self) -> dict[int, int]:
        """Closed in the month and still so when it ended: the whole days each was open."""
        ended = StatusChange.objects.filter(
            case=OuterRef("pk"), at__lt=self.end, at__gte=self.begin
        ).order_by("-at", "-pk")
        here = Q(closed_at__gte=self.begin, closed_at__lt=self.end)
        found = (
            counted_cases()
            .filter(here | Q(reopened_at__gte=self.end))
            .filter(Q(closed_at__isnull=True) | Q(closed_at__gte=self.begin))
            .annotate(
                stood=Choose(
                    When(here, then=Value("closed")), default=Subquery(ended.values("status")[:1])
                ),
                ended=Choose(
                    When(here, then=F("closed_at")), default=Subquery(ended.values("at")[:1])
                ),
            )
            .filter(stood="closed")
        )
        rows = found.values_list("pk", "opened_at", "ended")
        return {pk: (day_of(ended) - day_of(opened_at)).days for pk, opened_at, ended in rows}

    @cached_property
    def quick(self) -> set[int]:
        return {pk for pk, days in self.closed.items() if days < TWELVE_WEEKS_DAYS}

    @cached_property
    def asked(self) -> set[int]:
        """Cases closed in the month whose residents were asked. Not who answered: that is theirs."""
        return set(surveys.cases_asked(self.first, last_of(self.first)))


def _grouped(rows: Any) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for group, pk in rows:
        found[group].add(pk)
    return found


def _open(day: date) -> dict[int, tuple[datetime, str]]:
    rows = open_at_end_of(day).values_list("pk", "opened_at", "stood")
    return {pk: (opened_at, stood) for pk, opened_at, stood in rows}


def _old(open_: dict[int, tuple[datetime, str]], day: date) -> set[int]:
    return {pk for pk, (opened, _) in open_.items() if age(opened, day) >= TWELVE_WEEKS_DAYS}


def _was_old(opened_at: datetime, changes: list[tuple[datetime, str]], first: date) -> bool:
    """Whether a day of the month ended with the case open on day 84 or later.

    Each stretch of being old ends with a closing, so the evenings before the closings are enough.
    """
    for closed_at, status in changes:
        evening = day_of(closed_at) - timedelta(days=1)
        if status == "closed" and evening >= first and age(opened_at, evening) >= TWELVE_WEEKS_DAYS:
            end = start_of_day(evening + timedelta(days=1))
            stood = [status for at, status in changes if at < end]
            if stood and stood[-1] in OPEN:
                return True
    return False
