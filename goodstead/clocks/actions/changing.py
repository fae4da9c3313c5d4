"""A person moves, pauses or resumes a deadline, or says why it was missed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goodstead.ledger import actions as ledger

from .. import rules
from ..calendar import day_of, end_of_day
from ..models import Deadline, DeadlineMove, Pause
from ..queries import file_of
from ..rules.counting import last_day_of, warn_at
from .watching import notice_miss

if TYPE_CHECKING:
    from goodstead.access.models import User


@transaction.atomic
def move(
    deadline: Deadline,
    *,
    by: User | None,
    at: datetime,
    reason: str,
    due_on: date | None = None,
    due_at: datetime | None = None,
    missed_reason: str = "",
) -> Deadline:
    """Set another date: the end of ``due_on``, or the hour ``due_at``. The old one is kept.

    A date that was missed stays missed in the figures, however often it is moved; staff who move
    one say in ``missed_reason`` why, unless that was said before.
    """
    if (due_on is None) == (due_at is None):
        raise ValueError("Give either due_on or due_at")
    deadline = Deadline.objects.all().lock(deadline)
    new = due_at if due_at is not None else end_of_day(due_on)  # type: ignore[arg-type]
    rules.require_can_move(by, deadline, due=new, reason=reason, at=at, missed_reason=missed_reason)
    if new == deadline.due_at:
        return deadline
    notice_miss(deadline, by=None, at=at)
    if deadline.missed_at is not None and missed_reason.strip():
        deadline.missed_reason = missed_reason.strip()
    old = deadline.due_at
    moved = DeadlineMove.objects.create(
        deadline=deadline,
        from_at=old,
        to_at=new,
        reason=reason.strip(),
        by=by,
        at=at,
        missed=deadline.missed_at is not None,
        missed_reason=deadline.missed_reason,
    )
    deadline.missed_before = deadline.missed_before or moved.missed
    deadline.missed_at = deadline.noticed_at = deadline.warned_at = None
    deadline.missed_reason = ""
    deadline.times_moved += 1
    _set_due(deadline, new, f"moved from {rules.day_in_words(last_day_of(old))}", at)
    deadline.save()
    ledger.record(
        by,
        "clocks.moved",
        deadline,
        at=at,
        about=file_of(deadline),
        changed=[moved],
        label=deadline.label,
        before=last_day_of(old),
        after=deadline.last_day,
    )
    return deadline


@transaction.atomic
def pause(deadline: Deadline, *, by: User | None, at: datetime, reason: str) -> Pause:
    """Stop a service standard from running for a while. The law's own clocks never stop."""
    deadline = Deadline.objects.all().lock(deadline)
    rules.require_can_pause(by, deadline, reason=reason, at=at)
    paused = Pause.objects.create(
        deadline=deadline, from_at=at, by=by, reason=reason.strip(), due_before=deadline.due_at
    )
    deadline.paused_at = at
    deadline.save(update_fields=["paused_at"])
    ledger.record(
        by,
        "clocks.paused",
        deadline,
        at=at,
        about=file_of(deadline),
        changed=[paused],
        label=deadline.label,
    )
    return paused


@transaction.atomic
def resume(deadline: Deadline, *, by: User | None, at: datetime) -> Deadline:
    """Let it run again, with as much left as there was when it was paused."""
    deadline = Deadline.objects.all().lock(deadline)
    rules.require_can_resume(by, deadline)
    paused = deadline.pauses.select_for_update().get(until_at__isnull=True)
    new = rules.resumed_due(deadline.clock, deadline.due_at, paused=paused.from_at, resumed=at)
    paused.until_at, paused.due_after = at, new
    paused.save(update_fields=["until_at", "due_after"])
    deadline.paused_at = deadline.warned_at = None
    _set_due(deadline, new, f"paused from {rules.day_in_words(day_of(paused.from_at))}", at)
    deadline.save()
    ledger.record(
        by,
        "clocks.resumed",
        deadline,
        at=at,
        about=file_of(deadline),
        changed=[paused],
        label=deadline.label,
        due=deadline.last_day,
    )
    return deadline


@transaction.atomic
def give_reason_for_miss(
    deadline: Deadline, *, by: User | None, at: datetime, reason: str
) -> Deadline:
    """Say why the date was missed. A later reason takes the place of an earlier one."""
    deadline = Deadline.objects.all().lock(deadline)
    rules.require_can_explain_miss(by, deadline, reason=reason, at=at)
    notice_miss(deadline, by=None, at=at)
    deadline.missed_reason = reason.strip()
    deadline.save(update_fields=["missed_reason"])
    ledger.record(
        by,
        "clocks.miss_explained",
        deadline,
        at=at,
        about=file_of(deadline),
        label=deadline.label,
    )
    return deadline


def _set_due(deadline: Deadline, due: datetime, because: str, at: datetime) -> None:
    """The new end, and why it stands there: the first sum stays, the last change follows it."""
    first = deadline.why.split("; then ")[0]
    deadline.due_at, deadline.last_day = due, last_day_of(due)
    deadline.warn_at = warn_at(deadline.clock, begun=at, due=due)
    end = rules.day_in_words(deadline.last_day)
    deadline.why = f"{first[:280]}; then {because}, so last day {end}"
