"""By when somebody hears from us, in words, from the service standard in force."""

from __future__ import annotations

from django.utils.translation import ngettext

from ..definitions.standards import ACKNOWLEDGE, UNLINKED


def read_within() -> str:
    """How soon an officer reads a report."""
    return _days(UNLINKED.amount)


def heard_within() -> str:
    """How soon the person hears from us: from the most harm to the least."""
    most = ACKNOWLEDGE.standard or 0
    said = ngettext("{least} to {most} working day", "{least} to {most} working days", most)
    return said.format(least=ACKNOWLEDGE.high, most=most)


def _days(number: int) -> str:
    return ngettext("{number} working day", "{number} working days", number).format(number=number)
