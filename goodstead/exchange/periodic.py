"""What the background worker does with files that were handed over."""

from __future__ import annotations

import logging
import time
from datetime import datetime

from goodstead.clocks.periodic import Periodic, SomeFailed

from . import actions, post, queries, taking, waiting
from .definitions.deliveries import KEPT_UNCONFIRMED

logger = logging.getLogger(__name__)
SECONDS = 4.0
"""For one round, so that no other work of the worker waits long. The next round goes on."""


def take_in(at: datetime) -> int:
    """Take in the files that somebody confirmed, the oldest first; how many rows were new."""
    until = time.monotonic() + SECONDS
    landed, failed = 0, 0
    for delivery in queries.to_take_in():
        before = delivery.landed
        try:
            delivery = taking.take_in(delivery, at=at, go_on=lambda: time.monotonic() < until)
        except Exception:
            logger.exception("File %s was not taken in; the others go on", delivery.pk)
            failed += 1
        landed += delivery.landed - before
        if time.monotonic() >= until:
            break
    if failed:
        raise SomeFailed(f"{failed} failed, {landed} rows taken in")
    return landed


def clear(at: datetime) -> int:
    """Give up the files that nobody confirmed, and remove from the disk what no row names."""
    for delivery in queries.unconfirmed_before(at - KEPT_UNCONFIRMED):
        actions.withdraw_delivery(by=None, at=at, delivery=delivery)
    stray = set(waiting.older_than(at - KEPT_UNCONFIRMED))
    stray -= queries.still_needed(stray)
    for name in stray:
        waiting.remove(name)
    return len(stray)


PERIODIC = [
    Periodic("exchange.post", post.read),
    Periodic("exchange.take_in", take_in),
    Periodic("exchange.clear", clear),
]
