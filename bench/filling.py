"""Filling tables by SQL that SQLite and PostgreSQL both read: one statement for a million rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import connection, models
from django.utils import timezone

MINUTES = 10 * 365 * 24 * 60  # ten years
SQLITE = connection.vendor == "sqlite"
_START = (timezone.now() - timedelta(minutes=MINUTES)).strftime("%Y-%m-%d %H:%M:00")
_HIGH = 2**31 - 1


def moment(minutes: str) -> str:
    """A moment so many minutes after the beginning of the ten years."""
    if SQLITE:
        return f"datetime('{_START}', '+' || ({minutes}) || ' minutes')"
    return f"(timestamp with time zone '{_START}+00' + ({minutes}) * interval '1 minute')"


def by_now(minutes: str) -> str:
    """These minutes, or now when they reach beyond it."""
    return f"CASE WHEN {minutes} < {MINUTES} THEN {minutes} ELSE {MINUTES} END"


def chance(below: str | int, salt: int, of: str = "i") -> str:
    """A number from 0 to ``below`` - 1 that looks drawn by lot, the same on every database."""
    factor = 48_271 + 2_654_435 * salt
    return f"((((({of}) * {factor} + {salt}) % {_HIGH}) * 69621 % {_HIGH}) % ({below}))"


def pick(values: Sequence[object], number: str) -> str:
    """One of these values, by the number."""
    whens = " ".join(f"WHEN {n} THEN {quoted(value)}" for n, value in enumerate(values))
    return f"CASE ({number}) % {len(values)} {whens} END"


def quoted(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def fill(model: type[models.Model], count: int, /, **said: str) -> None:
    """``count`` rows; what is said of a column is SQL over ``i``, counted from 1."""
    fields = [f for f in model._meta.concrete_fields if f.column != "id" or "id" in said]
    names = ", ".join(f'"{f.column}"' for f in fields)
    values = ", ".join(said.get(f.column, _default(f)) for f in fields)
    first = "1" if SQLITE else "CAST(1 AS bigint)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) "
            f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
            f"SELECT {values} FROM n"
        )
        if "id" in said and not SQLITE:
            table = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )


def _default(field: models.Field) -> str:
    """A value for a column that does not matter here."""
    kind = field.get_internal_type()
    if field.null:
        return "NULL"
    if kind == "BooleanField":
        return "FALSE"
    if kind == "JSONField":
        return "'{}'" if SQLITE else "'{}'::jsonb"
    if kind == "UUIDField":
        return "lower(hex(randomblob(16)))" if SQLITE else "gen_random_uuid()"
    return "0" if "Integer" in kind else "''"
