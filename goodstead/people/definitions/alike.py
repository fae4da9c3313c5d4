"""How much each likeness says that two records belong together. Counted to one hundred.

Our own weighting, for putting candidates in order and for nothing else: no number here ever decides.
A change here changes what staff see first, so it is tried on pairs that are known before it is made.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST = 100


@dataclass(frozen=True)
class Reason:
    """One likeness, in words that staff can check, and how many of a hundred points it gives."""

    code: str
    words: str
    points: int


@dataclass(frozen=True)
class Strength:
    """How strongly the reasons speak, in words. ``least`` is the fewest points for these words."""

    least: int
    name: str
    colour: str


STRENGTHS = (
    Strength(70, "Very likely", "green"),
    Strength(40, "Likely", "blue"),
    Strength(15, "Possible", "grey"),
)
LEAST = STRENGTHS[-1].least

# Two records of one person.
SAME_EMAIL, SAME_PHONE, SAME_ADDRESS = 40, 35, 10
SAME_NAME, SOUNDS_ALIKE, SPELT_ALIKE, SHORT_FORM, ONE_WORD = 35, 28, 25, 15, 8
BORN_SAME_DAY, BORN_SWAPPED = 30, 15
# What the points come to at most when the names are those of two people, or the birthdays are.
MOST_OF_NEW_NAME, MOST_OF_OTHER_NAME, MOST_OF_OTHER_BIRTHDAY = 35, 10, 10
GENERATION = 14
"""Years between two people of one name from which they may be parent and child."""


def strength_of(points: int) -> Strength | None:
    """The words for so many points; ``None`` for too few to be worth a look."""
    return next((one for one in STRENGTHS if points >= one.least), None)
