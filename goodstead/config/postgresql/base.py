"""The database back end named in the settings when ``DATABASE_URL`` is a PostgreSQL one.

A page of a list holds some three hundred moments. The loader that Django registers takes each
apart with a regular expression, a twentieth of what such a page costs. The database always writes
the same form, which Python itself reads. Whatever does not look like that form goes the old way.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import BaseTzLoader


class MomentLoader(BaseTzLoader):  # type: ignore[misc]  # Django's own is untyped
    """A ``timestamptz`` as PostgreSQL writes it in its ISO style: ``2026-03-02 10:00:00.5+00``."""

    timezone: tzinfo | None = UTC

    def load(self, data: Any) -> datetime:
        """The moment, in UTC. Raises what Django's loader raises for one that Python cannot hold."""
        written = bytes(data)
        if len(written) < 33 and written[4:5] == b"-" and written.endswith(b"+00"):
            return datetime.fromisoformat(written.decode("ascii"))
        found: datetime = super().load(data)
        return found


class DatabaseWrapper(base.DatabaseWrapper):
    """Connections of this back end read moments with ``MomentLoader``, where they are in UTC."""

    def get_connection_params(self) -> dict[str, Any]:
        parameters: dict[str, Any] = super().get_connection_params()
        if self.timezone == UTC:
            parameters["context"].register_loader("timestamptz", MomentLoader)
        return parameters
