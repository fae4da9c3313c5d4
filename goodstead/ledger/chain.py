"""The keyed hashes that hold the ledger together. HMAC-SHA256 with ``settings.LEDGER_KEY``.

The key is kept outside the database, so whoever can only change rows cannot make the hashes agree.
Everything that is hashed is first written as JSON with a word in front that says what it is, so
that no two different things read alike and the hash of one can never stand for another.
"""

from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

START = ""  # what the first entry of a file has before it
BROKEN = "broken before "  # instead of a seal, when the head was altered outside the ledger
_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True, sort_keys=True).encode


def key() -> bytes:
    """The ledger's key. Raises ``ImproperlyConfigured`` when there is none."""
    if not settings.LEDGER_KEY:
        raise ImproperlyConfigured("Set GOODSTEAD_LEDGER_KEY: the ledger cannot be kept without.")
    return _bytes(settings.LEDGER_KEY)


@lru_cache(maxsize=4)
def _bytes(text: str) -> bytes:
    return text.encode()


def keyed(what: str, *content: Any) -> str:
    """The keyed hash of some content, as 64 hexadecimal digits."""
    return hmac.digest(key(), _encode([what, *content]).encode(), "sha256").hex()


def moment(at: datetime) -> str:
    """An aware time as the ledger hashes it: UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def entry_hash(previous: str, content: tuple[Any, ...]) -> str:
    """Of an entry: over the hash before it in its file, and all that the entry says.

    ``content`` is file, sequence, at (see ``moment``), by, verb, subject, facts_json, states_json,
    saw_id, saw_hash.
    """
    return keyed("entry", previous, *content)


def seal(file: str, sequence: int, hash_: str) -> str:
    """Of a head: says that the ledger itself set the end of this file here."""
    return keyed("head", file, sequence, hash_)


def same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
