"""What the background worker does for this app."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from . import actions, transport
from .definitions.delivery import State
from .transport import Transport, TransportDown

# After this many troubles in a row the mail server is in trouble, not the addresses.
GIVE_UP_AFTER = 3


@dataclass(frozen=True)
class Job:
    """A name and what to run. ``run`` takes the time and says how much it did."""

    name: str
    run: Callable[[datetime], int]


def send_due(*, at: datetime, transport: Transport, limit: int = 200) -> int:
    """Send what is due, and say how many left. Safe with several workers.

    Connects before it takes a message, so that a mail server which is away uses up no tries.
    """
    left = troubles = 0
    began = time.monotonic()
    with transport:
        for _ in range(limit):
            if troubles >= GIVE_UP_AFTER or not _connects(transport):
                break
            # A slow server makes a long round: a claim counts from when it is made.
            moment = at + timedelta(seconds=int(time.monotonic() - began))
            message = actions.claim_due(by=None, at=moment)
            if message is None:
                break
            message = actions.send_message(by=None, at=moment, message=message, transport=transport)
            left += message.state in {State.SENT, State.SHOWN}
            troubles = troubles + 1 if message.state == State.QUEUED else 0
    return left


def _connects(transport: Transport) -> bool:
    try:
        transport.open()
    except TransportDown:
        return False
    return True


def _send_outbox(at: datetime) -> int:
    return send_due(at=at, transport=transport.configured())


PERIODIC = [Job("correspondence.outbox", _send_outbox)]
