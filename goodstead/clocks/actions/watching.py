"""What ``tick`` does: say that the end is near, and that it has passed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goodstead.ledger import actions as ledger

from ..models import Deadline
from ..queries import file_of

if TYPE_CHECKING:
    from goodstead.access.models import User


@transaction.atomic
def mark_missed(*, by: User | None, deadline: Deadline, at: datetime) -> bool:
    """Note that the end has passed. False, and nothing written, when that is noted or not so."""
    deadline = Deadline.objects.all().lock(deadline)
    return notice_miss(deadline, by=by, at=at)


@transaction.atomic
def warn(*, by: User | None, deadline: Deadline, at: datetime) -> bool:
    """Note once that the end is near, so that followers may tell the owner."""
    deadline = Deadline.objects.all().lock(deadline)
    if deadline.stopped_at or deadline.paused_at or deadline.warned_at or deadline.due_at < at:
        return False
    deadline.warned_at = at
    deadline.save(update_fields=["warned_at"])
    _record(by, "clocks.warned", deadline, at)
    return True


def notice_miss(deadline: Deadline, *, by: User | None, at: datetime) -> bool:
    """For a locked deadline. ``missed_at`` is the moment it was due, however late we look."""
    if deadline.missed_at is not None or not deadline.is_late(at):
        return False
    deadline.missed_at, deadline.noticed_at = deadline.due_at, at
    deadline.save(update_fields=["missed_at", "noticed_at"])
    _record(by, "clocks.missed", deadline, at)
    return True


def _record(by: User | None, verb: str, deadline: Deadline, at: datetime) -> None:
    ledger.record(
        by,
        verb,
        deadline,
        at=at,
        about=file_of(deadline),
        code=deadline.code,
        label=deadline.label,
        due=deadline.last_day,
        owner=deadline.owner_id,
        statutory=deadline.statutory,
    )
