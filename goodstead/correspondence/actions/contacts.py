"""How a person is reached: written down, and changed."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import models, transaction

from goodstead.access.models import User
from goodstead.ledger import actions as ledger

from .. import queries, rules
from ..addresses import email_key, lines, one_line, phone_key
from ..definitions.contact import FIELDS, LENGTHS, SEVERAL_LINES, Details
from ..definitions.delivery import Held, State
from ..definitions.templates import TEMPLATES
from ..models import Message, SafeContact, SafeContactVersion
from .queueing import hold, queue


@transaction.atomic(savepoint=False)  # decision 16
def add_contact(
    *, by: User | None, at: datetime, about: models.Model | None = None, **details: Unpack[Details]
) -> SafeContact:
    """Write down how one person may be reached. What is not given is not known, which means no.

    ``about`` is the file in which this is noted. Raises ``NotNow`` for an address that cannot be one.
    """
    contact = SafeContact()
    _fill(contact, details)
    rules.require_can_add_contact(by, contact)
    contact.save(force_insert=True)
    version = _keep_version(contact, by=by, at=at)
    too_early = queries.looked_at_too_early(contact, wrote=version) if by is not None else []
    ledger.record(
        by, "correspondence.contact_added", contact, at=at, about=about, changed=[version]
    )
    for released in too_early:
        hold(by=by, at=at, message=released, why=Held.SHARED)
    return contact


@transaction.atomic
def change_contact(
    *,
    by: User | None,
    at: datetime,
    contact: SafeContact,
    about: models.Model | None = None,
    instead_of: int | None = None,
    **details: Unpack[Details],
) -> SafeContact:
    """Change how one person may be reached, and hold everything that waits to go to them.

    ``instead_of`` is the version that the writer saw: when somebody else has changed the details
    since, nothing is overwritten and ``NotNow`` says so.

    A message that the mail server is taking at this moment still leaves; no other does under the
    old rules (decision 10). The old email address is told of the change, unless the person is or was flagged.
    """
    contact = SafeContact.objects.lock(contact)
    before = {name: getattr(contact, name) for name in FIELDS}
    _fill(contact, details)
    rules.require_can_change_contact(
        by, contact, was_flagged=bool(before["flagged"]), instead_of=instead_of
    )
    changed = sorted(name for name in FIELDS if getattr(contact, name) != before[name])
    if not changed:
        return contact
    contact.version += 1
    contact.save()
    version = _keep_version(contact, by=by, at=at)
    waiting = _to_hold(contact)
    too_early = queries.looked_at_too_early(contact, wrote=version)
    ledger.record(
        by,
        "correspondence.contact_changed",
        contact,
        at=at,
        about=about,
        changed=[version],
        fields=changed,
        held=len(waiting),
    )
    for message in waiting:
        hold(by=by, at=at, message=message, why=Held.CHANGED)
    for released in too_early:
        hold(by=by, at=at, message=released, why=Held.SHARED)
    if rules.old_address_is_told(before, contact):
        queue(by=by, at=at, to=contact, template="contact_changed", about=about or contact)
    return contact


@transaction.atomic
def doubt_contact(
    *, by: User | None, at: datetime, contact: SafeContact, about: models.Model | None = None
) -> SafeContact:
    """Send nothing more to this person until somebody has checked how they want to be reached.

    Somebody asked for another way, perhaps not they themselves; perhaps because the old way is
    watched. What waits is held, and what is queued from now on.
    """
    contact = SafeContact.objects.lock(contact)
    rules.require_can_doubt(by)
    contact.doubted = True
    contact.save(update_fields=["doubted"])
    waiting = _to_hold(contact)
    ledger.record(
        by, "correspondence.contact_doubted", contact, at=at, about=about, held=len(waiting)
    )
    for message in waiting:
        hold(by=by, at=at, message=message, why=Held.DOUBTED)
    return contact


@transaction.atomic
def trust_contact(
    *, by: User | None, at: datetime, contact: SafeContact, about: models.Model | None = None
) -> SafeContact:
    """It was checked with the person. What is held stays so until somebody releases it."""
    contact = SafeContact.objects.lock(contact)
    rules.require_can_doubt(by)
    contact.doubted = False
    contact.save(update_fields=["doubted"])
    ledger.record(by, "correspondence.contact_trusted", contact, at=at, about=about)
    return contact


def _to_hold(contact: SafeContact) -> list[Message]:
    """What waits to go to this person. What tells the address before a change of it goes on its way,
    or whoever changes it for them would only have to change something else behind it; unless
    somebody near them may harm them, so that no old address is told anything."""
    waiting = Message.objects.filter(to=contact, state=State.QUEUED).order_by("about", "id")
    if not contact.flagged:
        waiting = waiting.exclude(template__in=[c for c, t in TEMPLATES.items() if t.to_previous])
    return list(waiting)


def _fill(contact: SafeContact, details: Details) -> None:
    """Clean what was given into the contact, and keep its keys in step."""
    for name, value in details.items():
        if name not in FIELDS:
            raise TypeError(f"Unknown contact field {name}")
        if name in LENGTHS:
            text = str(value or "")
            value = lines(text) if name in SEVERAL_LINES else one_line(text)
        setattr(contact, name, value)
    contact.flagged = bool(contact.flagged)
    contact.email_key = email_key(contact.email)
    contact.phone_key = phone_key(contact.telephone)


def _keep_version(contact: SafeContact, *, by: User | None, at: datetime) -> SafeContactVersion:
    kept = {name: getattr(contact, name) for name in FIELDS}
    return SafeContactVersion.objects.create(
        contact=contact, version=contact.version, at=at, by=by, **kept
    )
