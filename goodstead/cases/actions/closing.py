"""A case ends, or begins again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.clocks import actions as clocks
from goodstead.clocks.queries import running_about
from goodstead.ledger import actions as ledger

from .. import promises, rules
from ..definitions import standards
from ..definitions.closing import OUTCOMES, REASONS, UNHEARD
from ..definitions.statuses import HARMED_PARTS
from ..models import Case, StatusChange


@transaction.atomic
def close_case(
    *, by: User | None, at: datetime, case: Case, reason: str, outcome: str, summary: str = ""
) -> Case:
    """Close the case: why, and what came of it. Everything still due on it is cancelled.

    This is the file's own part. Officers close through the plan, which also asks whether the
    steps are done and the victim was told.
    """
    case = Case.objects.lock(case)
    by_law = running_about(case).filter(statutory=True).values_list("label", flat=True)
    unheard = running_about(case).filter(code__in=UNHEARD).values_list("label", flat=True)
    rules.require_can_close(by, case, reason, outcome, list(by_law), list(unheard))
    case.status, case.closed_at = "closed", at
    case.close_reason, case.close_outcome = reason, outcome
    case.save(update_fields=["status", "closed_at", "close_reason", "close_outcome"])
    change = StatusChange.objects.create(
        case=case, status="closed", reason=summary.strip(), at=at, by=by
    )
    ledger.record(
        by,
        "cases.case_closed",
        case,
        at=at,
        about=case,
        changed=[change],
        reason=reason,
        outcome=outcome,
        reason_words=REASONS[reason].name,
        outcome_words=OUTCOMES[outcome],
        ask=REASONS[reason].ask,
    )
    clocks.stop_all(by=by, at=at, about=case)
    return case


@transaction.atomic
def reopen_case(*, by: User | None, at: datetime, case: Case, reason: str) -> Case:
    """Go on with a case that was closed a short while ago: the same episode, the same opening."""
    case = Case.objects.lock(case)
    rules.require_can_reopen_case(by, case, reason, at)
    case.status, case.closed_at, case.reopened_at = "reopened", None, at
    case.close_reason = case.close_outcome = ""
    case.save(update_fields=["status", "closed_at", "reopened_at", "close_reason", "close_outcome"])
    change = StatusChange.objects.create(
        case=case, status="reopened", reason=reason.strip(), at=at, by=by
    )
    ledger.record(by, "cases.case_reopened", case, at=at, about=case, changed=[change])
    if case.parties.filter(part__in=HARMED_PARTS, ended_at=None).exists():
        promises.start(case, ("first_contact",), by=by, at=at, since=at)
    promises.start(case, standards.AT_REOPENING, by=by, at=at, since=at)
    return case
