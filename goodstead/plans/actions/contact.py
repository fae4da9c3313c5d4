"""Keeping in touch with the victim."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from goodstead.access.models import User
from goodstead.cases import promises
from goodstead.cases.models import Case
from goodstead.clocks import actions as clocks
from goodstead.clocks.models import Deadline
from goodstead.clocks.rules.words import day_in_words
from goodstead.ledger import actions as ledger
from goodstead.people.models import Person

from .. import queries, rules
from ..definitions.plan import WAYS
from ..models import Contact


@transaction.atomic
def log_contact(  # noqa: PLR0913 - what is known of one contact
    *,
    by: User | None,
    at: datetime,
    case: Case,
    person: Person,
    how: str,
    reached: bool,
    summary: str,
    happened_at: datetime | None = None,
    by_them: bool = False,
    interview: bool = False,
    next_contact_on: date | None = None,
    later_agreed: bool = False,
    against_rules_because: str = "",
    submission: UUID | None = None,
) -> Contact:
    """Log a contact with somebody harmed, or an attempt.

    When they were reached the promise is kept, and the next one begins: ``next_contact_on``, or
    the last day that the standard allows. An attempt leaves every date where it was. So does a
    contact that is written down late for the promises that were made since. ``submission`` is the
    form's mark: the same one again returns the contact that is there. A reason for an unsafe way is
    kept only where the way that was used needed one.
    """
    case = Case.objects.lock(case)
    happened_at = happened_at or at
    rules.require_can_log_contact(
        by, case, person=person, how=how, by_them=by_them, because=against_rules_because,
        interview=interview and reached, happened_at=happened_at, begun=queries.begun_at(case), at=at,
    )  # fmt: skip
    if submission and (there := case.contacts.filter(submission=submission).first()):
        return there
    next_on = None
    promised_since = queries.promised_since(case, happened_at)
    if reached and promised_since is None:
        latest = queries.latest_by_standard("next_contact", case, at)
        next_on = next_contact_on or latest
        rules.require_can_promise_contact(next_on, latest=latest, later_agreed=later_agreed, at=at)
    needs_reason = rules.needs_reason(person, how, by_them=by_them)
    contact = Contact.objects.create(
        case=case,
        person=person,
        at=happened_at,
        how=how,
        by_them=by_them,
        reached=reached,
        interview=interview and reached,
        summary=summary.strip(),
        against_rules_because=against_rules_because.strip() if needs_reason else "",
        next_contact_on=next_on,
        logged_at=at,
        by=by,
        submission=submission,
    )
    if not reached:
        ledger.record(
            by, "plans.contact_attempted", contact, at=at, about=case, how=WAYS[how].name.lower()
        )
        return contact
    ledger.record(
        by,
        "plans.contact_logged",
        contact,
        at=at,
        about=case,
        said="They contacted us" if by_them else "In contact with the victim",
        how=WAYS[how].name.lower(),
        next=_next_in_words(next_on, promised_since),
    )
    _keep(case, contact, next_on, by=by, at=at)
    return contact


def _next_in_words(next_on: date | None, since: Deadline | None) -> str:
    if next_on is None:
        stands = f" by {day_in_words(since.last_day)}" if since else ""
        return f"The next contact stands{stands}, as promised since"
    return f"Next contact by {day_in_words(next_on)}"


def _keep(
    case: Case, contact: Contact, next_on: date | None, *, by: User | None, at: datetime
) -> None:
    """What was promised is done, on the day on which it was done; the next promise begins."""
    done = ["first_contact", "next_contact"] + (["interview"] if contact.interview else [])
    for code in done:
        clocks.stop(case, code, by=by, at=at, done_at=contact.at)
    if next_on is not None:
        promises.agree(case, "next_contact", due=next_on, by=by, at=at)
