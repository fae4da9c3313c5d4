"""Keeps what the shapes in digests stand for."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.apps import apps
from django.db import models, transaction

from ..models import Shape
from ..states import Columns, columns_of

_noted: set[str] = set()  # shapes that this process knows to be committed


def note(records: Iterable[models.Model]) -> None:
    """Keep the shape of each record's model. Free once this process knows it to be written."""
    _write({columns_of(type(record)) for record in records})


def note_all() -> None:
    """Keep the shape of every model of the product: after each migration, in no transaction."""
    _noted.clear()
    ours = (m for m in apps.get_models() if m.__module__.startswith("goodstead."))
    _write({columns_of(model) for model in ours})


def _write(wanted: set[Columns]) -> None:
    new = sorted((one for one in wanted if one.code not in _noted), key=lambda one: one.code)
    if not new:
        return
    Shape.objects.bulk_create(
        [Shape(code=one.code, model=one.label, columns_json=json.dumps(one.names)) for one in new],
        ignore_conflicts=True,
    )
    transaction.on_commit(lambda: _noted.update(one.code for one in new))
