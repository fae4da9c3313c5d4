"""Is the database set so that what was acknowledged is kept? Asked at start-up and by /healthz."""

from __future__ import annotations

from typing import Any

SQLITE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
SQLITE_IN_MEMORY = {"synchronous": 2, "foreign_keys": 1}
BUSY_MILLISECONDS = 20_000
POSTGRES = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def faults(connection: Any) -> list[str]:
    """What is set unsafely, in words; empty when nothing is."""
    if connection.vendor == "sqlite":
        return _sqlite(connection)
    return _postgres(connection)


def _sqlite(connection: Any) -> list[str]:
    in_memory = connection.is_in_memory_db()
    wanted = SQLITE_IN_MEMORY if in_memory else SQLITE
    with connection.cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (*wanted, "busy_timeout")
        }
    wrong = [
        f"SQLite {name} is {found[name]}, not {value}"
        for name, value in wanted.items()
        if found[name] != value
    ]
    if found["busy_timeout"] < BUSY_MILLISECONDS and not in_memory:
        wrong.append(f"SQLite waits only {found['busy_timeout']} ms for a lock")
    if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
        wrong.append("SQLite transactions do not begin IMMEDIATE")
    return wrong


def _postgres(connection: Any) -> list[str]:
    with connection.cursor() as cursor:
        found = {}
        for name in POSTGRES:
            cursor.execute(f"SHOW {name}")
            found[name] = cursor.fetchone()[0]
    return [
        f"PostgreSQL {name} is {found[name]}, not {value}"
        for name, value in POSTGRES.items()
        if found[name] != value
    ]
