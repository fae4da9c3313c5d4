"""By when somebody hears from us, in words, from the service standard in force."""

from __future__ import annotations

from ..definitions.standards import ACKNOWLEDGE, UNLINKED


def read_within() -> str:
    """How soon an officer reads a report."""
    return _days(UNLINKED.amount)


def heard_within() -> str:
    """How soon the person hears from us: from the most harm to the least."""
    return f"{ACKNOWLEDGE.high} to {_days(ACKNOWLEDGE.standard or 0)}"


def _days(number: int) -> str:
    return f"{number} working day{'' if number == 1 else 's'}"
