"""Messages on their way out: taken by one worker, checked once more, handed over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.ledger import actions as ledger
from goodstead.ledger.again import again

from .. import queries, rules
from ..definitions.delivery import MOST_TRIES, Held, State, wait_after
from ..definitions.templates import hide_links
from ..models import Message
from ..transport import AddressRefused, Letter, Transport, TransportDown
from .queueing import hold

VERB_OF = {
    State.SENT: "correspondence.message_sent",
    State.SHOWN: "correspondence.message_shown",
    State.FAILED: "correspondence.message_failed",
}


@transaction.atomic
def claim_due(*, by: User | None, at: datetime) -> Message | None:
    """Take the next message whose turn it is, so that no second worker takes it too.

    Committed before anything leaves: a worker that dies while sending leaves a message that is due
    again after the doubling wait, never one that is lost and never one that is sent without end.
    One that used up its tries becomes failed here, and ``claim_due`` goes on to the next.
    """
    rules.require_can_send(by)
    for message in Message.objects.due(at).select_for_update(skip_locked=True)[:20]:
        if message.attempts < MOST_TRIES:
            if _take(message, at):
                return message
            continue
        message.state = State.FAILED
        message.last_error = message.last_error or "We could not learn whether it arrived."
        message.save()
        facts, about = queries.facts_of(message), queries.file_of(message)
        ledger.record(by, "correspondence.message_failed", message, at=at, about=about, **facts)
    return None


def send_message(
    *, by: User | None = None, at: datetime, message: Message, transport: Transport
) -> Message:
    """Hand one claimed message to the transport, if the person's rules allow it at this moment.

    Checked, handed over, written down: two short transactions with the mail server between them,
    so that a slow server keeps nobody waiting and a clash between two transactions never sends a
    letter twice. Marked as sent only after the transport took it. Trouble does not raise; the
    message stays queued for the next try, and fails after the last. A worker that dies in between
    leaves it due again: the same letter, with the same number, may then arrive twice.
    """
    rules.require_can_send(by)
    message, letter = _checked(by=by, at=at, message=message)
    if letter is None:
        return message
    state, trouble = _hand_over(letter, transport)
    return again(lambda: _written_down(by=by, at=at, message=message, state=state, trouble=trouble))


@transaction.atomic
def _checked(*, by: User | None, at: datetime, message: Message) -> tuple[Message, Letter | None]:
    """The letter as it may leave now; none when it may not, or is no longer waiting."""
    contact, message = Message.objects.lock_with_contact(message)
    if message.state != State.QUEUED:
        return message, None
    why = queries.why_held(contact, message)
    address = queries.version_of(contact, message.contact_version).email
    if why is not None or not address:
        return hold(by=by, at=at, message=message, why=why or Held.NO_ADDRESS), None
    return message, Letter(address, message.subject, message.body, uid=str(message.uid))


@transaction.atomic
def _written_down(
    *, by: User | None, at: datetime, message: Message, state: State, trouble: str
) -> Message:
    """What came of the try. What the mail server took is sent, whatever was decided meanwhile."""
    message = Message.objects.lock(message)
    if message.state != State.QUEUED and state != State.SENT:
        return message  # held or taken back while we tried, and it did not leave
    message.state, message.last_error = state, trouble
    if message.state == State.QUEUED and message.attempts >= MOST_TRIES:
        message.state = State.FAILED
    if message.state == State.QUEUED:
        message.save(update_fields=["last_error"])
        return message
    _close(message, at)
    ledger.record(
        by,
        VERB_OF[State(message.state)],
        message,
        at=at,
        about=queries.file_of(message),
        **queries.facts_of(message),
    )
    return message


def _take(message: Message, at: datetime) -> bool:
    """Mark a try, unless somebody else was quicker. It is due again after the wait."""
    before, tries = message.next_try_at, message.attempts + 1
    message.attempts, message.next_try_at = tries, at + wait_after(tries)
    return bool(
        Message.objects.filter(pk=message.pk, state=State.QUEUED, next_try_at=before).update(
            attempts=tries, next_try_at=message.next_try_at
        )
    )


def _hand_over(letter: Letter, transport: Transport) -> tuple[State, str]:
    """The state that follows, and the trouble in words."""
    try:
        transport.deliver(letter)
    except AddressRefused as trouble:
        return State.FAILED, str(trouble)
    except TransportDown as trouble:
        return State.QUEUED, str(trouble)
    return transport.outcome, ""


def _close(message: Message, at: datetime) -> None:
    """Write down the end. The personal link lived only until it was delivered."""
    if message.state in {State.SENT, State.SHOWN}:
        message.sent_at = at
    if message.state == State.SENT:
        message.body = hide_links(message.body, message.variables)
        message.variables_json = "{}"
    message.save()
