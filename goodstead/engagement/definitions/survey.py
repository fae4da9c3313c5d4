"""The survey after a case is closed: two questions and a comment, the same for everybody.

The two questions are those that English landlords and councils ask and compare: satisfaction with
the handling and with the outcome, on five points, and “don’t know”, which is not counted.
"""

from __future__ import annotations

from dataclasses import dataclass

DAYS_TO_ANSWER = 60
LONGEST_COMMENT = 2000
SATISFIED = ("5", "4")
DONT_KNOW = "dont_know"
SCALE: dict[str, str] = {
    "5": "Very satisfied",
    "4": "Fairly satisfied",
    "3": "Neither satisfied nor dissatisfied",
    "2": "Fairly dissatisfied",
    "1": "Very dissatisfied",
    DONT_KNOW: "Don’t know",
}
VALID = ("1", "2", "3", "4", "5")
SMALLEST_GROUP = 5  # below this many valid answers no share is shown


@dataclass(frozen=True)
class Asked:
    """One question as the resident reads it."""

    code: str
    text: str
    label: str


HANDLING = Asked(
    "handling", "How satisfied are you with the way your report was handled?", "Handling"
)
OUTCOME = Asked("outcome", "How satisfied are you with the outcome?", "Outcome")

# Why somebody was not asked. A survey that is not sent is kept with its reason, so that the
# figures can be checked.
NOT_SENT: dict[str, str] = {
    "reason": "The case was closed for a reason that nobody is asked about",
    "not_told": "This person must not be told that the case is closed, or cannot be",
    "restricted": "The case is restricted, so asking may not be safe",
    "flagged": "Contact with this person may put them in danger",
    "no_contact": "We have no way of contacting this person",
    "contact_rules": "The person has not said that we may write to them by email",
}
CHANNELS: dict[str, str] = {"link": "By link", "telephone": "By telephone"}
