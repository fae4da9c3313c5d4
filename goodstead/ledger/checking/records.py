"""Each record as it stands now, against what its last entry says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models

from ..models import Entry, Shape
from ..states import code_of, columns_of, digest
from .report import Problem, Report
from .scratch import Last, Scratch

AT_ONCE = 500
NEVER = "it is in the database but no entry tells of it"
CHANGED = "it was changed without an entry after this one"
RETURNED = "it was recorded as deleted here but is in the database"
GONE = "it is gone without an entry after this one"
UNREADABLE = "it was changed without an entry after this one, and cannot even be read"
SPOILT = (DatabaseError, ValueError, TypeError, ArithmeticError)  # SQLite keeps any value anywhere
_Row = tuple[Any, Sequence[Any] | None]


def walk(scratch: Scratch, report: Report) -> None:
    """Every model that entries tell of. Each row of one needs an entry.

    Rows that came with a whole file need none: their model names in ``ledger_loaded`` the column
    that is filled for these, and keeps fingerprints of its own.
    """
    shapes = known_shapes()
    for label in scratch.labels():
        try:
            model = apps.get_model(label)
        except (LookupError, ValueError):
            report.notes.append(f"Records of {label} are no longer kept and cannot be checked.")
            continue
        _Model(model, scratch, shapes, report).walk()


def known_shapes() -> dict[str, tuple[str, ...]]:
    """Columns by shape. A shape proves itself: its code is the hash of its model and columns."""
    found: dict[str, tuple[str, ...]] = {}
    for shape in Shape.objects.all():
        names = tuple(json.loads(shape.columns_json))
        if code_of(shape.model, names) == shape.code:
            found[shape.code] = names
    for model in apps.get_models():
        columns = columns_of(model)
        found[columns.code] = columns.names
    return found


class _Model:
    """The rows of one model, a few hundred at a time, in the order of their keys."""

    def __init__(
        self,
        model: type[models.Model],
        scratch: Scratch,
        shapes: dict[str, tuple[str, ...]],
        report: Report,
    ) -> None:
        self.model, self.scratch, self.shapes, self.report = model, scratch, shapes, report
        self.label = model._meta.label_lower
        self.names = tuple(sorted(field.attname for field in model._meta.concrete_fields))
        loaded = getattr(model, "ledger_loaded", None)
        self.loaded = None if loaded is None else self.names.index(loaded)
        self.places: dict[str, list[int] | None] = {}
        self.uncheckable = 0

    def walk(self) -> None:
        for batch in self._batches():
            keys = [f"{self.label}:{pk}" for pk, _ in batch]
            last = self.scratch.see(keys)
            self.report.records += len(batch)
            for key, (_, values) in zip(keys, batch, strict=True):
                if said := self._fault(last.get(key), values):
                    self._tell(key, last.get(key), said)
        for key, entry in self.scratch.unseen(self.label):
            self._tell(key, Last(entry, None), GONE)
        if self.uncheckable:
            self.report.notes.append(
                f"{self.uncheckable} records of {self.label} were last written before a column of"
                " theirs was removed; that they exist was checked, not what they say."
            )

    def _fault(self, last: Last | None, values: Sequence[Any] | None) -> str:
        if last is None:
            return "" if self._came_with_a_file(values) else NEVER
        if last.state is None:
            return RETURNED
        if values is None:
            return UNREADABLE
        code = last.state.partition(":")[0]
        places = self._places_of(code)
        if places is None:
            self.uncheckable += 1
            return ""
        now = digest(code, [values[place] for place in places])
        return "" if now == last.state else CHANGED

    def _came_with_a_file(self, values: Sequence[Any] | None) -> bool:
        return self.loaded is not None and values is not None and values[self.loaded] is not None

    def _places_of(self, code: str) -> list[int] | None:
        """Where the columns of a shape stand in a row, while all of them still exist."""
        if code not in self.places:
            names = self.shapes.get(code, ("(unknown)",))
            there = set(names) <= set(self.names)
            self.places[code] = [self.names.index(name) for name in names] if there else None
        return self.places[code]

    def _tell(self, key: str, last: Last | None, said: str) -> None:
        entry = Entry.objects.filter(pk=last.entry).first() if last else None
        if entry is None:
            self.report.add(Problem(key, 0, said))
        elif entry.file == key:
            self.report.add(Problem(entry.file, entry.sequence, said))
        else:
            self.report.add(Problem(entry.file, entry.sequence, f"of {key}: {said}"))

    def _batches(self) -> Iterator[list[_Row]]:
        rows = self.model._base_manager.order_by("pk")
        page = rows
        while batch := self._read(page):
            yield batch
            page = rows.filter(pk__gt=batch[-1][0])

    def _read(self, page: models.QuerySet[models.Model]) -> list[_Row]:
        try:
            found = page.values_list("pk", *self.names)[:AT_ONCE]
            return [(pk, values) for pk, *values in found]
        except SPOILT:
            pks = list(page.values_list("pk", flat=True)[:AT_ONCE])
            return [(pk, self._read_one(pk)) for pk in pks]

    def _read_one(self, pk: Any) -> Sequence[Any] | None:
        try:
            values: tuple[Any, ...] = self.model._base_manager.values_list(*self.names).get(pk=pk)
            return values
        except SPOILT:
            return None
