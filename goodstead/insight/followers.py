"""Which months what happened below touches."""

from __future__ import annotations

from datetime import date

from goodstead.cases.models import Case
from goodstead.clocks.calendar import day_of
from goodstead.engagement.models import Survey
from goodstead.ledger.following import Follower
from goodstead.ledger.models import Entry

from . import actions
from .populations import NOT_A_CASE, first_of_next


def mark_the_months(entry: Entry) -> None:
    """The month in which it happened, and those before in which the case counted otherwise."""
    days = {day_of(entry.at).replace(day=1)}
    case = case_of(entry)
    if case is not None:
        days |= set(_months_before(case, entry))
    for month in sorted(days):
        actions.mark_month(by=None, month=month, at=entry.at)


def _months_before(case: Case, entry: Entry) -> list[date]:
    """Those that say something else now.

    A duplicate leaves every month since it was opened. A reopening can bring a duplicate back, and
    answers wait for the closing that stands, so it touches them all too.
    """
    opened = day_of(case.opened_at).replace(day=1)
    if entry.verb == "cases.case_reopened" or entry.facts.get("reason") in NOT_A_CASE:
        month, found = opened, []
        while month <= day_of(entry.at):
            found.append(month)
            month = first_of_next(month)
        return found
    if entry.verb.startswith("engagement.") and case.closed_at:
        return [day_of(case.closed_at).replace(day=1)]
    return [opened]


def case_of(entry: Entry) -> Case | None:
    """The case that an entry is about; an answer to a survey has a file of its own."""
    number = entry.subject.partition(":")[2]
    if entry.verb.startswith("engagement."):
        survey = Survey.objects.select_related("case").filter(pk=number).first()
        return survey.case if survey else None
    return Case.objects.filter(pk=number).first()


FOLLOWERS = [
    Follower(
        "insight.months",
        frozenset(
            {
                "cases.case_opened",
                "cases.case_closed",
                "cases.case_reopened",
                "cases.status_changed",
                "engagement.survey_invited",
                "engagement.survey_answered",
            }
        ),
        mark_the_months,
    )
]
