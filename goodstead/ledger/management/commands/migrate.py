"""Django's ``migrate``, after which the ledger is append-only again.

On SQLite a changed column rebuilds its table and drops the table's triggers, so each migration may
take the ledger's guards away. They are put back before and after; also the list of which columns
the digests of records are over is brought up to date.
"""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from goodstead.ledger import triggers
from goodstead.ledger.actions import shapes
from goodstead.ledger.models import Shape


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> str | None:
        connection = connections[options["database"]]
        if gone := triggers.put_back(connection):
            self.stderr.write("The ledger was not append-only. Put back: " + ", ".join(gone))
        answer = super().execute(*args, **options)
        triggers.put_back(connection)
        if Shape._meta.db_table in connection.introspection.table_names():
            shapes.note_all()
        return answer
