"""Dates of assessments follow the people in the case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.cases.models import Case
from goodstead.clocks import actions as clocks
from goodstead.ledger import actions as ledger

from .. import queries, rules
from ..definitions.first import (
    CODE,
    FIND_CODE,
    find_clock,
    first_clock,
)
from .after import _set_harm, _start


@transaction.atomic
def keep_assessments_due(*, by: User | None, case: Case, at: datetime) -> int:
    """Everybody harmed in an open case has an assessment due, and nobody who has left it. While
    nobody is named it is due to find out who is harmed.

    For when a case is opened or reopened and when somebody joins or leaves it: who has left no
    longer decides how urgent it is. Does nothing the second time. Returns how many dates were set
    or cancelled.
    """
    rules.require_system(by)
    case = Case.objects.lock(case)
    started = stopped = 0
    for party in queries.awaited_in_vain(case):
        clocks.stop(party, CODE, by=by, at=at, met=False)
        stopped += 1
    for party in queries.not_awaited(case):
        since = queries.awaited_since(case, party)
        _start(by, case, party, first_clock(case.harm_band), at, since=since)
        started += 1
    looking = queries.looking(case)
    if queries.nobody_harmed(case) and not looking:
        _start(by, case, case, find_clock(case.harm_band), at, since=at)
        started += 1
    elif looking and queries.harmed(case):
        clocks.stop(case, FIND_CODE, by=by, at=at)
        stopped += 1
    if started or stopped:
        ledger.record(
            by, "risk.assessments_kept_due", case, at=at, about=case,
            started=started, stopped=stopped,
        )  # fmt: skip
    if queries.harm_is_of_somebody_gone(case):
        _set_harm(by, case, at)
    return started + stopped
