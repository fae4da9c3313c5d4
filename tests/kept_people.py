"""The personas made once in a process, through the real actions; each later test gets their rows.

Most tests begin with them, and seventeen accounts are some two hundred statements.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime

from django.db import connection

from tests.personas import People, make_people

# By the names of the columns: a test that takes a migration back may leave them in another order.
Row = tuple[tuple[str, object], ...]
# What making an account writes to, each after what it points at.
TABLES = (
    "access_organisation", "access_team", "access_patch", "access_user", "access_user_patches",
    "ledger_shape", "ledger_head", "ledger_entry",
)  # fmt: skip
_kept: dict[datetime, tuple[People, dict[str, list[Row]]]] = {}


def people_of(at: datetime) -> People:
    """The personas: from what was kept, where the database is empty; otherwise they are made."""
    if any(_rows_of(table) for table in TABLES if table != "ledger_shape"):
        return make_people(at)
    before = set(_rows_of("ledger_shape"))
    if at not in _kept:
        made = make_people(at)
        rows = {table: [row for row in _rows_of(table) if row not in before] for table in TABLES}
        _kept[at] = deepcopy(made), rows
        return made
    people, tables = _kept[at]
    with connection.cursor() as cursor:
        for table, kept in tables.items():
            new = [row for row in kept if row not in before]
            if new:
                names = ", ".join(f'"{name}"' for name, _ in new[0])
                places = ", ".join(["%s"] * len(new[0]))
                values = [[value for _, value in row] for row in new]
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", values)
    return deepcopy(people)


def _rows_of(table: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        return [tuple(sorted(zip(names, row, strict=True))) for row in cursor.fetchall()]
