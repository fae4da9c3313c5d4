"""Incidents that come in numbers, from a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from goodstead.access.models import User
from goodstead.ledger import actions as ledger

from .. import rules
from ..models import Incident


class _Landed:
    """Counts the rows that an INSERT really made: the database says so itself, on both kinds."""

    rows = 0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        answer = execute(sql, params, many, context)
        if sql.lstrip().upper().startswith("INSERT"):
            self.rows += max(context["cursor"].rowcount, 0)
        return answer


@transaction.atomic
def land_incidents(
    *, by: User | None, at: datetime, rows: Iterable[dict[str, Any]], batch: models.Model
) -> int:
    """Write incidents from a file; a row whose ``source_key`` is known already changes nothing.

    ``rows`` are dicts of ``Incident`` fields (without ``report`` and ``created_at``); ``batch`` is
    the record of the import, which the ledger entry is about. Returns how many really landed.
    """
    rules.require_can_land_incidents(by)
    incidents = [Incident(**row, created_at=at) for row in rows]
    landed = _Landed()
    with connection.execute_wrapper(landed):
        Incident.objects.bulk_create(incidents, ignore_conflicts=True)
    channels = sorted({incident.channel for incident in incidents})
    ledger.record(
        by,
        "intake.incidents_landed",
        batch,
        at=at,
        landed=landed.rows,
        known=len(incidents) - landed.rows,
        channel=", ".join(channels) or "nothing",
    )
    return landed.rows
