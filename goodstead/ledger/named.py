"""Records that name their file by its key, and which of them belong to files one has in hand."""

from __future__ import annotations

from django.db.models import BigIntegerField, Case, Exists, F, Model, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast, Substr


def number_in(model: type[Model], key: str = "about") -> Case:
    """The number of the record in a key of this kind; nothing in a key of another kind.

    Only where the kind fits is the rest a number, and the database must not try the others.
    """
    start = f"{model._meta.label_lower}:"
    number = Cast(Substr(F(key), len(start) + 1), BigIntegerField())
    return Case(When(**{f"{key}__startswith": start, "then": number}), default=None)


def among(visible: QuerySet[Model], number: str) -> Q:
    """Whether the record of this number is one of those."""
    return Q(Exists(visible.filter(pk=OuterRef(number))))
