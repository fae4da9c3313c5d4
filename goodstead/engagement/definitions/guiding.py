"""What a guide of self-help is made of. What the guides say is in ``guides``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# What is counted of a guide: that somebody read on to its end, and what they then said.
READ_ON = "end"
REPORT = "report"
ANSWERS: dict[str, str] = {"yes": "Yes", "partly": "Partly", REPORT: "No, I want to report"}
COUNTED: dict[str, str] = {
    READ_ON: "Read on to the end",
    "yes": "It helped",
    "partly": "It helped in part",
    REPORT: "Went on to report",
}
FEWEST_SHOWN = 5  # a number from one to four is not shown
MONTHS_SHOWN = 13  # a year, and the same month of the year before


class Does(StrEnum):
    """What the reader has done at the end. The value is the name of its page."""

    LETTER = "engagement:write-letter"
    DIARY = "engagement:print-diary"
    CHECKLIST = "engagement:tick-checklist"


@dataclass(frozen=True)
class Part:
    """Some short lines under a heading. ``steps``: one after the other."""

    title: str
    lines: tuple[str, ...]
    steps: bool = False


@dataclass(frozen=True)
class Check:
    """One thing to do or to have ready, with a box to tick."""

    text: str
    hint: str = ""


@dataclass(frozen=True)
class End:
    """What is done at the end of a guide. ``button`` leads to it."""

    does: Does
    title: str
    button: str
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Line:
    """Somebody to call. An empty number is the council's own, from the settings."""

    name: str
    number: str
    when: str


@dataclass(frozen=True)
class Guide:
    """One guide. A change of what it says is a new ``version``: the counts keep them apart.

    ``wont_work`` is said as plainly as the rest. A ``private`` guide has the way out of the page
    and does not show over a shoulder what it is about.
    """

    code: str
    version: int
    checked: str
    name: str
    summary: str
    parts: tuple[Part, ...]
    wont_work: tuple[str, ...]
    end: End
    lines: tuple[Line, ...] = ()
    private: bool = False
    alone: bool = True  # whether it is something to do oneself, so that it says when not to
    law: str = ""
    about: str = ""  # the kind of trouble that a report begins with when they come from here

    @property
    def texts(self) -> tuple[str, ...]:
        """Every sentence that is read on its pages."""
        said = [self.summary, *self.wont_work]
        said += [line for part in self.parts for line in part.lines]
        said += [text for check in self.end.checks for text in (check.text, check.hint) if text]
        return (*said, *(line.when for line in self.lines))


# When nobody should try it by themselves. Said before the steps.
NOT_ALONE = (
    "you are afraid of the person",
    "somebody was hurt or threatened, or has a weapon",
    "somebody picks on you for who you are",
    "it is somebody in your home or family, or an old partner",
    "drugs are sold or made there",
)
