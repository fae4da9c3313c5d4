"""States of a message, how often we try, and when silence becomes an alarm."""

from datetime import timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a message stands."""

    QUEUED = "queued"
    HELD = "held"  # a person must decide: release or cancel
    SENT = "sent"  # the mail server took it
    SHOWN = "shown"  # demo: shown on a page instead of sent
    FAILED = "failed"  # not delivered; a person must act
    CANCELLED = "cancelled"


STATE_NAMES = {
    State.QUEUED: "Waiting to be sent",
    State.HELD: "Held: not sent",
    State.SENT: "Sent",
    State.SHOWN: "Shown, not sent (demonstration)",
    State.FAILED: "Failed: not delivered",
    State.CANCELLED: "Cancelled",
}


class Held(StrEnum):
    """Why a message is not sent. Each has a sentence for staff."""

    NOT_AGREED = "not_agreed"
    NO_ADDRESS = "no_address"
    NO_CHANNEL = "no_channel"
    CHANGED = "changed"
    SHARED = "shared"
    WORDING = "wording"
    RESTRICTED = "restricted"
    OFTEN = "often"
    DOUBTED = "doubted"


HELD_BECAUSE = {
    Held.NOT_AGREED: "The person has not said that we may use this way of contact.",
    Held.NO_ADDRESS: "We have no address for this way of contact.",
    Held.NO_CHANNEL: "This service sends email only. Tell the person in another way.",
    Held.CHANGED: "The contact details changed after this was written. Check, then release it.",
    Held.SHARED: "Another record has the same address. Check who reads it, then release it.",
    Held.WORDING: "The first lines would show what this is about. Contact the person another way.",
    Held.RESTRICTED: (
        "The file was restricted after this was written. Release it and it says nothing of what "
        "this is about."
    ),
    Held.DOUBTED: (
        "They asked to be contacted in another way, and nobody has checked it with them yet. Check, "
        "then release it."
    ),
    Held.OFTEN: "Many reports came with this address today. Check, then release it.",
}

# Anybody can type anybody's address. After so many a day, answers to what the public sent are held.
MOST_ANSWERS = 3
ANSWERS_WITHIN = timedelta(days=1)
LONGEST_REASON = 500  # characters: why a message was released or cancelled
FIRST_WAIT = timedelta(minutes=1)
MOST_TRIES = 8  # 1, 2, 4 … 128 minutes: a little over four hours in all
STUCK_AFTER = timedelta(minutes=15)


def wait_after(tries: int) -> timedelta:
    """How long to wait after this many tries: a minute, then twice as long each time."""
    doublings = min(max(tries, 1), MOST_TRIES) - 1
    return FIRST_WAIT * int(2**doublings)
