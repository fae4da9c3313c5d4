"""Counting one month from the records themselves. Pure reading; what it finds is kept by actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from django.conf import settings

from goodstead.clocks import queries as clocks
from goodstead.engagement import queries as surveys

from .definitions.measures import CATEGORY_PARTS, STATUS_PARTS, TENURE_PARTS
from .definitions.promises import PROMISES
from .populations import Month, last_of
from .quarters import last_day_of


@dataclass(frozen=True)
class Counted:
    """One figure as counted: see ``models.Figure``."""

    measure: str
    part: str
    numerator: int
    denominator: int | None = None


def count(month: date, *, on: date) -> Iterator[Counted]:
    """Every figure of a month (its first day), as it stands when ``on`` ends."""
    cases = Month(month, on=on)
    yield from _satisfaction(month)
    yield from _new(cases)
    yield from _open(cases)
    yield from _closed(cases)


def _satisfaction(month: date) -> Iterator[Counted]:
    answers = surveys.answers_for_cases_closed(month, last_of(month))
    yield Counted("K1a", "", answers.handling_satisfied, answers.handling_valid)
    yield Counted("K1a", "returned", answers.returned, answers.sent)
    yield Counted("K1b", "", answers.outcome_satisfied, answers.outcome_valid)


def _new(cases: Month) -> Iterator[Counted]:
    new, again = len(cases.new), len(cases.reopened)
    yield Counted("K2", "", new)
    yield Counted("K2", "rate", new, settings.COUNCIL["population"])
    yield Counted("K2", "reopened", again)
    yield Counted("K2", "nm01", new + again)
    yield Counted("K2", "hate", len(cases.hate))
    for part in (*CATEGORY_PARTS, *TENURE_PARTS):
        yield Counted("K2", part.code, len(members(cases, "K2", part.code)))


def _open(cases: Month) -> Iterator[Counted]:
    yield Counted("K3", "", len(cases.old))
    yield Counted("K3", "share", len(cases.old), len(cases.open))
    for status in STATUS_PARTS:
        yield Counted("K3", status, len(members(cases, "K3", status)))
    yield Counted("K3", "entered", len(cases.entered))
    yield Counted("K3", "cleared", len(cases.cleared))


def _closed(cases: Month) -> Iterator[Counted]:
    days = list(cases.closed.values())
    yield Counted("K3b", "", len(days))
    # The middle of two whole numbers is whole or a half, so a tenth of a day is exact.
    yield Counted("K3b", "median", int(10 * median(days)) if days else 0, len(days))
    yield Counted("K3b", "before_12_weeks", len(cases.quick), len(days))


def members(cases: Month, code: str, part: str, *, over: bool = False) -> set[int]:
    """The cases that a figure counts; with ``over``, those that a percentage is of."""
    if code in {"K1a", "K1b"}:
        return cases.asked
    if code == "K2":
        return _members_new(cases, part)
    if code == "K3":
        return set(cases.open) if over else _members_open(cases, part)
    return cases.quick if part == "before_12_weeks" and not over else set(cases.closed)


def _members_new(cases: Month, part: str) -> set[int]:
    group, _, name = part.partition(":")
    if group == "category":
        return cases.by_category.get(name, set())
    if group == "tenure":
        return cases.by_tenure.get(name, set())
    if part in {"reopened", "nm01"}:
        return cases.reopened if part == "reopened" else cases.new | cases.reopened
    return cases.hate if part == "hate" else cases.new


def _members_open(cases: Month, part: str) -> set[int]:
    if part in STATUS_PARTS:
        return {pk for pk in cases.old if cases.open[pk][1] == part}
    return {"entered": lambda: cases.entered, "cleared": lambda: cases.cleared}.get(
        part, lambda: cases.old
    )()


def promises(quarter: date, *, at: datetime) -> dict[str, tuple[int, int]]:
    """Of each published promise whose date fell in the quarter: how many were kept, of how many."""
    found = {promise.code: (0, 0) for promise in PROMISES}
    for kept in clocks.compliance(since=quarter, until=last_day_of(quarter), at=at):
        if kept.code in found:
            in_time, counted = found[kept.code]
            found[kept.code] = (in_time + kept.in_time, counted + kept.counted)
    return found
