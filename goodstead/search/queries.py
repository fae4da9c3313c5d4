"""Which records have these words, newest first, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from .words import for_postgres, for_sqlite, wanted

BATCH = 200

_SQLITE = """
    SELECT d.id, d.kind, d.record_id FROM search_words w JOIN search_document d ON d.id = w.rowid
    WHERE search_words MATCH %s AND w.rowid < %s ORDER BY w.rowid DESC LIMIT %s
"""
_POSTGRES = """
    SELECT id, kind, record_id FROM search_document
    WHERE words @@ %s::tsquery AND id < %s ORDER BY id DESC LIMIT %s
"""
_HIGHEST = 2**63 - 1


def matching(text: str) -> Iterator[list[tuple[str, int]]]:
    """Batches of ``(kind, record id)``, newest first. Who may see them is asked by the caller.

    A caller stops when it has enough, so a common word costs no more than a rare one.
    """
    asked = wanted(text)
    if not asked.phrases:
        return
    sqlite = connection.vendor == "sqlite"
    query = for_sqlite(asked) if sqlite else for_postgres(asked)
    before = _HIGHEST
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_SQLITE if sqlite else _POSTGRES, [query, before, BATCH])
            rows = cursor.fetchall()
        if not rows:
            return
        yield [(kind, record_id) for _, kind, record_id in rows]
        if len(rows) < BATCH:
            return
        before = rows[-1][0]
