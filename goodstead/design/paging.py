"""Paging by key: a page is found by the row before it, never by counting rows.

No ``OFFSET`` and no ``COUNT``: page 900 costs what page 2 costs, and a row that arrives while
somebody reads moves nothing. The tables need an index that has the columns of the order, in its
directions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core import signing
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, OrderBy, Q, QuerySet, prefetch_related_objects

Key = tuple[Any, ...]
LONGEST_CURSOR = 2000
_TYPES: dict[str, Any] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "decimal": Decimal,
    "uuid": UUID,
}


@dataclass(frozen=True)
class Slice:
    """One page of rows. ``previous`` and ``next`` are cursors, or None at an end."""

    rows: list[Any]
    previous: str | None
    next: str | None


@dataclass(frozen=True)
class _Column:
    name: str
    descending: bool
    nullable: bool

    def ordered(self, backwards: bool) -> OrderBy:
        """Nulls come last on every database; read backwards they come first."""
        nulls = {"nulls_first" if backwards else "nulls_last": True} if self.nullable else {}
        field = F(self.name)
        return field.desc(**nulls) if self.descending != backwards else field.asc(**nulls)

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})

    def beyond(self, value: Any, backwards: bool) -> Q | None:
        """Rows that come after this value in the direction of reading; None when none can."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if backwards else None
        found = Q(**{f"{self.name}__{'lt' if self.descending != backwards else 'gt'}": value})
        if self.nullable and not backwards:
            found |= Q(**{f"{self.name}__isnull": True})
        return found


def cut(queryset: QuerySet[Any], order: tuple[str, ...], *, size: int, cursor: str = "") -> Slice:
    """The page that the cursor points at. A cursor that cannot be read gives the first page."""
    columns = _columns(queryset, order)
    backwards, key = _read(cursor, order)
    if key is not None and backwards:
        found = _read_rows(queryset, columns, key, size + 1, backwards=True)
        if len(found) >= size:
            rows = found[:size][::-1]
            previous = _write("before", rows[0], order) if len(found) > size else None
            return Slice(rows, previous, _write("after", rows[-1], order))
        key = None  # the first page, so that it is a full one
    found = _read_rows(queryset, columns, key, size + 1)
    if key is not None and not found:
        key = None
        found = _read_rows(queryset, columns, key, size + 1)
    rows = found[:size]
    return Slice(
        rows,
        _write("before", rows[0], order) if key is not None else None,
        _write("after", rows[-1], order) if len(found) > size else None,
    )


def walk(
    queryset: QuerySet[Any], order: tuple[str, ...], *, chunk: int = 1000
) -> Iterator[list[Any]]:
    """Every row, once, a chunk at a time: memory stays flat and no cursor is held open."""
    columns, key = _columns(queryset, order), None
    while rows := _read_rows(queryset, columns, key, chunk):
        yield rows
        if len(rows) < chunk:
            return
        key = _key(rows[-1], order)


def _columns(queryset: QuerySet[Any], order: tuple[str, ...]) -> list[_Column]:
    return [
        _Column(name.lstrip("-"), name.startswith("-"), _nullable(queryset, name.lstrip("-")))
        for name in order
    ]


def _nullable(queryset: QuerySet[Any], name: str) -> bool:
    """Whether a column may be empty. An annotation is taken never to be."""
    if name == "pk" or name in queryset.query.annotations:
        return False
    model: Any = queryset.model
    for part in name.split("__"):
        try:
            field = model._meta.get_field(part)
        except FieldDoesNotExist:
            return False
        if getattr(field, "null", False):
            return True
        model = field.related_model or model
    return False


def _read_rows(
    queryset: QuerySet[Any], columns: list[_Column], key: Key | None, size: int, *,
    backwards: bool = False,
) -> list[Any]:  # fmt: skip
    """Up to ``size`` rows beyond the key.

    One query for each column at most, each a plain range of the index: first the rows that share
    all but the last column with the key, then those that share all but the last two, and so on.
    """
    prefetches = queryset._prefetch_related_lookups  # type: ignore[attr-defined]
    ordered = queryset.prefetch_related(None).order_by(*(c.ordered(backwards) for c in columns))
    rows: list[Any] = []
    if key is None:
        rows = list(ordered[:size])
    else:
        for place in reversed(range(len(columns))):
            condition = columns[place].beyond(key[place], backwards)
            if condition is None:
                continue
            for column, value in zip(columns[:place], key[:place], strict=True):
                condition &= column.same(value)
            rows += ordered.filter(condition)[: size - len(rows)]
            if len(rows) == size:
                break
    if prefetches:
        prefetch_related_objects(rows, *prefetches)
    return rows


def _key(row: Model, order: tuple[str, ...]) -> Key:
    return tuple(_value(row, name.lstrip("-")) for name in order)


def _value(row: Any, name: str) -> Any:
    for part in name.split("__"):
        row = getattr(row, part, None)
    return row


def _write(direction: str, row: Model, order: tuple[str, ...]) -> str:
    values = [_plain(value) for value in _key(row, order)]
    return signing.dumps([direction, *values], salt=_salt(order))


def _plain(value: Any) -> Any:
    """As JSON can hold it, to the microsecond."""
    if isinstance(value, datetime | date):
        return {type(value).__name__: value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, UUID):
        return {"uuid": str(value)}
    return value


def _read(cursor: str, order: tuple[str, ...]) -> tuple[bool, Key | None]:
    """Whether to read backwards, and from which key. Nobody can write a cursor but ourselves."""
    if not cursor or len(cursor) > LONGEST_CURSOR:
        return False, None
    try:
        direction, *values = signing.loads(cursor, salt=_salt(order))
    except (signing.BadSignature, ValueError):
        return False, None
    return direction == "before", tuple(_typed(value) for value in values)


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        ((kind, text),) = value.items()
        return _TYPES[kind](text)
    return value


def _salt(order: tuple[str, ...]) -> str:
    """A cursor belongs to one order: with another it is a bad cursor."""
    return "goodstead.design.paging " + " ".join(order)
