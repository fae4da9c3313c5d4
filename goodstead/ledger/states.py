"""Digests of records as they are stored, equal on SQLite and PostgreSQL.

A digest is written ``shape:digest``. The shape says which columns it is over (see ``Shape``).
Many-to-many relations are not part of it, nor the fields in the model's ``ledger_ignores``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import connection, models

from . import chain
from .batches import batches
from .models import key_of

BATCH = 500


@dataclass(frozen=True)
class Columns:
    """The columns of a model that its digest is over today."""

    label: str
    names: tuple[str, ...]
    code: str


def code_of(label: str, names: Sequence[str]) -> str:
    """The shape's code: it changes with the model or with any column."""
    return hashlib.sha256(json.dumps([label, *names]).encode()).hexdigest()[:16]


@cache
def columns_of(model: type[models.Model]) -> Columns:
    """What the digest of this model is over now."""
    ignored: frozenset[str] = getattr(model, "ledger_ignores", frozenset())
    fields = [f for f in model._meta.concrete_fields if f.name not in ignored]
    names = tuple(sorted(f.attname for f in fields))
    return Columns(model._meta.label_lower, names, code_of(model._meta.label_lower, names))


def digest(code: str, values: Iterable[Any]) -> str:
    """Of one row, from the values of the columns that the shape names, in their order."""
    return f"{code}:{chain.keyed('state', code, *map(plain, values))[:40]}"


def read(records: Iterable[models.Model]) -> dict[str, str | None]:
    """Digest of each record, read again from the database; None when it is not there (any more).

    The rows are locked first, so that nobody else's unfinished change can slip in between the
    digest and its entry. One query for each model.
    """
    wanted: dict[type[models.Model], dict[Any, str]] = {}
    for record in records:
        if record.pk is None:
            raise ValueError(
                f"This {record._meta.verbose_name} has no key. Save it first; to delete it, use"
                " its queryset's delete(), which leaves the key on the record in hand."
            )
        wanted.setdefault(type(record), {})[record.pk] = key_of(record)
    found: dict[str, str | None] = {}
    for model in sorted(wanted, key=lambda model: model._meta.label_lower):
        keys = wanted[model]
        found |= dict.fromkeys(keys.values())
        for batch in batches(sorted(keys, key=str), BATCH):
            found |= {keys[pk]: state for pk, state in _stored(model, batch)}
    return found


def _stored(model: type[models.Model], pks: Sequence[Any]) -> Iterator[tuple[Any, str]]:
    columns = columns_of(model)
    one = len(pks) == 1
    rows = _one_row(model, pks[0]) if one else _rows(model, columns).filter(pk__in=pks)
    for pk, *values in rows:
        yield pk, digest(columns.code, values)


def _rows(model: type[models.Model], columns: Columns) -> models.QuerySet[Any, Any]:
    found = model._base_manager.select_for_update(no_key=True).order_by("pk")
    return found.values_list("pk", *columns.names)


def _one_row(model: type[models.Model], pk: Any) -> Iterable[Sequence[Any]]:
    """The same query with its SQL kept: writing it out takes longer than answering it."""
    compiled = _compiled(model, columns_of(model))
    key = model._meta.pk.get_db_prep_value(pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(compiled.sql, [key])
        rows = cursor.fetchall()
    found: Iterable[Sequence[Any]] = compiled.compiler.apply_converters(rows, compiled.converters)
    return found


@dataclass(frozen=True)
class Compiled:
    sql: str
    compiler: Any
    converters: Any


@cache
def _compiled(model: type[models.Model], columns: Columns) -> Compiled:
    # The number stands for any: it is the statement's only parameter.
    compiler = _rows(model, columns).filter(pk=0).query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    if len(parameters) != 1:
        raise TypeError(f"The query for one {model._meta.label} has other parameters than its key.")
    return Compiled(sql, compiler, compiler.get_converters([one[0] for one in compiler.select]))


def plain(value: Any) -> Any:
    """A stored value in the one form that both databases agree on."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return _plain_special(value)


def _plain_special(value: Any) -> Any:
    if isinstance(value, datetime):
        return chain.moment(value) if value.tzinfo else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f")
    if isinstance(value, (bytes, bytearray, memoryview)):
        return hashlib.sha256(bytes(value)).hexdigest()
    return str(value)
