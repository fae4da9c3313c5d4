"""The accessibility statement: when it was prepared, how, and what is known not to work.

The shape is the model statement of the Public Sector Bodies (Websites and Mobile Applications)
(No. 2) Accessibility Regulations 2018, regulation 8. The regulator's checks of a statement are held one
by one in ``tests/everyone/test_statement.py``. It is looked at again within a year; a test says when
the next release is later than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PREPARED = date(2026, 11, 23)
REVIEWED = date(2026, 11, 24)
TESTED = date(2026, 11, 24)


@dataclass(frozen=True)
class Barrier:
    """What does not work: for whom, by which rule, and what to do meanwhile."""

    what: str
    instead: str
    criterion: str = ""  # of WCAG 2.2; empty when it breaks none


BARRIERS = (
    Barrier(
        "Photos, videos and sound that other people send us have no description and no captions.",
        "They are only for officers who work on the report. Ask us, and we tell you what is in them.",
        "1.1.1 Non-text Content and 1.2.2 Captions",
    ),
    Barrier(
        "The diary sheet is a wide table. On a phone you move it sideways inside its box.",
        "Print it, or write the same things into a notebook.",
    ),
    Barrier(
        "If you stop in the middle of a report, your answers are dropped after ten hours. Nothing warns "
        "you. It is so because others may use the same device.",
        "Call us, and we write the report for you.",
    ),
    Barrier(
        "The pages are in English only. There is no sign language video and no Easy Read.",
        "Call us. Say which language or format you need, and we find an interpreter or send it.",
    ),
)
NOT_TESTED = (
    "We have not yet asked disabled people to try every page.",
    "We have not yet gone through every page with each screen reader, voice control and switch.",
    "We have not yet gone through the pages of our staff with the keyboard alone.",
)


def is_stale(released: date) -> bool:
    """Whether a release comes more than a year after the statement was last looked at."""
    return (released - REVIEWED).days > 365
