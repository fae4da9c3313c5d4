"""Reading the whole ledger as it stands at one moment, without holding up the service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

AT_ONCE = 2000
# As text, so that a time that somebody has spoilt is found here and stops nothing.
_MOMENT = {
    # SQLite leaves the fraction of a full second away.
    "sqlite": "CASE length(at) WHEN 19 THEN at || '.000000' ELSE CAST(at AS TEXT) END",
    "postgresql": """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')""",
}

# Every row is read, so one long sort beats a million jumps along an index. Left to itself the server
# takes it that only a tenth of a cursor will be asked for.
_WHOLE = "SET LOCAL cursor_tuple_fraction = 1; SET LOCAL work_mem = '64MB'"


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that only reads and sees nothing newer. On SQLite it locks nobody out."""
    if connection.in_atomic_block:
        yield
        return
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                    cursor.execute(_WHOLE)
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode  # type: ignore[attr-defined]


def rows(sql: str, values: tuple[Any, ...] = ()) -> Iterator[list[tuple[Any, ...]]]:
    """Batches of raw rows; a cursor on the server on PostgreSQL."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while batch := cursor.fetchmany(AT_ONCE):
            yield batch


def entries(file: str | None) -> Iterator[list[tuple[Any, ...]]]:
    """All entries by file and sequence: the content in the order of the hash, then hash and id."""
    where = "WHERE file = %s" if file else ""
    return rows(
        f"""SELECT file, sequence, {_MOMENT[connection.vendor]}, by_id, verb, subject, facts_json,
            states_json, saw_id, saw_hash, hash, id FROM ledger_entry {where}
            ORDER BY file, sequence""",  # noqa: S608
        (file,) if file else (),
    )


def heads(file: str | None) -> Iterator[list[tuple[Any, ...]]]:
    where = "WHERE file = %s" if file else ""
    return rows(
        f"SELECT file, sequence, hash, seal FROM ledger_head {where}",  # noqa: S608
        (file,) if file else (),
    )


def count(file: str | None) -> int:
    where = "WHERE file = %s" if file else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM ledger_entry {where}",  # noqa: S608
            (file,) if file else (),
        )
        return int(cursor.fetchone()[0])
