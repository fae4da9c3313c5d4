"""Work that is done every few minutes, here and in other apps, and the deadlines' own share of it.

An app that has such work keeps a list ``PERIODIC`` in its ``periodic.py``. ``tick`` runs them all,
the lowest app first. Each must be safe to run twice and after a day in which nothing ran.
An app below this one writes a named tuple of its own with the same two fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from . import actions, queries
from .models import Deadline, DeadlineQuerySet

BATCH = 500


@dataclass(frozen=True)
class Periodic:
    """``run`` is given the moment and answers how many things it changed."""

    name: str
    run: Callable[[datetime], int]


def _each(found: DeadlineQuerySet) -> Iterator[Deadline]:
    """All of them, a batch at a time by key: what is marked leaves the list behind us."""
    after: tuple[datetime, int] | None = None
    while batch := list(queries.after(found, after)[:BATCH]):
        yield from batch
        after = (batch[-1].due_at, batch[-1].pk)


def mark_missed(at: datetime) -> int:
    """Mark each deadline that has passed, each in a transaction of its own."""
    return sum(
        actions.mark_missed(by=None, deadline=deadline, at=at)
        for deadline in _each(queries.to_mark_missed(at))
    )


def warn(at: datetime) -> int:
    """Warn once of each deadline whose end is near."""
    return sum(
        actions.warn(by=None, deadline=deadline, at=at)
        for deadline in _each(queries.to_warn_of(at))
    )


PERIODIC = [Periodic("clocks.missed", mark_missed), Periodic("clocks.warned", warn)]
