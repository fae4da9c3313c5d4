"""Before the first assessment: by when it is to be made. And what waits for a second person.

Working days after the case is opened, in step with the service standard for meeting the person
(2 at high harm, 5 not yet known or medium, 10 standard): the assessment is made when they meet.
"""

from goodstead.clocks.definitions.counting import Clock, Count, Unit

CODE = "risk_assessment"
_SOURCE = "Service standard (local default)"


def _first(days: int) -> Clock:
    return Clock(CODE, "Assess the risk", days, Unit.WORKING_DAYS, Count.FOLLOWING, _SOURCE)


FIRST_HIGH, FIRST_MEDIUM, FIRST_STANDARD = _first(2), _first(5), _first(10)
LOWERING = Clock(
    "risk_lowering",
    "Decide whether the risk may be lowered",
    2,
    Unit.WORKING_DAYS,
    Count.FOLLOWING,
    _SOURCE,
)

# Why a lowering that waited is no longer asked: what it was asked about has changed.
LAPSED_BECAUSE = {
    "assessed": "there is a newer assessment",
    "raised": "the risk was raised after it was asked",
    "left": "the person has left the case",
    "closed": "the case was closed",
}


def first_clock(harm_band: str) -> Clock:
    """By when to assess, from what was known at triage. Not yet known counts as medium."""
    return {"high": FIRST_HIGH, "standard": FIRST_STANDARD}.get(harm_band, FIRST_MEDIUM)


FIND_CODE = "find_harmed"


def _find(days: int) -> Clock:
    return Clock(
        FIND_CODE, "Find out who is harmed", days, Unit.WORKING_DAYS, Count.FOLLOWING, _SOURCE
    )


# A case in which nobody is named has nobody to assess or to be in touch with. So that it is not
# forgotten somebody is looked for, by when the first assessment would have been due.
FIND_HIGH, FIND_MEDIUM, FIND_STANDARD = _find(2), _find(5), _find(10)


def find_clock(harm_band: str) -> Clock:
    """By when to find out who is harmed. Not yet known counts as medium."""
    return {"high": FIND_HIGH, "standard": FIND_STANDARD}.get(harm_band, FIND_MEDIUM)
