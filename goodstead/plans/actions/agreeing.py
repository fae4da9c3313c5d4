"""Agreeing the plan with the victim."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.cases import promises
from goodstead.cases.models import Case
from goodstead.clocks import actions as clocks
from goodstead.clocks.calendar import day_of
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.models import Message
from goodstead.ledger import actions as ledger
from goodstead.people.models import Person

from .. import queries, rules
from ..definitions.plan import AGREED_HOW
from ..models import Agreement
from .steps import make_plan


@transaction.atomic
def agree_plan(
    *,
    by: User | None,
    at: datetime,
    case: Case,
    person: Person,
    how: str,
    agreed_on: date | None = None,
    review_on: date | None = None,
    reason: str = "",
    send_copy: bool = True,
) -> Agreement:
    """Write down that the plan was put to the victim, and send a copy when their rules allow it.

    What became of the copy stands in ``Agreement.copy_words``. Without ``review_on`` the next
    review is as late as the standard allows.
    """
    case = Case.objects.lock(case)
    steps = queries.steps_of(case)
    latest = queries.latest_by_standard("case_review", case, at)
    agreed_on, review_on = agreed_on or day_of(at), review_on or latest
    rules.require_can_agree_plan(
        by,
        case,
        person=person,
        how=how,
        reason=reason,
        agreed_on=agreed_on,
        review_on=review_on,
        latest_review=latest,
        has_steps=any(step.state != "cancelled" for step in steps),
        at=at,
    )
    agreed = how != "not_agreed"
    message, no_copy = _copy(case, person, review_on, send_copy and agreed, by=by, at=at)
    agreement = Agreement.objects.create(
        plan=make_plan(by=by, at=at, case=case),
        person=person,
        how=how,
        reason=reason.strip(),
        agreed_on=agreed_on,
        review_on=review_on,
        message=message,
        no_copy_because=no_copy,
        at=at,
        by=by,
    )
    if agreed:
        ledger.record(
            by, "plans.plan_agreed", agreement, at=at, about=case,
            how=AGREED_HOW[how].lower(), copy=agreement.copy_words,
        )  # fmt: skip
    else:
        ledger.record(by, "plans.plan_not_agreed", agreement, at=at, about=case)
    clocks.stop(case, "plan_due", by=by, at=at, met=agreed)
    promises.agree(case, "case_review", due=review_on, by=by, at=at)
    return agreement


def _copy(
    case: Case, person: Person, review_on: date, wanted: bool, *, by: User | None, at: datetime
) -> tuple[Message | None, str]:
    """The copy in the outbox, or the words for why there is none."""
    if not wanted:
        return None, "No copy was sent."
    if person.contact is None:
        return None, "No copy was sent: we hold no contact details."
    message = correspondence.queue(
        by=by,
        at=at,
        to=person.contact,
        template="plan_agreed",
        about=case,
        reference=case.reference,
        officer=case.officer.name,
        steps=queries.steps_in_words(queries.steps_of(case)),
        review_by=review_on,
    )
    return message, ""
