"""Contact details and the outbox: what changes how a person is reached, and every message's way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack

from django.conf import settings
from django.db import models, transaction

from goodstead.access.models import User
from goodstead.access.permissions import NotNow
from goodstead.ledger import actions as ledger

from . import queries, rules
from .addresses import email_key, lines, one_line, phone_key
from .definitions.contact import CHANNEL_NAMES, FIELDS, LENGTHS, SEVERAL_LINES, Channel, Details
from .definitions.delivery import HELD_BECAUSE, MOST_TRIES, Held, State, wait_after
from .definitions.templates import TEMPLATES, MessageTemplate, hide_links
from .models import Message, SafeContact, SafeContactVersion
from .transport import AddressRefused, Letter, Transport, TransportDown


@transaction.atomic
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
    ledger.record(
        by, "correspondence.contact_added", contact, at=at, about=about, changed=[version]
    )
    return contact


@transaction.atomic
def change_contact(
    *,
    by: User | None,
    at: datetime,
    contact: SafeContact,
    about: models.Model | None = None,
    **details: Unpack[Details],
) -> SafeContact:
    """Change how one person may be reached, and hold everything that waits to go to them.

    Waits for a message that is leaving at this moment; after it returns nothing leaves under the
    old rules. The old email address is told of the change, unless the person is or was flagged.
    """
    contact = SafeContact.objects.lock(contact)
    before = {name: getattr(contact, name) for name in FIELDS}
    _fill(contact, details)
    rules.require_can_change_contact(by, contact)
    changed = sorted(name for name in FIELDS if getattr(contact, name) != before[name])
    if not changed:
        return contact
    contact.version += 1
    contact.save()
    version = _keep_version(contact, by=by, at=at)
    waiting = list(Message.objects.filter(to=contact, state=State.QUEUED).order_by("about", "id"))
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
        _hold(Message.objects.lock(message), Held.CHANGED, by=by, at=at)
    if rules.old_address_is_told(before, contact):
        queue(by=by, at=at, to=contact, template="contact_changed", about=about or contact)
    return contact


@transaction.atomic
def queue(
    *,
    by: User | None,
    at: datetime,
    to: SafeContact,
    template: str,
    about: models.Model,
    **variables: object,
) -> Message:
    """Queue one message in the same transaction as the change that caused it.

    Always returns the message. When the person's rules do not allow it, its ``state`` is ``held``
    and ``message.reason`` is the sentence that says why; nothing will be sent. A variable named
    ``…_link`` may be a path of ours, such as ``/follow/abc``. Unknown or missing variables raise
    ``WrongVariables``, which is a mistake in the calling code.
    """
    contact = SafeContact.objects.lock(to)
    rules.require_can_queue(by)
    chosen = TEMPLATES[template]
    values = chosen.check({name: _whole_link(name, value) for name, value in variables.items()})
    message = Message(
        to=contact,
        contact_version=contact.version - (1 if chosen.to_previous else 0),
        channel=Channel.EMAIL,
        template=template,
        variables_json=json.dumps(values, ensure_ascii=False),
        about=f"{about._meta.label_lower}:{about.pk}",
        next_try_at=at,
        queued_at=at,
        queued_by=by,
    )
    _write(message, contact, chosen)
    why = _why_held(contact, message, chosen)
    message.state = State.QUEUED if why is None else State.HELD
    message.held_because = why or ""
    message.save(force_insert=True)
    if why is None:
        ledger.record(
            by, "correspondence.message_queued", message, at=at, about=about, **_facts(message)
        )
    else:
        _record_held(message, by=by, at=at, about=about)
    return message


@transaction.atomic
def release(*, by: User | None, at: datetime, message: Message) -> Message:
    """Send a held or failed message after all, in words that fit the person's details as they are now.

    Raises ``NotNow`` when the person's own rules still say no.
    """
    contact, message = _lock(message)
    chosen = TEMPLATES[message.template]
    shared = queries.is_shared(contact, Channel(message.channel))
    rules.require_can_release(by, message, contact, shared=shared)
    if not chosen.to_previous:
        message.contact_version = contact.version
    message.approved = True
    _write(message, contact, chosen)
    why = rules.held_because(contact, message, chosen, shared=shared)
    if why is not None:
        raise NotNow(HELD_BECAUSE[why])
    message.state, message.held_because, message.last_error = State.QUEUED, "", ""
    message.attempts, message.next_try_at, message.queued_at = 0, at, at
    message.save()
    ledger.record(
        by,
        "correspondence.message_released",
        message,
        at=at,
        about=_file_of(message),
        **_facts(message),
    )
    return message


@transaction.atomic
def cancel(*, by: User | None, at: datetime, message: Message) -> Message:
    """Decide that a message which has not left never leaves."""
    _, message = _lock(message)
    rules.require_can_cancel(by, message)
    message.state = State.CANCELLED
    message.body = hide_links(message.body, message.variables)
    message.variables_json = "{}"
    message.save()
    ledger.record(
        by,
        "correspondence.message_cancelled",
        message,
        at=at,
        about=_file_of(message),
        **_facts(message),
    )
    return message


@transaction.atomic
def claim_due(*, by: User | None, at: datetime) -> Message | None:
    """Take the next message whose turn it is, so that no second worker takes it too.

    Committed before anything leaves: a worker that dies while sending leaves a message that is due
    again after the doubling wait, never one that is lost and never one that is sent without end.
    One that used up its tries becomes failed here, and ``claim_due`` goes on to the next.
    """
    rules.require_can_send(by)
    for message in Message.objects.due(at).select_for_update(skip_locked=True)[:20]:
        if message.attempts >= MOST_TRIES:
            message.last_error = message.last_error or "We could not learn whether it arrived."
            _fail(message, by=by, at=at)
            continue
        tries = message.attempts + 1
        taken = Message.objects.filter(
            pk=message.pk, state=State.QUEUED, next_try_at=message.next_try_at
        ).update(attempts=tries, next_try_at=at + wait_after(tries))
        if taken:
            message.refresh_from_db()
            return message
    return None


@transaction.atomic
def send_message(
    *, by: User | None = None, at: datetime, message: Message, transport: Transport
) -> Message:
    """Hand one claimed message to the transport, if the person's rules allow it at this moment.

    The contact stays locked until the other side has answered: a change of the rules either comes
    first, and nothing leaves, or waits. Marked as sent only after the transport took it. Trouble
    does not raise; the message stays queued for the next try, and fails after the last.
    """
    rules.require_can_send(by)
    contact, message = _lock(message)
    if message.state != State.QUEUED:
        return message
    chosen = TEMPLATES[message.template]
    why = _why_held(contact, message, chosen)
    address = queries.version_of(contact, message.contact_version).email
    if why is not None or not address:
        return _hold(message, why or Held.NO_ADDRESS, by=by, at=at)
    letter = Letter(address, message.subject, message.body, uid=str(message.uid))
    try:
        transport.deliver(letter)
    except AddressRefused as trouble:
        message.last_error = str(trouble)
        return _fail(message, by=by, at=at)
    except TransportDown as trouble:
        message.last_error = str(trouble)
        return _fail(message, by=by, at=at) if message.attempts >= MOST_TRIES else _keep(message)
    message.state, message.sent_at, message.last_error = transport.outcome, at, ""
    if message.state == State.SENT:  # the personal link lived only until it was delivered
        message.body = hide_links(message.body, message.variables)
        message.variables_json = "{}"
    message.save()
    verb = f"correspondence.message_{message.state}"
    ledger.record(by, verb, message, at=at, about=_file_of(message), **_facts(message))
    return message


def _lock(message: Message) -> tuple[SafeContact, Message]:
    """The contact first, then the message: the same order everywhere, so nobody waits in a circle."""
    contact = SafeContact.objects.lock(message.to)
    return contact, Message.objects.lock(message)


def _keep(message: Message) -> Message:
    message.save(update_fields=["last_error"])
    return message


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


def _whole_link(name: str, value: object) -> object:
    if name.endswith("_link") and isinstance(value, str) and value.startswith("/"):
        return settings.PUBLIC_URL.rstrip("/") + value
    return value


def _write(message: Message, contact: SafeContact, template: MessageTemplate) -> None:
    """The words, in the neutral form for a flagged person."""
    council: Mapping[str, str] = {
        "council": settings.COUNCIL["name"],
        "telephone": settings.COUNCIL["telephone"],
    }
    message.subject, message.body = template.render(
        {**message.variables, **council}, neutral=contact.flagged
    )


def _why_held(contact: SafeContact, message: Message, template: MessageTemplate) -> Held | None:
    shared = contact.flagged and queries.is_shared(contact, Channel(message.channel))
    return rules.held_because(contact, message, template, shared=shared)


def _hold(message: Message, why: Held, *, by: User | None, at: datetime) -> Message:
    message.state, message.held_because = State.HELD, why
    message.approved = False
    message.save()
    _record_held(message, by=by, at=at, about=_file_of(message))
    return message


def _record_held(message: Message, *, by: User | None, at: datetime, about: models.Model) -> None:
    ledger.record(
        by,
        "correspondence.message_held",
        message,
        at=at,
        about=about,
        reason=message.reason,
        **_facts(message),
    )


def _fail(message: Message, *, by: User | None, at: datetime) -> Message:
    message.state = State.FAILED
    message.save()
    ledger.record(
        by,
        "correspondence.message_failed",
        message,
        at=at,
        about=_file_of(message),
        reason=message.last_error,
        **_facts(message),
    )
    return message


def _file_of(message: Message) -> models.Model:
    """The record in whose story this message stands; the message itself if that one is gone."""
    return queries.record_of(message.about) or message


def _facts(message: Message) -> dict[str, Any]:
    return {"purpose": message.purpose, "channel": CHANNEL_NAMES[Channel(message.channel)]}
