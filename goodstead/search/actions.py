"""Keeping the word index in step. Called from actions, inside their transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, models

from .models import Document
from .words import as_vector, indexed


def index(record: models.Model, *, words: Iterable[str]) -> None:
    """Make this record findable by these words, in place of those before."""
    document, _ = Document.objects.get_or_create(kind=record._meta.label_lower, record_id=record.pk)
    found = indexed(" ".join(words))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM search_words WHERE rowid = %s", [document.pk])
            cursor.execute(
                "INSERT INTO search_words (rowid, words) VALUES (%s, %s)",
                [document.pk, " ".join(found)],
            )
        else:
            cursor.execute(
                "UPDATE search_document SET words = %s::tsvector WHERE id = %s",
                [as_vector(found), document.pk],
            )


def forget(record: models.Model) -> None:
    """Take a record out of the index, for good."""
    for document in Document.objects.filter(kind=record._meta.label_lower, record_id=record.pk):
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM search_words WHERE rowid = %s", [document.pk])
        document.delete()
