"""Who may see which number, and how a number is written."""

from __future__ import annotations

from dataclasses import dataclass

from goodstead.access.models import User
from goodstead.access.permissions import Permission, require

from .definitions.measures import FEWEST_ANSWERS, Part


def require_can_count(by: User | None) -> None:
    """Counting is the system's own work; a person needs leave to see figures."""
    require(by, Permission.FIGURE_VIEW)


@dataclass(frozen=True)
class Shown:
    """A figure as it may be shown: its words, and its value for a chart (None when there is none).

    ``behind`` and ``over`` say that there are cases to list: those counted, and those that a
    percentage is of. They are only true for somebody who may open cases.
    """

    words: str
    value: float | None
    why: str = ""
    behind: bool = False
    over: bool = False


def half_up(numerator: int, denominator: int) -> int:
    """A whole number from a fraction that is not negative; a half goes up, as people expect."""
    return (2 * numerator + denominator) // (2 * denominator)


def shown(part: Part, numerator: int, denominator: int | None) -> Shown:
    """A figure in full, for people who may open cases. Who may not reads what is published.

    A percentage of fewer than five is hidden even so: it would say more about people than about us.
    """
    if part.unit == "percent":
        return _percent(part, numerator, denominator or 0)
    if part.unit == "rate":
        return _rate(part, numerator, denominator or 0)
    if part.unit == "days":
        if not denominator:
            return Shown("–", None, "Nothing to count")
        return Shown(f"{tenths(numerator)} days", numerator / 10, behind=True)
    return Shown(str(numerator), numerator, behind=numerator > 0)


def tenths(number: int) -> str:
    """“24” or “24.5”."""
    whole, rest = divmod(number, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def _percent(part: Part, numerator: int, denominator: int) -> Shown:
    if not denominator:
        return Shown("–", None, f"No {part.over} yet")
    if denominator < FEWEST_ANSWERS:
        return Shown("Too few", None, f"Fewer than {FEWEST_ANSWERS} {part.over}", over=True)
    value = half_up(100 * numerator, denominator)
    why = f"{numerator} of {denominator} {part.over}"
    return Shown(f"{value}%", value, why, behind=numerator > 0, over=True)


def _rate(part: Part, numerator: int, denominator: int) -> Shown:
    if not denominator:
        return Shown("–", None, "The number of people is not set (COUNCIL_POPULATION)")
    value = half_up(100 * 1000 * numerator, denominator) / 100
    return Shown(f"{value:.2f}", value, f"of {denominator:,} {part.over}", behind=numerator > 0)
