"""What can be found. The words themselves stand in the database's own word index."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Document(models.Model):
    """One record that can be found. Newer records have higher numbers, so the newest come first.

    ``kind`` is the record's model label. On SQLite its words are a row of ``search_words`` (FTS5)
    with the same number; on PostgreSQL they are the column ``words`` with a GIN index. Which words
    they are is decided by ``words.indexed`` alone.
    """

    kind = models.CharField(max_length=60)
    record_id = models.BigIntegerField()

    # An index is made again from the records at any time; it is no part of anybody's file.
    ledger_ignores: ClassVar[frozenset[str]] = frozenset({"kind", "record_id"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="search_record_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.record_id}"
