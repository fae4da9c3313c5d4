"""Who may change how a person is reached, and whether a message may go."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, can, require

from .addresses import phone_key
from .definitions.contact import LENGTHS, Channel
from .definitions.delivery import LONGEST_REASON, Held, State
from .definitions.neutral import shows_too_much
from .definitions.templates import MessageTemplate
from .models import Message, SafeContact

_WRITERS = (
    Permission.REPORT_LOG,
    Permission.REPORT_TRIAGE,
    Permission.CASE_WORK,
    Permission.CASE_ASSIGN,
)
_NAMES = {
    "email": "email address",
    "telephone": "telephone number",
    "address": "postal address",
    "safe_times": "safe times",
    "who_must_not_know": "list of who must not know",
    "interpreter": "language for an interpreter",
    "format_needed": "format",
    "code_word": "code word",
}


def _require_writer(by: User | None) -> None:
    if not any(can(by, permission) for permission in _WRITERS):
        raise PermissionDenied(Permission.CASE_WORK)


def require_can_add_contact(by: User | None, contact: SafeContact) -> None:
    """Anybody who writes reports or works on cases; the public, for themselves (``None``)."""
    _require_writer(by)
    _require_sound(contact)


def require_can_change_contact(
    by: User | None, contact: SafeContact, *, was_flagged: bool, instead_of: int | None = None
) -> None:
    """As for adding. The caller has checked that ``by`` may see the file of this person.

    ``instead_of`` is the version that the writer had before them. Care for a person in danger is
    ended only by somebody trained for it.
    """
    _require_writer(by)
    if instead_of is not None and instead_of != contact.version:
        raise NotNow(
            "Somebody else changed these details while you were writing. "
            "Open the page again and see what they wrote first."
        )
    if was_flagged and not contact.flagged and not can(by, Permission.RESTRICTED_VIEW):
        raise NotNow(
            "Only somebody trained for restricted cases can say that care is no longer needed."
        )
    _require_sound(contact)


def require_can_doubt(by: User | None) -> None:
    """Whoever may change how a person is reached; the public, for themselves (``None``)."""
    _require_writer(by)


def require_can_queue(by: User | None) -> None:
    """The change that causes a message has its own rule; this keeps out those who only read."""
    _require_writer(by)


def require_can_send(by: User | None) -> None:
    """Sending is the worker's."""
    if by is not None:
        raise PermissionDenied("Messages are sent by the worker")


def require_can_hold(by: User | None, message: Message) -> None:
    """Whoever changes contact details, the worker, and staff who see trouble ahead."""
    _require_writer(by)
    if message.state != State.QUEUED:
        raise NotNow("Only a message that waits to be sent can be held.")


def require_can_release(
    by: User | None, message: Message, contact: SafeContact, *, shared: bool
) -> None:
    """A person looked. What the person said about how to reach them still decides."""
    require(by, Permission.CASE_WORK)
    if message.state not in {State.HELD, State.FAILED}:
        raise NotNow("Only a message that is held or failed can be released.")
    why = closed_because(contact, Channel(message.channel), shared=shared, approved=True)
    if why is not None:
        raise NotNow(_HOW_TO_GO_ON[why])


def require_can_cancel(by: User | None, message: Message) -> None:
    """What has left cannot be called back."""
    require(by, Permission.CASE_WORK)
    if message.state not in {State.HELD, State.FAILED, State.QUEUED}:
        raise NotNow("This message has left or was cancelled. It cannot be cancelled now.")


def require_reason(by: User | None, reason: str) -> None:
    """Staff say why, for those who read it later. The service itself needs no words."""
    if by is not None and not reason.strip():
        raise NotNow("Say why you decide this.")
    if len(reason) > LONGEST_REASON:
        raise NotNow(f"The reason must be {LONGEST_REASON} characters or fewer.")


_HOW_TO_GO_ON = {
    Held.NOT_AGREED: "Ask the person first whether we may use this way of contact, and record it.",
    Held.NO_ADDRESS: "Record an address for this way of contact first.",
    Held.NO_CHANNEL: "Tell the person in another way, then cancel this message.",
}


def closed_because(
    contact: SafeContact, channel: Channel, *, shared: bool, approved: bool
) -> Held | None:
    """Why we may not reach this person by this channel now; ``None`` when we may.

    Not known is no. ``shared``: another record has the same address, and what is sent must stay
    private; it waits until somebody has looked (``approved``).
    """
    if channel != Channel.EMAIL:
        return Held.NO_CHANNEL
    if contact.may_email is not True:
        return Held.NOT_AGREED
    if not contact.email:
        return Held.NO_ADDRESS
    if shared and not approved:
        return Held.SHARED
    return None


def held_because(
    contact: SafeContact,
    message: Message,
    template: MessageTemplate,
    *,
    shared: bool,
    private: bool,
    neutral: bool,
) -> Held | None:
    """Everything that keeps one message back, asked when it is queued and again when it leaves.

    ``private``: its words must give nothing away, as things stand now. ``neutral``: they do not.
    """
    channel = Channel(message.channel)
    why = closed_because(contact, channel, shared=shared, approved=message.approved)
    if why is not None:
        return why
    if template.to_previous:
        return Held.NOT_AGREED if private else None
    if contact.doubted and not message.approved:
        return Held.DOUBTED
    if message.contact_version != contact.version:
        return Held.CHANGED
    if private and not neutral:
        return Held.RESTRICTED
    if private and shows_too_much(message.subject, message.body):
        return Held.WORDING
    return None


def _require_sound(contact: SafeContact) -> None:
    for field, longest in LENGTHS.items():
        if len(getattr(contact, field)) > longest:
            raise NotNow(f"The {_NAMES[field]} must be {longest} characters or fewer.")
    if contact.email:
        require_one_mailbox(contact.email)
    if contact.telephone and not phone_key(contact.telephone):
        raise NotNow("Enter a telephone number, like 01632 960 001 or 07700 900 982.")


def require_one_mailbox(email: str) -> None:
    """One plain address: no list, no display name, nothing that could start another header."""
    try:
        validate_email(email)
    except ValidationError:
        email = ""
    if not email or not re.fullmatch(r"[^\s,;:<>\"()\[\]\\]+", email):
        raise NotNow("Enter an email address in the correct format, like name@example.com.")


def old_address_is_told(before: Mapping[str, object], contact: SafeContact) -> bool:
    """Whether the address before a change is told of it.

    Yes as protection against somebody who changes it for them; never when the person is or was
    flagged, because somebody else may read the old mailbox; and only while they want email.
    """
    return bool(
        not before["flagged"]
        and not contact.flagged
        and before["email"]
        and before["may_email"] is True
        and contact.may_email is True
        and contact.email
        and str(before["email"]).casefold() != contact.email_key
    )
