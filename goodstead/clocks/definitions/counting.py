"""How the law and our own standards count time. Plain Python; nothing here reads the clock."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working days"


class Count(StrEnum):
    """The word in the Act. Hours run from the moment itself, so for them it changes nothing."""

    BEGINNING_WITH = "beginning with"  # the first day is day 1
    FOLLOWING = "following"  # the first day is day 0


# Days that an Act may tell us to leave out of a period of hours.
DISREGARDS = {
    "christmas_day": "Christmas Day",
    "good_friday": "Good Friday",
    "sunday": "Sundays",
}


@dataclass(frozen=True)
class Clock:
    """A period that starts by an event and ends on a day or at an hour.

    ``source`` is the section of the Act or the standard, as shown to the reader. A ``statutory``
    clock can never be paused, and is moved only when ``movable`` says so (a court decided).
    ``disregard`` names days that hours do not run on (``DISREGARDS``). ``rolls``: when the last
    day is not a working day the period ends on the next one (Civil Procedure Rules 2.8(5)).
    ``warn_days`` before the end the owner is warned.

    Raises ``ValueError`` for a clock that cannot be: see ``__post_init__``.
    """

    code: str
    label: str
    amount: int
    unit: Unit
    count: Count
    source: str
    statutory: bool = False
    pausable: bool = False
    disregard: tuple[str, ...] = ()
    warn_days: int = 1
    movable: bool | None = None  # None: as usual, which is no for the law and yes for a standard
    rolls: bool = False

    def __post_init__(self) -> None:
        wrong = [
            sentence
            for sentence, bad in (
                ("the amount is below zero", self.amount < 0),
                ("nothing begins with a day and lasts no days", self._lasts_nothing()),
                ("a statutory clock can never be paused", self.statutory and self.pausable),
                ("only hours leave days out", bool(self.disregard) and self.unit != Unit.HOURS),
                ("unknown day to leave out", not set(self.disregard) <= set(DISREGARDS)),
                ("hours do not roll to a working day", self.rolls and self.unit == Unit.HOURS),
            )
            if bad
        ]
        if wrong:
            raise ValueError(f"Clock {self.code}: {'; '.join(wrong)}")

    def _lasts_nothing(self) -> bool:
        days = self.unit != Unit.HOURS
        return days and self.amount == 0 and self.count == Count.BEGINNING_WITH

    @property
    def may_move(self) -> bool:
        """Whether a person may set another date."""
        return not self.statutory if self.movable is None else self.movable

    @property
    def period(self) -> str:
        """The period in words: ``21 days``, ``1 month``."""
        unit = self.unit.value.removesuffix("s") if self.amount == 1 else self.unit.value
        return f"{self.amount} {unit}"
