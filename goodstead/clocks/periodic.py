"""Work that is done every few minutes, here and in other apps, and the deadlines' own share of it.

An app that has such work keeps a list ``PERIODIC`` in its ``periodic.py``. ``tick`` runs them all,
the lowest app first. Each must be safe to run twice and after a day in which nothing ran.
An app below this one writes a named tuple of its own with the same two fields.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from goodstead.ledger.again import again

from . import actions, queries
from .models import Deadline, DeadlineQuerySet

BATCH = 500
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Periodic:
    """``run`` is given the moment and answers how many things it changed."""

    name: str
    run: Callable[[datetime], int]


class SomeFailed(RuntimeError):
    """Some deadlines could not be marked. The others were; the log says which were not."""


def _to_each(found: DeadlineQuerySet, act: Callable[[Deadline], bool], order: str) -> int:
    """Act on all of them, a batch at a time by key, so that what failed is passed by and not retried.

    Raises ``SomeFailed`` at the end, when every other one is done.
    """
    done, failed = 0, 0
    last: Deadline | None = None
    while batch := list(queries.after(found, last, order)[:BATCH]):
        for deadline in batch:
            try:
                done += again(partial(act, deadline))
            except Exception:
                logger.exception("Deadline %s could not be marked", deadline.pk)
                failed += 1
        last = batch[-1]
    if failed:
        raise SomeFailed(f"{failed} failed, {done} done")
    return done


def mark_missed(at: datetime) -> int:
    """Mark each deadline that has passed, each in a transaction of its own."""
    return _to_each(
        queries.to_mark_missed(at),
        lambda deadline: actions.mark_missed(by=None, deadline=deadline, at=at),
        "due_at",
    )


def warn(at: datetime) -> int:
    """Warn once of each deadline whose end is near."""
    return _to_each(
        queries.to_warn_of(at),
        lambda deadline: actions.warn(by=None, deadline=deadline, at=at),
        "warn_at",
    )


PERIODIC = [Periodic("clocks.missed", mark_missed), Periodic("clocks.warned", warn)]
