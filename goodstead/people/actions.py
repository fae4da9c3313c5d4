"""What is written about people."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack

from django.db import models, transaction

from goodstead.access.models import User
from goodstead.clocks import actions as clocks
from goodstead.clocks.calendar import day_of
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.addresses import one_line
from goodstead.correspondence.definitions.contact import Details
from goodstead.correspondence.models import SafeContact
from goodstead.ledger import actions as ledger

from . import queries, rules
from .definitions.clocks import NEED_REVIEW
from .definitions.needs import NEEDS
from .models import Person, Vulnerability
from .names import name_key, sounds


@transaction.atomic(savepoint=False)  # decision 16
def add_person(
    *,
    by: User | None,
    at: datetime,
    name: str = "",
    known_as: str = "",
    born_on: date | None = None,
    tenure: str = "",
    contact: SafeContact | None = None,
    about: models.Model | None = None,
) -> Person:
    """Write down a person. Always a new one: whether they are somebody we know, staff decide.

    ``about`` is the file in which this is noted; without it, the person's own. A name may be empty:
    people may stay anonymous. Raises ``NotNow`` for what cannot be true.
    """
    person = Person(name=one_line(name), known_as=one_line(known_as), born_on=born_on)
    person.tenure = tenure
    _keep_findable(person)
    rules.require_can_add_person(by, person, day_of(at))
    if contact is not None:
        SafeContact.objects.lock(contact)
        rules.require_can_link(by, person, taken=queries.has_person(contact))
        person.contact = contact
    person.save(force_insert=True)
    ledger.record(by, "people.person_added", person, at=at, about=about)
    return person


@transaction.atomic
def change_name(
    *,
    by: User | None,
    at: datetime,
    person: Person,
    name: str,
    known_as: str | None = None,
    about: models.Model | None = None,
) -> Person:
    """Correct a name. Every file that shows the person shows the new one."""
    person = Person.objects.lock(person)
    person.name = one_line(name)
    person.known_as = person.known_as if known_as is None else one_line(known_as)
    _keep_findable(person)
    rules.require_can_change_person(by, person, day_of(at))
    person.save()
    ledger.record(by, "people.name_changed", person, at=at, about=about)
    return person


@transaction.atomic
def change_details(
    *,
    by: User | None,
    at: datetime,
    person: Person,
    born_on: date | None,
    tenure: str,
    about: models.Model | None = None,
) -> Person:
    """Correct the date of birth or how the person lives in their home."""
    person = Person.objects.lock(person)
    person.born_on, person.tenure = born_on, tenure
    rules.require_can_change_person(by, person, day_of(at))
    person.save()
    ledger.record(by, "people.details_changed", person, at=at, about=about)
    return person


@transaction.atomic
def link_contact(
    *,
    by: User | None,
    at: datetime,
    person: Person,
    contact: SafeContact,
    about: models.Model | None = None,
) -> Person:
    """Say that these contact details are this person's. Details of another person are refused."""
    person = Person.objects.lock(person)
    SafeContact.objects.lock(contact)
    taken = queries.has_person(contact, other_than=person)
    rules.require_can_link(by, person, taken=taken)
    person.contact = contact
    person.save()
    ledger.record(by, "people.contact_linked", person, at=at, about=about)
    return person


@transaction.atomic
def add_contact(
    *,
    by: User | None,
    at: datetime,
    person: Person,
    about: models.Model | None = None,
    **details: Unpack[Details],
) -> Person:
    """Write down how somebody may be reached of whom we held no details until now."""
    person = Person.objects.lock(person)
    rules.require_can_link(by, person, taken=False)
    rules.require_no_contact_yet(person)
    person.contact = correspondence.add_contact(by=by, at=at, about=about, **details)
    person.save()
    ledger.record(by, "people.contact_linked", person, at=at, about=about)
    return person


@transaction.atomic
def note_vulnerability(
    *,
    by: User | None,
    at: datetime,
    person: Person,
    kind: str,
    source: str,
    detail: str = "",
    review_on: date | None = None,
    about: models.Model | None = None,
    owner: User | None = None,
) -> Vulnerability:
    """Note something that can make harm worse. Noted again, the earlier note ends and this one stands.

    ``review_on``: when to ask again; the definition's own time when not given. A clock reminds
    ``owner`` of it (``by`` when not given); what the public say about themselves starts none until
    staff note it. What was said (``detail``) is never written into the ledger.
    """
    person = Person.objects.lock(person)
    detail = one_line(detail)
    rules.require_can_note(by, kind, source, detail)
    today = day_of(at)
    look_again = review_on or queries.months_after(today, NEEDS[kind].review_months)
    rules.require_review_on(look_again, today)
    earlier = list(person.vulnerabilities.current().filter(kind=kind))
    for old in earlier:
        _end(old, by=by, at=at)
    noted = Vulnerability.objects.create(
        person=person,
        kind=kind,
        detail=detail,
        source=source,
        noted_at=at,
        noted_by=by,
        review_on=look_again,
    )
    ledger.record(
        by,
        "people.vulnerability_noted",
        noted,
        at=at,
        about=about or person,
        changed=earlier,
        review_on=look_again,
    )
    reminded = owner or by
    if reminded is not None:
        clocks.agree(
            noted, NEED_REVIEW, by=by, at=at, due=look_again, about=about or person, owner=reminded
        )
    return noted


@transaction.atomic
def end_vulnerability(
    *,
    by: User | None,
    at: datetime,
    vulnerability: Vulnerability,
    about: models.Model | None = None,
) -> Vulnerability:
    """Say that something no longer applies. It stays in the person's history."""
    ended = Vulnerability.objects.lock(vulnerability)
    rules.require_can_end(by, ended)
    _end(ended, by=by, at=at)
    ledger.record(by, "people.vulnerability_ended", ended, at=at, about=about or ended.person)
    return ended


def _end(vulnerability: Vulnerability, *, by: User | None, at: datetime) -> None:
    vulnerability.ended_at, vulnerability.ended_by = at, by
    vulnerability.save()
    clocks.stop(vulnerability, NEED_REVIEW.code, by=by, at=at)


def _keep_findable(person: Person) -> None:
    """The comparable forms of the name, by which the same person is found again."""
    person.name_key = name_key(person.name)
    person.sound_first, person.sound_last = sounds(person.name_key)
