"""The service standard: what the council promises in a case, and by when.

Each promise is dated: a council that changes one adds a new ``Standard`` with a later
``applies_from`` and leaves the old one for the cases that it was promised in. The figures are
local defaults, drawn from the published response times of English councils and landlords
(first contact within 1, 3 or 5 working days by risk; contact with the victim every 10 working
days; a manager's review after 28 or 56 days; every case looked at after 12 weeks).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goodstead.clocks.definitions.counting import Clock, Count, Unit

LOCAL_DEFAULT = "Service standard (local default)"
_FROM_THE_START = date(2000, 1, 1)


@dataclass(frozen=True)
class Standard:
    """One promise, by band of harm. None: this band is not promised it.

    ``unit`` and ``count`` say how the amounts are counted; ``source`` is shown to the reader.
    """

    code: str
    label: str
    unit: Unit
    high: int | None
    medium: int | None
    standard: int | None
    applies_from: date
    source: str = LOCAL_DEFAULT
    count: Count = Count.FOLLOWING

    def amount(self, band: str) -> int | None:
        """How much time this band gives. Not yet assessed counts as medium."""
        return {"high": self.high, "standard": self.standard}.get(band, self.medium)

    def clock(self, band: str) -> Clock | None:
        """The clock for this band, or None when the band is not promised it."""
        amount = self.amount(band)
        if amount is None:
            return None
        return Clock(
            self.code, self.label, amount, self.unit, self.count, self.source, pausable=True
        )


_WORKING_DAYS = Unit.WORKING_DAYS
FIRST_CONTACT = Standard(
    "first_contact", "Speak to the person who reported it", _WORKING_DAYS, 1, 3, 5, _FROM_THE_START
)
INTERVIEW = Standard(
    "interview", "Meet and listen to the whole story", _WORKING_DAYS, 2, 5, 10, _FROM_THE_START
)
PLAN_DUE = Standard(
    "plan_due", "Agree the plan with the victim", _WORKING_DAYS, 2, 5, 10, _FROM_THE_START
)
NEXT_CONTACT = Standard(
    "next_contact", "Tell the victim how things stand", _WORKING_DAYS, 5, 10, 10, _FROM_THE_START
)
CASE_REVIEW = Standard("case_review", "Review the case", Unit.DAYS, 14, 28, 84, _FROM_THE_START)
MANAGER_REVIEW = Standard(
    "manager_review", "Manager to review the case", Unit.DAYS, 28, 56, None, _FROM_THE_START
)
OVERSIGHT_REVIEW = Standard(
    "oversight_review", "Manager to ask why it is still open", Unit.WEEKS, 12, 12, 12,
    _FROM_THE_START,
)  # fmt: skip
STANDARDS = (
    FIRST_CONTACT, INTERVIEW, PLAN_DUE, NEXT_CONTACT, CASE_REVIEW, MANAGER_REVIEW,
    OVERSIGHT_REVIEW,
)  # fmt: skip

# Until the first contact is made it is the next contact; the rhythm begins after it.
FROM_THE_REPORT = ("first_contact", "interview", "plan_due")
TO_SOMEBODY = (*FROM_THE_REPORT, "next_contact")  # promised to people; without them to nobody
FROM_OPENING = ("case_review", "manager_review", "oversight_review")
AT_REOPENING = ("case_review", "manager_review")
CONTACTS = ("first_contact", "next_contact")
REVIEWS = ("case_review", "manager_review", "oversight_review")
FOLLOW_HARM = (
    "first_contact", "interview", "plan_due", "next_contact", "case_review", "manager_review",
)  # fmt: skip
STARTED_BY_HARM = ("manager_review",)  # not every band has one, so it may have to be started


def in_force(code: str, on: date) -> Standard:
    """The promise of that name that applies on a day. ``KeyError`` when there is none."""
    found = [s for s in STANDARDS if s.code == code and s.applies_from <= on]
    if not found:
        raise KeyError(f"No standard “{code}” on {on}")
    return max(found, key=lambda s: s.applies_from)


def clock_for(code: str, band: str, on: date) -> Clock | None:
    """The clock that a case of this band gets on a day, or None when it gets none."""
    return in_force(code, on).clock(band)


def clocks_for(codes: tuple[str, ...], band: str, on: date) -> list[Clock]:
    """The clocks of several promises, without those that the band is not promised."""
    found = [clock_for(code, band, on) for code in codes]
    return [clock for clock in found if clock is not None]
