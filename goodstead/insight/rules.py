"""Who may see which number."""

from __future__ import annotations

from dataclasses import dataclass

from goodstead.access.models import User
from goodstead.access.permissions import Permission, can, require

from .definitions.measures import FEWEST_ANSWERS, FEWEST_SHOWN, Part


def require_can_count(by: User | None) -> None:
    """Counting is the system's own work; a person needs leave to see figures."""
    require(by, Permission.FIGURE_VIEW)


@dataclass(frozen=True)
class Shown:
    """A figure as it may be shown: its words, and its value for a chart (None when veiled)."""

    words: str
    value: float | None
    why: str = ""


def shown(part: Part, numerator: int, denominator: int | None, *, user: User) -> Shown:
    """What this person may read of a figure.

    A percentage of fewer than five is hidden from everyone. A count from one to four is veiled for
    people who may not open cases, so that a total does not point at a neighbour.
    """
    if part.unit == "percent":
        return _percent(part, numerator, denominator or 0)
    if part.unit == "days":
        if not denominator:
            return Shown("–", None, "Nothing to count")
        return Shown(f"{numerator} days", numerator)
    if 0 < numerator < FEWEST_SHOWN and not can(user, Permission.FIGURE_CASES):
        return Shown("Fewer than 5", None, "Small numbers are not shown")
    return Shown(str(numerator), numerator)


def _percent(part: Part, numerator: int, denominator: int) -> Shown:
    if not denominator:
        return Shown("–", None, f"No {part.over} yet")
    if denominator < FEWEST_ANSWERS:
        return Shown("Too few", None, f"Fewer than {FEWEST_ANSWERS} {part.over}")
    value = round(100 * numerator / denominator)
    return Shown(f"{value}%", value, f"{numerator} of {denominator} {part.over}")
