"""Which months what happened below touches."""

from __future__ import annotations

from goodstead.cases.models import Case
from goodstead.clocks.calendar import day_of
from goodstead.engagement.models import Survey
from goodstead.ledger.following import Follower
from goodstead.ledger.models import Entry

from . import actions


def mark_the_month(entry: Entry) -> None:
    """The month in which it happened, and those of the case's opening and closing."""
    days = {day_of(entry.at).replace(day=1)}
    case = case_of(entry)
    for moment in (case.closed_at, case.opened_at) if case else ():
        if moment:
            days.add(day_of(moment).replace(day=1))
    for month in sorted(days):
        actions.mark_month(by=None, month=month, at=entry.at)


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
        mark_the_month,
    )
]
