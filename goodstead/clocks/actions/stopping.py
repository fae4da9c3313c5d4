"""Stopping: what was asked is done, or is no longer needed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction

from goodstead.ledger import actions as ledger
from goodstead.ledger.models import key_of

from ..calendar import ONE_DAY, day_of, start_of_day
from ..models import Deadline
from ..queries import file_of
from ..rules import day_in_words
from .watching import notice_miss

if TYPE_CHECKING:
    from goodstead.access.models import User


@transaction.atomic
def stop(
    record: models.Model | None,
    code: str,
    *,
    by: User | None,
    at: datetime,
    met: bool = True,
    done_at: datetime | None = None,
    about: models.Model | None = None,
    because: str = "",
) -> list[Deadline]:
    """Stop the running clock of this code: met, or with ``met=False`` cancelled, and ``because``.

    Does nothing when none is running, so it is safe to call twice. ``done_at`` is when the thing
    was done, if that is earlier than ``at``; what was done on a day before the promise began does
    not keep it, so that one runs on. With ``about`` and no record: all in that file.
    """
    running = Deadline.objects.select_for_update().running().filter(code=code)
    if record is not None:
        running = running.filter(subject=key_of(record))
    elif about is not None:
        running = running.filter(about=key_of(about))
    else:
        raise ValueError("Name the record, or the file it belongs to")
    if done_at is not None:
        running = running.filter(started_at__lt=start_of_day(day_of(done_at) + ONE_DAY))
    return _close_each(
        running.order_by("pk"), by=by, at=at, met=met, done_at=done_at, because=because
    )


@transaction.atomic
def stop_all(*, by: User | None, at: datetime, about: models.Model) -> list[Deadline]:
    """Cancel every running clock in the file: it is closed, or merged into another."""
    running = Deadline.objects.select_for_update().running().filter(about=key_of(about))
    return _close_each(running.order_by("pk"), by=by, at=at, met=False, done_at=None)


def _close_each(
    found: Iterable[Deadline],
    *,
    by: User | None,
    at: datetime,
    met: bool,
    done_at: datetime | None,
    because: str = "",
) -> list[Deadline]:
    deadlines = list(found)
    for deadline in deadlines:
        close(deadline, by=by, at=at, met=met, done_at=done_at, because=because)
    return deadlines


def close(
    deadline: Deadline,
    *,
    by: User | None,
    at: datetime,
    met: bool,
    done_at: datetime | None,
    because: str = "",
) -> None:
    """Stop one locked deadline. A miss that nobody noticed yet is noticed now."""
    done = (done_at or at) if met else None
    if done is not None and done > at:
        raise ValueError("It cannot have been done later than now")
    if done_at is not None and day_of(done_at) < day_of(deadline.started_at):
        raise ValueError("It cannot have been done before it was promised")
    if deadline.is_late(at) and (done is None or done > deadline.due_at):
        notice_miss(deadline, by=None, at=at)
    changed: list[models.Model] = []
    if deadline.paused_at is not None:
        for pause in deadline.pauses.filter(until_at__isnull=True):
            pause.until_at, pause.due_after = at, deadline.due_at
            pause.save(update_fields=["until_at", "due_after"])
            changed.append(pause)
        deadline.paused_at = None
    deadline.stopped_at, deadline.stopped_by = at, by
    deadline.met, deadline.done_at = met, done
    deadline.save(update_fields=["stopped_at", "stopped_by", "met", "done_at", "paused_at"])
    ledger.record(
        by,
        "clocks.stopped",
        deadline,
        at=at,
        about=file_of(deadline),
        changed=changed,
        label=deadline.label,
        outcome=_outcome(deadline, because),
    )


def _outcome(deadline: Deadline, because: str) -> str:
    if not deadline.met:
        return f"no longer needed: {because}" if because else "no longer needed"
    if not deadline.was_kept:
        return "done late"
    assert deadline.stopped_at is not None  # noqa: S101  it is stopped
    if deadline.stopped_at <= deadline.due_at:
        return "done in time"
    return f"done in time, written down on {day_in_words(day_of(deadline.stopped_at))}"
