"""Keeping the word index in step. Called from actions, inside their transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, models

from .models import Document
from .words import as_vector, indexed

# One statement makes the record's row or finds it. The same on both databases.
_ROW = """
    INSERT INTO search_document (kind, record_id) VALUES (%s, %s)
    ON CONFLICT (kind, record_id) DO UPDATE SET kind = search_document.kind
    RETURNING id
"""
_ROW_WITH_WORDS = """
    INSERT INTO search_document (kind, record_id, words) VALUES (%s, %s, %s::tsvector)
    ON CONFLICT (kind, record_id) DO UPDATE SET words = excluded.words
"""


def index(record: models.Model, *, words: Iterable[str]) -> None:
    """Make this record findable by these words, in place of those before."""
    key = [record._meta.label_lower, record.pk]
    found = indexed(" ".join(words))
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute(_ROW_WITH_WORDS, [*key, as_vector(found)])
            return
        cursor.execute(_ROW, key)
        (row,) = cursor.fetchone()
        cursor.execute("DELETE FROM search_words WHERE rowid = %s", [row])
        cursor.execute(
            "INSERT INTO search_words (rowid, words) VALUES (%s, %s)", [row, " ".join(found)]
        )


def forget(record: models.Model) -> None:
    """Take a record out of the index, for good."""
    for document in Document.objects.filter(kind=record._meta.label_lower, record_id=record.pk):
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM search_words WHERE rowid = %s", [document.pk])
        document.delete()
