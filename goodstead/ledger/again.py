"""Two transactions that wait for each other: the database ends one of them, and we do it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection

T = TypeVar("T")
MOST_TRIES = 4
_DEADLOCK = {"40P01", "40001"}  # PostgreSQL: deadlock detected; could not serialize


def again(act: Callable[[], T]) -> T:
    """Do ``act``, a change in a transaction of its own, until it is not the one that was ended.

    What was ended left no trace, so doing it again is safe. It gives up after four tries and then
    raises what the database said; inside a transaction it never tries again.
    """
    for _ in range(MOST_TRIES - 1):
        try:
            return act()
        except OperationalError as trouble:
            if connection.in_atomic_block or not was_ended_for_another(trouble):
                raise
    return act()


def was_ended_for_another(trouble: OperationalError) -> bool:
    """Whether the database ended it so that another transaction could go on."""
    return getattr(trouble.__cause__, "sqlstate", None) in _DEADLOCK
