"""Reviewing a case."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.cases import promises
from goodstead.cases.models import Case
from goodstead.clocks import actions as clocks
from goodstead.clocks.calendar import day_of
from goodstead.clocks.queries import next_about
from goodstead.clocks.rules.words import day_in_words
from goodstead.ledger import actions as ledger

from .. import queries, rules
from ..definitions.plan import REVIEW_OUTCOMES
from ..models import Review


@transaction.atomic
def review_case(
    *,
    by: User | None,
    at: datetime,
    case: Case,
    outcome: str,
    note: str,
    next_review_on: date | None = None,
) -> Review:
    """Look at the whole case, say what comes of it, and when it is looked at again.

    A review by a manager who does not hold the case is also the manager's review; near twelve
    weeks it answers why the case is still open.
    """
    case = Case.objects.lock(case)
    latest = queries.latest_by_standard("case_review", case, at)
    next_on = next_review_on or latest
    rules.require_can_review_case(
        by, case, outcome=outcome, note=note, next_review_on=next_on, latest=latest, at=at
    )
    review = Review.objects.create(
        case=case, outcome=outcome, note=note.strip(), next_review_on=next_on, at=at, by=by
    )
    ledger.record(
        by,
        "plans.case_reviewed",
        review,
        at=at,
        about=case,
        outcome=REVIEW_OUTCOMES[outcome],
        next=day_in_words(next_on),
    )
    clocks.stop(case, "case_review", by=by, at=at)
    promises.agree(case, "case_review", due=next_on, by=by, at=at)
    if rules.is_manager(by, case):
        _as_manager(case, by=by, at=at)
    return review


def _as_manager(case: Case, *, by: User | None, at: datetime) -> None:
    clocks.stop(case, "manager_review", by=by, at=at)
    promises.start(case, ("manager_review",), by=by, at=at, since=at)
    oversight = next_about(case, "oversight_review")
    if oversight and rules.near_oversight(day_of(at), oversight.last_day):
        clocks.stop(case, "oversight_review", by=by, at=at)
