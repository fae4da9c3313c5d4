"""The parts of a merge in which both records say something: nothing about safety is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models

from goodstead.access.models import User
from goodstead.cases.models import Party
from goodstead.clocks import actions as clocks
from goodstead.clocks.models import Deadline
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.addresses import email_key, phone_key
from goodstead.correspondence.definitions.contact import FIELDS
from goodstead.correspondence.definitions.delivery import Held, State
from goodstead.correspondence.models import Message, SafeContact, SafeContactVersion
from goodstead.ledger.models import key_of
from goodstead.people.definitions.clocks import NEED_REVIEW
from goodstead.people.models import Person, Vulnerability

from ..definitions.merging import OF_CONTACT, OF_THE_CONTACT
from ..queries import merging as queries
from ..rules import merging as rules
from .changes import Changes

# Columns that name a record by its ledger key.
_BY_KEY = (("clocks.deadline", ("about", "subject")), ("evidence.storedfile", ("about",)))
LONGEST_DETAIL = 500


def _join_contacts(changes: Changes, *, by: User, at: datetime) -> None:
    """One set of rules by which both are reached, the stricter of each; reports follow it.

    What waits to leave to either is held until somebody looks. No old address is told: two members
    of staff have looked at both, and if they were wrong it would be somebody else's.
    """
    kept, other = changes.merge.kept, changes.merge.other
    one, two = kept.contact, other.contact
    if two is None:
        return
    if one is None:
        changes.write(other, contact_id=None)
        changes.write(kept, contact_id=two.pk)
        return
    said = rules.merged(kept, other, changes.merge.chosen)
    safe = rules.safest(one, two)
    _rewrite(changes, one, {name: said[name] for name in OF_THE_CONTACT} | safe, by=by, at=at)
    _rewrite(changes, two, safe, by=by, at=at)
    for link in OF_CONTACT:
        for row in queries.rows(link, [two.pk]):
            changes.write(row, **{f"{link.column}_id": one.pk})


def _rewrite(
    changes: Changes, contact: SafeContact, said: dict[str, Any], *, by: User, at: datetime
) -> None:
    contact = SafeContact.objects.lock(contact)
    said |= {
        "email_key": email_key(said.get("email", contact.email)),
        "phone_key": phone_key(said.get("telephone", contact.telephone)),
    }
    changes.write(contact, **said)
    if key_of(contact) in changes.rows:
        version = _next_version(contact, by=by, at=at)
        changes.note(version, {}, {})
    for message in Message.objects.filter(to=contact, state=State.QUEUED).order_by("about", "pk"):
        correspondence.hold(by=by, at=at, message=message, why=Held.CHANGED)


def _next_version(contact: SafeContact, *, by: User, at: datetime) -> SafeContactVersion:
    """The history of a contact goes on, also when it comes to say again what it once said."""
    contact.version += 1
    contact.save(update_fields=["version"])
    kept = {name: getattr(contact, name) for name in FIELDS}
    return SafeContactVersion.objects.create(
        contact=contact, version=contact.version, at=at, by=by, **kept
    )


def _note_versions(changes: Changes, *, by: User, at: datetime) -> list[SafeContactVersion]:
    """After taking apart: each contact's history says that it is again as before; what waits is held."""
    contacts = [row for row in changes.rows.values() if isinstance(row, SafeContact)]
    for contact in contacts:
        waiting = Message.objects.filter(to=contact, state=State.QUEUED)
        for message in waiting.order_by("about", "pk"):
            correspondence.hold(by=by, at=at, message=message, why=Held.CHANGED)
    return [_next_version(contact, by=by, at=at) for contact in contacts]


