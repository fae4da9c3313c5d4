"""Changing rows of any model so that it can be undone exactly. Called inside actions only."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db import models

from goodstead.ledger.models import key_of
from goodstead.people.models import Merge, Moved


class Changes:
    """The rows that one merge changes: each field as it was and as it is then, row by row.

    Written straight into the columns: models that refuse to be changed refuse it in their own
    ``save``, and what may not be changed at all is refused by the database.
    """

    def __init__(self, merge: Merge) -> None:
        self.merge = merge
        self.rows: dict[str, models.Model] = {}
        self.before: dict[str, dict[str, Any]] = {}
        self.after: dict[str, dict[str, Any]] = {}

    def write(self, row: models.Model, **columns: Any) -> None:
        """Set these columns (by ``attname``) of one row, if they are not so already."""
        changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
        if not changed:
            return
        self.note(row, {name: getattr(row, name) for name in changed}, changed)
        _write(type(row), row.pk, changed)
        for name, value in changed.items():
            setattr(row, name, value)

    def note(self, row: models.Model, before: dict[str, Any], after: dict[str, Any]) -> None:
        """A change that an action of another app has made."""
        key = key_of(row)
        self.rows[key] = row
        self.before[key] = {name: _plain(v) for name, v in before.items()} | self.before.get(
            key, {}
        )
        self.after.setdefault(key, {}).update({name: _plain(v) for name, v in after.items()})

    def keep(self) -> list[Moved]:
        """Write down what was changed, for whoever takes it apart."""
        kept = [
            Moved(
                merge=self.merge,
                label=row._meta.label_lower,
                record_id=row.pk,
                before=self.before[key],
                after=self.after[key],
            )
            for key, row in self.rows.items()
            if self.before[key]
        ]
        return Moved.objects.bulk_create(kept)


def _plain(value: Any) -> Any:
    """A value as JSON holds it without losing a microsecond."""
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
    return value.isoformat() if isinstance(value, date) else value


def _put_back(moved: Moved) -> tuple[models.Model | None, list[str]]:
    """The row with each field as it was before the merge, and the fields that stay as they are.

    A field that somebody has changed since says something newer than the merge: it stays.
    """
    model = apps.get_model(moved.label)
    row = model._base_manager.select_for_update().filter(pk=moved.record_id).first()
    if row is None:
        return None, sorted(moved.before)
    back, stays = {}, []
    for name, value in moved.before.items():
        if _plain(getattr(row, name)) != moved.after[name]:
            stays.append(name)
        else:
            back[name] = _field(model, name).to_python(value)
    _write(model, row.pk, back)
    return row, stays


def _field(model: type[models.Model], attname: str) -> Any:
    field = next(f for f in model._meta.concrete_fields if f.attname == attname)
    return field.target_field if isinstance(field, models.ForeignKey) else field


def _write(model: type[models.Model], pk: Any, columns: dict[str, Any]) -> None:
    if columns:
        model._base_manager.filter(pk=pk).update(**columns)
