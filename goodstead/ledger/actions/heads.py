"""The end of each file: hands out the next sequence and ties the new entry to the one before."""

from __future__ import annotations

import logging

from django.db import connection

from .. import chain
from ..models import Entry

log = logging.getLogger(__name__)

# One statement makes the file's head when there is none and locks it until the transaction ends,
# so that two first entries of one file cannot both be number 1. The same on both databases.
_TAKE = """
    INSERT INTO ledger_head (file, sequence, hash, seal) VALUES (%s, 1, '', '')
    ON CONFLICT (file) DO UPDATE SET sequence = ledger_head.sequence + 1
    RETURNING sequence, hash, seal,
        (SELECT id FROM ledger_entry ORDER BY id DESC LIMIT 1),
        (SELECT hash FROM ledger_entry ORDER BY id DESC LIMIT 1)
"""

# Written out once: it is asked for with every change there is.
_TIE = "UPDATE ledger_head SET hash = %s, seal = %s WHERE file = %s"


def append(entry: Entry) -> None:
    """Give the entry its place at the end of its file, save it, and seal the file again."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [entry.file])
        entry.sequence, previous, seal, entry.saw_id, saw_hash = cursor.fetchone()
    entry.saw_hash = saw_hash or ""
    entry.hash = chain.entry_hash(previous, entry.content())
    entry.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute(_TIE, [entry.hash, _next_seal(entry, previous, seal), entry.file])


def _next_seal(entry: Entry, previous: str, seal: str) -> str:
    """A good seal only over a good one: writing on must not hide that the head was altered."""
    before = entry.sequence - 1
    fresh = before == 0 and previous == seal == ""
    if fresh or chain.same(seal, chain.seal(entry.file, before, previous)):
        return chain.seal(entry.file, entry.sequence, entry.hash)
    log.critical("The ledger's file %s was altered outside the ledger.", entry.file)
    return seal if seal.startswith(chain.BROKEN) else f"{chain.BROKEN}{entry.sequence}"