def _join_vulnerabilities(changes: Changes, *, by: User, at: datetime) -> None:
    """Of one need that both records have, the one that is asked about again first stands.

    It keeps the words of both, where they fit; the other has ended and stays in the history.
    """
    kept, other = changes.merge.kept, changes.merge.other
    both: defaultdict[str, list[Vulnerability]] = defaultdict(list)
    found = Vulnerability.objects.filter(person__in=(kept.pk, other.pk), ended_at=None)
    for need in found.select_for_update().order_by("review_on", "pk"):
        both[need.kind].append(need)
    for first, *rest in both.values():
        for second in rest:
            _cancel(changes, second, NEED_REVIEW.code, by=by, at=at)
            changes.write(second, ended_at=at, ended_by_id=by.pk)
            words = "; ".join(dict.fromkeys(filter(None, (first.detail, second.detail))))
            if len(words) <= LONGEST_DETAIL:
                changes.write(first, detail=words)


def _join_parts(changes: Changes, *, by: User, at: datetime) -> None:
    """One part in a case that both records have is had once, by the one that came first."""
    kept, other = changes.merge.kept, changes.merge.other
    both: defaultdict[tuple[int, str], list[Party]] = defaultdict(list)
    found = Party.objects.filter(person__in=(kept.pk, other.pk), ended_at=None)
    for party in found.select_for_update().order_by("added_at", "pk"):
        both[party.case_id, party.part].append(party)
    for first, *rest in both.values():
        for second in rest:
            _pass_on(changes, second, first, by=by, at=at)
            changes.write(second, ended_at=at, ended_because="mistake")


def _pass_on(changes: Changes, gone: Party, stays: Party, *, by: User, at: datetime) -> None:
    """The dates of a part that ends, where the part that stays has none of that kind."""
    running = Deadline.objects.filter(subject=key_of(gone), stopped_at=None).order_by("pk")
    for deadline in running:
        same = Deadline.objects.filter(
            subject=key_of(stays), code=deadline.code, stopped_at=None
        ).first()
        if same is None:
            changes.write(deadline, subject=key_of(stays))
        elif deadline.due_at < same.due_at:  # the earlier promise is the one that is kept
            _cancel(changes, stays, deadline.code, by=by, at=at)
            changes.write(deadline, subject=key_of(stays))
        else:
            _cancel(changes, gone, deadline.code, by=by, at=at)


def _one_date_each(changes: Changes, *, by: User, at: datetime) -> None:
    """One person is assessed once: of two dates of one kind in one case, the earlier stands."""
    parties = Party.objects.filter(person=changes.merge.kept_id, ended_at=None)
    keys = {key_of(party): party for party in parties}
    running = Deadline.objects.filter(subject__in=keys, stopped_at=None).order_by("due_at", "pk")
    seen: set[tuple[int, str]] = set()
    for deadline in running:
        kind = (keys[deadline.subject].case_id, deadline.code)
        if kind in seen:
            party = keys[deadline.subject]
            _cancel(changes, party, deadline.code, by=by, at=at)
        seen.add(kind)


def _cancel(changes: Changes, record: models.Model, code: str, *, by: User, at: datetime) -> None:
    """Stop a clock, and note what it said while it ran."""
    running = Deadline.objects.filter(subject=key_of(record), code=code, stopped_at=None)
    before = {deadline.pk: deadline for deadline in running}
    for deadline in clocks.stop(record, code, by=by, at=at, met=False):
        was, now = before[deadline.pk], Deadline.objects.get(pk=deadline.pk)
        names = [f.attname for f in Deadline._meta.concrete_fields]
        differ = [name for name in names if getattr(was, name) != getattr(now, name)]
        changes.note(
            now,
            {name: getattr(was, name) for name in differ},
            {name: getattr(now, name) for name in differ},
        )


def _named_by_key(person: Person) -> Iterator[tuple[models.Model, list[str]]]:
    """Rows that name this person by ledger key, with the columns that do."""
    key = key_of(person)
    for label, columns in _BY_KEY:
        model = apps.get_model(label)
        where = models.Q()
        for column in columns:
            where |= models.Q(**{column: key})
        for row in model._base_manager.filter(where).order_by("pk"):
            yield row, [column for column in columns if getattr(row, column) == key]
