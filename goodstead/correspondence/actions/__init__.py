"""Contact details and the outbox: what changes how a person is reached, and every message's way."""

from .contacts import add_contact, change_contact, doubt_contact, trust_contact
from .queueing import cancel, hold, queue, release
from .sending import claim_due, send_message

__all__ = [
    "add_contact",
    "cancel",
    "change_contact",
    "claim_due",
    "doubt_contact",
    "hold",
    "queue",
    "release",
    "send_message",
    "trust_contact",
]
