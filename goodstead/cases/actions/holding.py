"""Who holds a case, and who may open one that is restricted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.clocks import actions as clocks
from goodstead.ledger import actions as ledger

from .. import queries, rules
from ..models import Case, CaseReader, Handover
from ..private import keep_private


@transaction.atomic
def change_officer(
    *, by: User | None, at: datetime, case: Case, officer: User, reason: str
) -> Case:
    """Hand the case and everything due on it to another officer."""
    case = Case.objects.lock(case)
    rules.require_can_change_officer(by, case, officer)
    handover = _hand_over(case, officer, reason.strip(), by=by, at=at)
    ledger.record(
        by, "cases.officer_changed", case, at=at, about=case, changed=[handover],
        before=handover.before.name, after=officer.name,
    )  # fmt: skip
    clocks.hand_over(case, by=by, at=at, owner=officer, team=case.team, was=handover.before)
    return case


def _hand_over(
    case: Case, officer: User, reason: str, *, by: User | None, at: datetime
) -> Handover:
    before, case.officer = case.officer, officer
    case.save(update_fields=["officer"])
    return Handover.objects.create(
        case=case, before=before, after=officer, reason=reason, at=at, by=by
    )


@transaction.atomic
def restrict_case(*, by: User | None, at: datetime, case: Case, reason: str) -> Case:
    """Close the case to everyone but its officer and the people named on its list.

    From then on whatever is sent to anybody in it is neutral; what waits to be sent is held. An
    officer who is not trained for such cases need not look for somebody who is while others can
    still read it: the case goes to whom a restricted one would have gone (``suggest_trained``).
    Raises ``NotNow`` when there is nobody.
    """
    case = Case.objects.lock(case)
    rules.require_can_restrict(by, case)
    goes_to = queries.suggest_trained(case)
    if goes_to is not None:
        handover = _hand_over(case, goes_to.officer, f"Restricted: {reason.strip()}", by=by, at=at)
        ledger.record(
            by, "cases.officer_changed", case, at=at, about=case, changed=[handover],
            before=handover.before.name, after=goes_to.officer.name,
        )  # fmt: skip
        clocks.hand_over(
            case, by=by, at=at, owner=goes_to.officer, team=case.team, was=handover.before
        )
    case.restricted = True
    case.save(update_fields=["restricted"])
    ledger.record(by, "cases.case_restricted", case, at=at, about=case, reason=reason.strip())
    clocks.restrict(case, by=by, at=at, restricted=True)
    keep_private(case, by=by, at=at)
    return case


@transaction.atomic
def add_reader(*, by: User | None, at: datetime, case: Case, reader: User) -> CaseReader:
    """Put a person on the list of a restricted case."""
    case = Case.objects.lock(case)
    rules.require_can_add_reader(by, case, reader)
    row = CaseReader.objects.create(case=case, user=reader, at=at, by=by)
    ledger.record(by, "cases.reader_added", row, at=at, about=case, reader=reader.name)
    return row


@transaction.atomic
def remove_reader(*, by: User | None, at: datetime, reader: CaseReader) -> Case:
    """Take a person off the list of a restricted case. Their next request finds nothing."""
    case = Case.objects.lock(reader.case)
    reader = CaseReader.objects.select_for_update().get(pk=reader.pk)
    rules.require_can_remove_reader(by, reader)
    reader.ended_at = at
    reader.save(update_fields=["ended_at"])
    ledger.record(by, "cases.reader_removed", reader, at=at, about=case, reader=reader.user.name)
    return case
