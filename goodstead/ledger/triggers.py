"""What makes entries and viewings append-only in the database itself.

On SQLite a changed column rebuilds the table and drops its triggers, and INSERT OR REPLACE walks
round triggers on UPDATE and DELETE. On PostgreSQL TRUNCATE does. So: also a trigger on INSERT, one
on TRUNCATE, and ``put_back`` after every migration.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = {
    "ledger_entry": "file = NEW.file AND sequence = NEW.sequence",
    "ledger_viewing": "",
    "ledger_checkpoint": "number = NEW.number",
}
SAID = "The ledger is append-only"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS
$body$BEGIN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END$body$
"""


def _sqlite(table: str, unique: str) -> dict[str, str]:
    """Name and text of each trigger. A row that is there already must not be replaced."""
    there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608
    if unique:
        there += f" OR EXISTS (SELECT 1 FROM {table} WHERE {unique})"  # noqa: S608
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    return {
        f"{table}_no_update": f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"{table}_no_delete": f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"{table}_no_replace": (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refuse}"
        ),
    }


def _postgresql(table: str) -> dict[str, str]:
    call = "EXECUTE FUNCTION ledger_append_only()"
    return {
        f"{table}_no_change": (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW {call}"
        ),
        f"{table}_no_truncate": (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            f" FOR EACH STATEMENT {call}"
        ),
    }


def put_back(connection: BaseDatabaseWrapper) -> list[str]:
    """Create every trigger that is missing or was altered. Answers which."""
    gone = missing(connection)
    tables = _tables(connection)
    with connection.cursor() as cursor:
        if gone and connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for table in tables:
            for name, text in _wanted(connection, table).items():
                if name not in gone:
                    continue
                if connection.vendor == "postgresql":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                    cursor.execute(text)
                    cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
                else:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                    cursor.execute(text)
    return gone


def take_away(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger. Only for a migration backwards and for emptying a test database."""
    with connection.cursor() as cursor:
        for table in _tables(connection):
            for name in _wanted(connection, table):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that are not there, are switched off or say something else. Empty: all is well.

    Before the first migration there is no table to guard and nothing is missing.
    """
    found = _found(connection)
    return [
        name
        for table in _tables(connection)
        for name, text in _wanted(connection, table).items()
        if found.get(name) != (text if connection.vendor == "sqlite" else _SOUND)
    ]


_SOUND = "sound"


def _wanted(connection: BaseDatabaseWrapper, table: str) -> dict[str, str]:
    if connection.vendor == "postgresql":
        return _postgresql(table)
    return _sqlite(table, TABLES[table])


def _tables(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
    return [table for table in TABLES if table in there]


def _found(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            return dict(cursor.fetchall())
        cursor.execute(
            """SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
               WHERE t.tgenabled = 'A' AND p.proname = 'ledger_append_only'
               AND p.prosrc = %s AND t.tgrelid::regclass::text = split_part(t.tgname, '_no_', 1)""",
            [_FUNCTION.split("$body$")[1]],
        )
        return dict.fromkeys((name for (name,) in cursor.fetchall()), _SOUND)
