"""Closing a case, with everybody harmed told in a way that is safe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.cases import actions as cases
from goodstead.cases.models import Case
from goodstead.correspondence import actions as correspondence
from goodstead.ledger import actions as ledger
from goodstead.people.models import Person

from .. import queries, rules
from ..definitions.plan import TOLD_WORDS
from ..models import Closing


@dataclass(frozen=True)
class Told:
    """How one person hears that the case is closed. ``because``: why they do not."""

    person: Person
    how: str
    because: str = ""


@transaction.atomic
def close_case(
    *,
    by: User | None,
    at: datetime,
    case: Case,
    reason: str,
    outcome: str,
    summary: str,
    told: Sequence[Told] = (),
) -> Case:
    """Close the case when everything before it is done, and tell each person harmed.

    ``summary`` is what was done, in the words that they will read. An email is queued only for
    somebody whose rules allow it; the words given to each person are kept.
    """
    case = Case.objects.lock(case)
    harmed = {person.pk: person for person in queries.harmed_people(case)}
    said = {one.person.pk: one for one in told if one.person.pk in harmed}
    rules.require_can_close_case(
        by,
        case,
        missing=[c.todo for c in queries.closing_checks(case, at, reason) if not c.done],
        untold=[person.called for pk, person in harmed.items() if pk not in said],
        summary=summary,
        reason=reason,
    )
    closed = cases.close_case(
        by=by, at=at, case=case, reason=reason, outcome=outcome, summary=summary
    )
    closings = [
        _tell(closed, person, said[pk], reason, summary, by=by, at=at)
        for pk, person in harmed.items()
    ]
    ledger.record(
        by,
        "plans.people_told",
        closed,
        at=at,
        about=closed,
        changed=closings,
        how="; ".join(_in_words(closing) for closing in closings) or "nobody to tell",
    )
    return closed


def _tell(
    case: Case, person: Person, told: Told, reason: str, summary: str, *, by: User | None,
    at: datetime,
) -> Closing:  # fmt: skip
    rules.require_can_tell(person, told.how, told.because, may_email=queries.may_email(person))
    letter = queries.closing_letter(case, person, reason, summary, at, told.how)
    message = None
    if told.how == "email" and person.contact is not None:
        message = correspondence.queue(
            by=by,
            at=at,
            to=person.contact,
            template="case_closed",
            about=case,
            **queries.closing_values(case, reason, summary, at),
        )
    return Closing.objects.create(
        case=case,
        person=person,
        told=told.how,
        not_told_because=told.because.strip(),
        letter="" if told.how == "not_told" else letter.body,
        message=message,
        at=at,
        by=by,
    )


def _in_words(closing: Closing) -> str:
    """The way; for an email that was held, why."""
    held = closing.message.reason if closing.message else ""
    return f"{TOLD_WORDS[closing.told]}{f' ({held})' if held else ''}"
