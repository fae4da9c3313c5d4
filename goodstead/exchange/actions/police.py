"""Taking in police files. Each batch is one transaction, so a killed import has whole batches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from goodstead.access.models import User
from goodstead.intake import actions as intake
from goodstead.intake.models import Incident
from goodstead.ledger import actions as ledger

from .. import rules
from ..definitions.police import ASB_CATEGORY
from ..fingerprints import PREFIX, fingerprint_of, together
from ..models import PoliceImport, PoliceMonth


@transaction.atomic
def begin_police_import(
    *, by: User | None, at: datetime, source: str, sha256: str, kinds: str
) -> PoliceImport:
    """The record of importing this file for these crime types: the one there is, or a new one."""
    rules.require_can_import(by)
    police_import, is_new = PoliceImport.objects.get_or_create(
        sha256=sha256, kinds=kinds[:400], defaults={"source": source[:200], "begun_at": at}
    )
    if is_new:
        ledger.record(
            by, "exchange.police_import_begun", police_import, at=at,
            source=police_import.source, sha256=sha256,
        )  # fmt: skip
    return police_import


@transaction.atomic
def land_police_rows(
    *, by: User | None, at: datetime, police_import: PoliceImport, rows: Sequence[dict[str, Any]],
    first_line: int, last_line: int,
) -> int:  # fmt: skip
    """Make incidents of those rows that are not there yet; how many that were.

    A row that is there is left as it is. When all of them are, nothing at all is written.
    """
    rules.require_can_import(by)
    months = _months(rows)
    keys = [row["source_key"] for row in rows]
    there = set(Incident.objects.filter(source_key__in=keys).values_list("source_key", flat=True))
    fresh = [row for row in rows if row["source_key"] not in there]
    if not fresh:
        return 0
    _land(by=by, at=at, police_import=police_import, rows=fresh)
    added = [
        _add_to_month(month, [row for row in fresh if row["source_key"].startswith(prefix)])
        for prefix, month in months.items()
    ]
    police_import = PoliceImport.objects.select_for_update().get(pk=police_import.pk)
    police_import.landed += len(fresh)
    police_import.save(update_fields=["landed"])
    ledger.record(
        by, "exchange.police_rows_landed", police_import, at=at, changed=list(months.values()),
        source=police_import.source, first_line=first_line, last_line=last_line,
        landed=len(fresh), already_there=len(there), fingerprint=together(added),
    )  # fmt: skip
    return len(fresh)


def _land(
    *, by: User | None, at: datetime, police_import: PoliceImport, rows: list[dict[str, Any]]
) -> None:
    """The only way in. All of the rows are new, so all of them must land."""
    landed = intake.land_incidents(by=by, at=at, rows=rows, batch=police_import)
    if landed != len(rows):
        raise RuntimeError(f"{len(rows)} incidents were new, but {landed} landed")


def _months(rows: Sequence[dict[str, Any]]) -> dict[str, PoliceMonth]:
    """The records of the months and forces in these rows, locked, always in the same order."""
    first = {row["source_key"][:PREFIX]: row for row in reversed(rows)}
    found = {}
    for prefix in sorted(first):
        row = first[prefix]
        found[prefix], _ = PoliceMonth.objects.select_for_update().get_or_create(
            prefix=prefix, defaults={"force": row["source"], "month": row["happened_month"]}
        )
    return found


def _add_to_month(month: PoliceMonth, rows: list[dict[str, Any]]) -> str:
    """Count these incidents in their month; their fingerprint."""
    added = fingerprint_of(rows)
    month.landed += len(rows)
    month.asb_landed += sum(row["category"] == ASB_CATEGORY for row in rows)
    month.fingerprint = together([month.fingerprint, added])
    month.save(update_fields=["landed", "asb_landed", "fingerprint"])
    return added


@transaction.atomic
def finish_police_import(
    *, by: User | None, at: datetime, police_import: PoliceImport, counts: dict[str, int]
) -> PoliceImport:
    """Note that the file was read to its end and what was in it. A second time changes nothing."""
    rules.require_can_import(by)
    police_import = PoliceImport.objects.select_for_update().get(pk=police_import.pk)
    if police_import.finished_at is not None:
        return police_import
    police_import.finished_at = at
    for name, count in counts.items():
        setattr(police_import, name, count)
    police_import.save()
    ledger.record(
        by, "exchange.police_import_finished", police_import, at=at,
        source=police_import.source, landed=police_import.landed, counts=counts,
    )  # fmt: skip
    return police_import
