"""Django's ``flush``, which empties a database: only for tests. A ledger is never emptied."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections

from goodstead.ledger import triggers
from goodstead.ledger.actions import shapes


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        if settings.ENVIRONMENT != "test":
            raise CommandError("The ledger is never emptied. To start afresh, use a new database.")
        connection = connections[options["database"]]
        triggers.take_away(connection)
        try:
            super().handle(**options)
        finally:
            triggers.put_back(connection)
            shapes.note_all()
