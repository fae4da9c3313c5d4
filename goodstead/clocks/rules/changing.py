"""Who may change a running deadline, and when. Starting and stopping belong to the caller's act."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from goodstead.access.permissions import NotNow, Permission, require

from ..models import Deadline

if TYPE_CHECKING:
    from goodstead.access.models import User


EXPLAIN, MOVE, PAUSE, RESUME = "explain", "move", "pause", "resume"


def open_changes(deadline: Deadline, at: datetime) -> frozenset[str]:
    """Which changes this deadline takes now from somebody who may make them."""
    runs, paused = deadline.stopped_at is None, deadline.paused_at is not None
    may_pause = deadline.pausable and not deadline.statutory and not deadline.is_late(at)
    found = {
        EXPLAIN: deadline.missed_at is not None or deadline.is_late(at),
        MOVE: runs and not paused and deadline.movable,
        PAUSE: runs and not paused and may_pause,
        RESUME: runs and paused,
    }
    return frozenset(change for change, open_ in found.items() if open_)


def require_can_move(
    by: User | None,
    deadline: Deadline,
    *,
    due: datetime,
    reason: str,
    at: datetime,
    missed_reason: str = "",
) -> None:
    """A running deadline that is not fixed by law, to a time ahead, with a reason.

    A date that was missed is not moved away in silence: staff say first why it was missed.
    """
    require(by, Permission.CASE_WORK)
    _require_running(deadline)
    if not deadline.movable:
        raise NotNow(f"This date cannot be moved. It is set by {_setter(deadline)}.")
    if deadline.paused_at is not None:
        raise NotNow("This deadline is paused. Start it again before you move its date.")
    _require_reason(reason, "Say why the date changes.")
    if due < at:
        raise NotNow("Choose a date that has not passed.")
    missed = deadline.missed_at is not None or deadline.is_late(at)
    if missed and by is not None and not deadline.missed_reason:
        _require_reason(missed_reason, "Say why the old date was missed.")


def require_can_pause(by: User | None, deadline: Deadline, *, reason: str, at: datetime) -> None:
    """A service standard that allows it, while there is still time left. The law never does."""
    require(by, Permission.CASE_WORK)
    _require_running(deadline)
    if deadline.statutory:
        raise NotNow("This time limit is set by law. It cannot be paused.")
    if not deadline.pausable:
        raise NotNow("Our service standard does not allow this deadline to be paused.")
    if deadline.paused_at is not None:
        raise NotNow("This deadline is already paused.")
    if deadline.is_late(at):
        raise NotNow("This date has passed, so it cannot be paused. Say why it was missed.")
    _require_reason(reason, "Say why the deadline is paused.")


def require_can_resume(by: User | None, deadline: Deadline) -> None:
    """Only what is paused."""
    require(by, Permission.CASE_WORK)
    _require_running(deadline)
    if deadline.paused_at is None:
        raise NotNow("This deadline is not paused.")


def require_can_explain_miss(
    by: User | None, deadline: Deadline, *, reason: str, at: datetime
) -> None:
    """A date that was missed, with words."""
    require(by, Permission.CASE_WORK)
    if deadline.missed_at is None and not deadline.is_late(at):
        raise NotNow("This deadline has not been missed.")
    _require_reason(reason, "Say why the date was missed.")


def _require_running(deadline: Deadline) -> None:
    if deadline.stopped_at is not None:
        raise NotNow("This deadline is no longer running.")


def _require_reason(reason: str, message: str) -> None:
    if not reason.strip():
        raise NotNow(message)


def _setter(deadline: Deadline) -> str:
    law = f"law ({deadline.source})" if deadline.source else "law"
    return law if deadline.statutory else "our service standard"
