"""Asked by ``manage.py check --database default`` and before every migration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from . import triggers


@register(Tags.database)
def ledger_is_append_only(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """The triggers that refuse to change or delete entries are in place."""
    return [
        Error(
            f"The database would let entries of the ledger be changed: {name} is missing.",
            hint="Run manage.py migrate, which puts it back, and find out who took it away.",
            id="ledger.E001",
        )
        for alias in databases or []
        for name in triggers.missing(connections[alias])
    ]
