"""Messages before they leave: queued, held, released, cancelled."""

from __future__ import annotations

import json
import re
from datetime import datetime

from django.conf import settings
from django.db import models, transaction

from goodstead.access.models import User
from goodstead.access.permissions import NotNow
from goodstead.ledger import actions as ledger
from goodstead.ledger.models import key_of

from .. import queries, rules
from ..addresses import one_line
from ..definitions.contact import Channel
from ..definitions.delivery import HELD_BECAUSE, Held, State
from ..definitions.templates import TEMPLATES, hide_links
from ..models import Decision, Message, SafeContact


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
        about=key_of(about),
        next_try_at=at,
        queued_at=at,
        queued_by=by,
    )
    _write(message, contact)
    why = queries.why_held(contact, message)
    if why is None and by is None and chosen.answers and queries.answered_often(contact, at):
        why = Held.OFTEN
    message.state = State.QUEUED if why is None else State.HELD
    message.held_because = why or ""
    message.save(force_insert=True)
    too_early = queries.looked_at_too_early(contact, wrote=message) if by is not None else []
    verb = "correspondence.message_queued" if why is None else "correspondence.message_held"
    ledger.record(by, verb, message, at=at, about=about, **queries.facts_of(message))
    for released in too_early:
        hold(by=by, at=at, message=released, why=Held.SHARED)
    return message


@transaction.atomic
def hold(*, by: User | None, at: datetime, message: Message, why: Held) -> Message:
    """Keep a waiting message back until a person releases or cancels it."""
    message = Message.objects.lock(message)
    rules.require_can_hold(by, message)
    message.state, message.held_because, message.approved = State.HELD, why, False
    message.save()
    about, facts = queries.file_of(message), queries.facts_of(message)
    ledger.record(by, "correspondence.message_held", message, at=at, about=about, **facts)
    return message


@transaction.atomic
def release(*, by: User | None, at: datetime, message: Message, reason: str = "") -> Message:
    """Send a held or failed message after all, in words that fit the person's details as they are now.

    ``reason`` is what was checked; staff must give one.
    Raises ``NotNow`` when the person's own rules still say no.
    """
    contact, message = Message.objects.lock_with_contact(message)
    chosen = TEMPLATES[message.template]
    shared = queries.is_shared(contact, Channel(message.channel))
    rules.require_can_release(by, message, contact, shared=shared)
    rules.require_reason(by, reason)
    if not chosen.to_previous:
        message.contact_version = contact.version
    message.approved = True
    _write(message, contact)
    why = queries.why_held(contact, message)
    if why is not None:
        raise NotNow(HELD_BECAUSE[why])
    message.state, message.held_because, message.last_error = State.QUEUED, "", ""
    message.attempts, message.next_try_at, message.queued_at = 0, at, at
    message.save()
    decided = _decide(message, by=by, at=at, reason=reason, released=True)
    ledger.record(
        by,
        "correspondence.message_released",
        message,
        at=at,
        about=queries.file_of(message),
        changed=[decided],
        **queries.facts_of(message),
    )
    return message


@transaction.atomic
def cancel(*, by: User | None, at: datetime, message: Message, reason: str = "") -> Message:
    """Decide that a message which has not left never leaves. Staff say why."""
    _, message = Message.objects.lock_with_contact(message)
    rules.require_can_cancel(by, message)
    rules.require_reason(by, reason)
    message.state = State.CANCELLED
    message.body = hide_links(message.body, message.variables)
    message.variables_json = "{}"
    message.save()
    decided = _decide(message, by=by, at=at, reason=reason, released=False)
    ledger.record(
        by,
        "correspondence.message_cancelled",
        message,
        at=at,
        about=queries.file_of(message),
        changed=[decided],
        **queries.facts_of(message),
    )
    return message


def _decide(
    message: Message, *, by: User | None, at: datetime, reason: str, released: bool
) -> Decision:
    return Decision.objects.create(
        message=message, by=by, at=at, reason=one_line(reason), released=released
    )


def _whole_link(name: str, value: object) -> object:
    if name.endswith("_link") and isinstance(value, str) and re.match("/(?!/)", value):
        return settings.PUBLIC_URL.rstrip("/") + value
    return value


def _write(message: Message, contact: SafeContact) -> None:
    """The words: in the neutral form for a person in danger, and about a restricted file."""
    neutral = queries.is_private(contact, message)
    message.subject, message.body = queries.words_of(message, neutral=neutral)
