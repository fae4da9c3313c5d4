"""The steps of a plan."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from goodstead.access.models import User
from goodstead.cases.models import Case
from goodstead.clocks import actions as clocks
from goodstead.ledger import actions as ledger

from .. import queries, rules
from ..definitions.plan import KINDS, STEP_DUE
from ..models import Plan, Step, StepChange


@transaction.atomic
def make_plan(*, by: User | None, at: datetime, case: Case) -> Plan:
    """Begin the plan of a case. A case has one; asked again, the same one is given."""
    case = Case.objects.lock(case)
    rules.require_can_plan(by, case)
    if there := queries.plan_of(case):
        return there
    plan = Plan.objects.create(case=case, made_at=at, by=by)
    ledger.record(by, "plans.plan_made", plan, at=at, about=case)
    return plan


@transaction.atomic
def add_step(
    *,
    by: User | None,
    at: datetime,
    case: Case,
    text: str,
    kind: str,
    owner: User,
    due_on: date,
    partner: str = "",
    safeguarding: bool = False,
    submission: UUID | None = None,
) -> Step:
    """Add a step that somebody does by a date. The first step begins the plan.

    ``safeguarding``: it answers an assessment that asked for a safeguarding referral.
    ``submission`` is the form's mark: the same one again returns the step that is there.
    """
    case = Case.objects.lock(case)
    rules.require_can_add_step(by, case, kind=kind, owner=owner, due_on=due_on, at=at)
    plan = make_plan(by=by, at=at, case=case)
    if submission and (there := plan.steps.filter(submission=submission).first()):
        return there
    step = Step.objects.create(
        plan=plan,
        kind=kind,
        text=text.strip(),
        owner=owner,
        partner=partner.strip(),
        due_on=due_on,
        safeguarding=safeguarding,
        added_at=at,
        added_by=by,
        submission=submission,
    )
    ledger.record(
        by,
        "plans.step_added",
        step,
        at=at,
        about=case,
        kind=KINDS[kind],
        owner=step.who,
        due=f"{due_on.day} {due_on:%B %Y}",
    )
    clocks.agree(
        step,
        STEP_DUE,
        by=by,
        at=at,
        due=due_on,
        about=case,
        owner=owner,
        team=case.team,
        harm=case.harm_rank,
        restricted=case.restricted,
        note=step.text[:200],
    )
    return step


@transaction.atomic
def finish_step(*, by: User | None, at: datetime, step: Step, note: str = "") -> Step:
    """Say that a step is done."""
    case = Case.objects.lock(step.plan.case)
    step = Step.objects.lock(step)
    rules.require_can_finish_step(by, step)
    change = _move(step, "done", note, by=by, at=at)
    ledger.record(
        by,
        "plans.step_finished",
        step,
        at=at,
        about=case,
        changed=[change],
        kind=step.get_kind_display(),
    )
    clocks.stop(step, STEP_DUE.code, by=by, at=at)
    return step


@transaction.atomic
def cancel_step(*, by: User | None, at: datetime, step: Step, reason: str) -> Step:
    """Say that a step will not be done, and why."""
    case = Case.objects.lock(step.plan.case)
    step = Step.objects.lock(step)
    rules.require_can_cancel_step(by, step, reason)
    change = _move(step, "cancelled", reason, by=by, at=at)
    ledger.record(
        by,
        "plans.step_cancelled",
        step,
        at=at,
        about=case,
        changed=[change],
        kind=step.get_kind_display(),
    )
    clocks.stop(step, STEP_DUE.code, by=by, at=at, met=False)
    return step


def _move(step: Step, state: str, reason: str, *, by: User | None, at: datetime) -> StepChange:
    step.state = state
    step.save(update_fields=["state"])
    return StepChange.objects.create(step=step, state=state, reason=reason.strip(), at=at, by=by)
