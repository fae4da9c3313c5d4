"""Who is asked, which answer counts, and which number may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, require
from goodstead.cases.definitions.closing import REASONS
from goodstead.cases.models import Case
from goodstead.cases.rules import require_sees
from goodstead.correspondence.definitions.contact import Channel
from goodstead.correspondence.models import SafeContact
from goodstead.correspondence.rules import closed_because

from .definitions.equality import BY_CODE
from .definitions.guides import GUIDES
from .definitions.guiding import COUNTED, FEWEST_SHOWN
from .definitions.survey import LONGEST_COMMENT, SCALE
from .models import Survey

NO_LONGER = "This link does not work any more."


def not_asked_because(case: Case, contact: SafeContact | None, *, not_told: bool) -> str:
    """Why this person is not asked about this case; empty when they are.

    Not where the reason for closing leaves nobody to ask, not whom the officer said must not be
    told of the closing, not where asking could put somebody in danger, and not where the person's
    own contact rules forbid it.
    """
    if not REASONS[case.close_reason].ask:
        return "reason"
    if not_told:
        return "not_told"
    if case.restricted:
        return "restricted"
    if contact is None:
        return "no_contact"
    if contact.flagged:
        return "flagged"
    closed = closed_because(contact, Channel.EMAIL, shared=False, approved=False)
    return "contact_rules" if closed else ""


def require_can_invite(by: User | None, case: Case) -> None:
    """The system when a case was closed, or whoever may close it."""
    require(by, Permission.CASE_CLOSE)
    require_sees(by, case)
    if case.closed_at is None:
        raise NotNow("People are asked after the case is closed.")


def require_can_answer(
    by: User | None, survey: Survey, handling: str, outcome: str, comment: str, at: datetime
) -> None:
    """Only the holder of the link, while it works, and something is said."""
    if by is not None:
        raise PermissionDenied("A survey is answered by the person who was asked")
    if survey.answered_at is not None or survey.is_expired(at):
        raise NotNow(NO_LONGER)
    if not {handling, outcome} <= {"", *SCALE} or len(comment) > LONGEST_COMMENT:
        raise NotNow("Choose one of the answers shown.")
    if not (handling or outcome or comment):
        raise NotNow("Answer at least one question.")


def says_the_same(survey: Survey, handling: str, outcome: str, comment: str) -> bool:
    """Whether this is the answer that was given already: the button was pressed twice."""
    given = (survey.handling, survey.outcome, survey.comment)
    return survey.answered_at is not None and given == (handling, outcome, comment)


def require_can_count_guide(by: User | None, guide: str, said: str) -> None:
    """A guide that there is, something that is counted, and from the public: staff only look."""
    if by is not None:
        raise PermissionDenied("Guides are counted for the public")
    if guide not in GUIDES or said not in COUNTED:
        raise NotNow("Choose one of the answers shown.")


def in_a_report(letter: Mapping[str, str]) -> str:
    """What a letter to a neighbour says of the trouble, as words of a report: not the names in it,
    and not what was asked of the neighbour."""
    parts = (letter["what"], letter["often"], letter["effect"])
    return "\n\n".join(part for part in parts if part)


def shown(number: int) -> int | str:
    """A count as staff read it. One to four could tell who it was."""
    return f"Fewer than {FEWEST_SHOWN}" if 0 < number < FEWEST_SHOWN else number


def require_can_count_about_you(by: User | None, answers: Mapping[str, str]) -> None:
    """Answers that there are, from the public: nobody answers for somebody else."""
    if by is not None:
        raise PermissionDenied("These questions are answered by the public")
    for code, answer in answers.items():
        question = BY_CODE.get(code)
        if question is None or answer not in dict(question.choices):
            raise NotNow("Choose one of the answers shown.")
