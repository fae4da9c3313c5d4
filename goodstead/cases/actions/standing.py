"""How a case stands: its status, and the harm behind it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.clocks import actions as clocks
from goodstead.clocks.calendar import day_of
from goodstead.clocks.models import Deadline
from goodstead.clocks.queries import running_about
from goodstead.clocks.rules.counting import due_at
from goodstead.ledger import actions as ledger
from goodstead.ledger.models import key_of

from .. import promises, rules
from ..definitions import standards
from ..definitions.statuses import BAND_RANK, BANDS, STATUSES
from ..models import Case, StatusChange


@transaction.atomic
def change_status(
    *, by: User | None, at: datetime, case: Case, status: str, reason: str = ""
) -> Case:
    """Move an open case along. Closing and reopening have actions of their own."""
    case = Case.objects.lock(case)
    rules.require_can_change_status(by, case, status)
    before, case.status = case.status, status
    case.save(update_fields=["status"])
    change = StatusChange.objects.create(
        case=case, status=status, reason=reason.strip(), at=at, by=by
    )
    ledger.record(
        by,
        "cases.status_changed",
        case,
        at=at,
        about=case,
        changed=[change],
        before=STATUSES[before].name,
        after=STATUSES[status].name,
        status=status,
    )
    return case


@transaction.atomic
def set_harm(
    *, by: User | None, at: datetime, case: Case, band: str, score: int | None, words: str
) -> Case:
    """Copy the latest assessment into the case, and bring its dates into step with it.

    A higher band brings dates forward, counted from now. A lower one takes back no date that
    was promised: it is used from the next one on.
    """
    case = Case.objects.lock(case)
    rules.require_can_set_harm(by, case)
    case.harm_band, case.harm_rank = band, BAND_RANK[band]
    case.harm_score, case.harm_words = score, words
    case.save(update_fields=["harm_band", "harm_rank", "harm_score", "harm_words"])
    ledger.record(by, "cases.harm_set", case, at=at, about=case, band=BANDS[band])
    clocks.weigh(case, by=by, at=at, harm=case.harm_rank)
    running = {d.code: d for d in running_about(case).filter(subject=key_of(case))}
    for code in standards.FOLLOW_HARM:
        _bring_into_step(case, code, running.get(code), by=by, at=at)
    return case


@transaction.atomic
def mark_hate(*, by: User | None, at: datetime, case: Case) -> Case:
    """Mark the case as one in which somebody perceives hate. Perception is enough; no proof is asked.

    A later answer does not take the mark off.
    """
    case = Case.objects.lock(case)
    rules.require_can_mark_hate(by, case)
    case.hate = True
    case.save(update_fields=["hate"])
    ledger.record(by, "cases.hate_marked", case, at=at, about=case)
    return case


def _bring_into_step(
    case: Case, code: str, deadline: Deadline | None, *, by: User | None, at: datetime
) -> None:
    clock = standards.clock_for(code, case.harm_band, day_of(at))
    if deadline is None:
        if code in standards.STARTED_BY_HARM:
            promises.start(case, (code,), by=by, at=at, since=at)
    elif clock is None:
        clocks.stop(case, code, by=by, at=at, met=False)
    elif deadline.paused_at is None and (due := due_at(clock, at)) < deadline.due_at:
        reason = f"Harm is now {BANDS[case.harm_band].lower()}"
        clocks.move(deadline, by=by, at=at, due_at=due, reason=reason)
