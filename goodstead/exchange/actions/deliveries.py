"""Files that are handed over row by row: brought, matched, taken in, finished or given up."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from goodstead.access.models import User
from goodstead.access.permissions import NotNow
from goodstead.intake import actions as intake
from goodstead.intake.models import Report
from goodstead.ledger import actions as ledger

from .. import matching, rules
from ..definitions.deliveries import KINDS
from ..incident_log import LogRow, Refused
from ..incoming import BadRow
from ..models import Delivery, Landing, LeftOut, Mapping
from ..noise_export import Recording

AS_IT_WAS = "The row as it was"


@transaction.atomic
def bring_delivery(
    *, by: User | None, at: datetime, kind: str, source: str, sha256: str, stored_as: str,
    lines: int, mapping: Mapping | None = None,
) -> Delivery:  # fmt: skip
    """A file that was kept on the disk under ``stored_as``. Nothing of it is taken in yet."""
    rules.require_can_take_in(by)
    rules.require_same_kind(kind, mapping)
    delivery = Delivery.objects.create(
        kind=kind, source=source[:200], sha256=sha256, stored_as=stored_as, lines=lines,
        mapping=mapping, state="brought", brought_at=at, brought_by=by,
    )  # fmt: skip
    ledger.record(
        by, "exchange.delivery_brought", delivery, at=at, kind=KINDS[kind].name, sha256=sha256
    )
    return delivery


@transaction.atomic
def save_mapping(
    *, by: User | None, at: datetime, kind: str, name: str, columns: Map[str, str],
    types: Map[str, str] | None = None, restarts_daily: bool = False,
    mapping: Mapping | None = None, delivery: Delivery | None = None,
) -> Mapping:  # fmt: skip
    """Keep which of their columns is which of our fields: new under a name, or ``mapping`` changed.

    With ``delivery``, that file is read by it from now on. Raises ``NotNow`` when a field that is
    needed has no column, or another mapping has the name.
    """
    rules.require_can_take_in(by)
    if mapping is not None:
        mapping = Mapping.objects.lock(mapping)
    taken = Mapping.objects.filter(kind=kind, name__iexact=name.strip())
    others = taken.exclude(pk=mapping.pk) if mapping else taken
    rules.require_whole_mapping(kind, name, columns, types or {}, name_taken=others.exists())
    mapping = mapping or Mapping(kind=kind)
    mapping.name, mapping.saved_at, mapping.saved_by = name.strip(), at, by
    mapping.columns = {field: column for field, column in columns.items() if column}
    mapping.types = {
        " ".join(said.casefold().split()): ours for said, ours in (types or {}).items()
    }
    mapping.restarts_daily = restarts_daily
    mapping.save()
    changed = []
    if delivery is not None:
        delivery = Delivery.objects.lock(delivery)
        rules.require_open(delivery)
        rules.require_same_kind(delivery.kind, mapping)
        delivery.mapping = mapping
        delivery.save(update_fields=["mapping"])
        changed = [delivery]
    ledger.record(by, "exchange.mapping_saved", mapping, at=at, changed=changed, name=mapping.name)
    return mapping


@transaction.atomic
def take_in_delivery(*, by: User | None, at: datetime, delivery: Delivery) -> Delivery:
    """Somebody looked at the first rows and says: take them in. The worker does it."""
    rules.require_can_take_in(by)
    delivery = Delivery.objects.lock(delivery)
    rules.require_open(delivery)
    rules.require_matched(delivery)
    delivery.state = "queued"
    delivery.save(update_fields=["state"])
    ledger.record(by, "exchange.delivery_confirmed", delivery, at=at, kind=delivery.what.name)
    return delivery


@transaction.atomic
def withdraw_delivery(*, by: User | None, at: datetime, delivery: Delivery) -> Delivery:
    """Not this file after all. Nothing was taken in, and nothing of it is kept."""
    rules.require_can_take_in(by)
    delivery = Delivery.objects.lock(delivery)
    rules.require_open(delivery)
    delivery.state, delivery.finished_at, delivery.stored_as = "withdrawn", at, ""
    delivery.save()
    ledger.record(by, "exchange.delivery_withdrawn", delivery, at=at, kind=delivery.what.name)
    return delivery


@transaction.atomic
def land_rows(
    *, by: User | None, at: datetime, delivery: Delivery, rows: Sequence[LogRow | BadRow],
    last_line: int,
) -> Delivery:  # fmt: skip
    """Make reports of the rows that are not here yet, and keep those that cannot be taken.

    A row that is here already changes nothing; one that is here and now says something else is
    kept with the others, and names the report. When somebody else was here first (another worker,
    or this one before it was killed) nothing is done twice.
    """
    rules.require_is_the_service(by)
    delivery = Delivery.objects.lock(delivery)
    if delivery.state != "queued" or last_line <= delivery.read_to:
        return delivery
    rows = [row for row in rows if row.line > delivery.read_to]
    keys = [row.key for row in rows if isinstance(row, LogRow)]
    found = Landing.objects.filter(key__in=keys).select_related("report")
    known = {landing.key: landing for landing in found}
    landed: list[Landing] = []
    left: list[LeftOut] = []
    for row in rows:
        if isinstance(row, BadRow):
            left.append(_left(delivery, row.line, row.reason, row.fields or {AS_IT_WAS: row.text}))
        elif row.key in known:
            _again(delivery, row, known[row.key], left)
        elif made := _landed(delivery, row, left, at=at):
            known[row.key] = made
            landed.append(made)
    LeftOut.objects.bulk_create(left)
    delivery.read_to = last_line
    delivery.landed += len(landed)
    delivery.save()
    if landed or left:
        ledger.record(
            by, "exchange.rows_taken_in", delivery, at=at, changed=[*landed, *left],
            landed=len(landed), left_out=len(left), last_line=last_line,
        )  # fmt: skip
    return delivery


def _left(delivery: Delivery, line: int, reason: str, fields: dict[str, str]) -> LeftOut:
    delivery.left_out += 1
    cells = [list(pair) for pair in fields.items()]
    return LeftOut(delivery=delivery, line=line, reason=reason[:300], cells=cells)


def _again(delivery: Delivery, row: LogRow, before: Landing, left: list[LeftOut]) -> None:
    """The same once more; or what it says now is kept beside the report, which is not changed."""
    new = [
        field.name
        for field in delivery.what.fields
        if field.code in row.seals
        and before.seals.get(field.code, row.seals[field.code]) != row.seals[field.code]
    ]
    if not new:
        delivery.known += 1
        return
    report = f"report {before.report}" if before.report else "a recording"
    reason = (
        f"{row.number} is here already as {report}, and now says something else in: "
        f"{', '.join(new)}. What is here was not changed"
    )
    left.append(_left(delivery, row.line, reason, row.fields))
    delivery.left_out -= 1
    delivery.changed += 1


def _landed(
    delivery: Delivery, row: LogRow, left: list[LeftOut], *, at: datetime
) -> Landing | None:
    """A report of this row. One that cannot be taken is kept with the reason."""
    try:
        with transaction.atomic():
            report = _report(delivery, row, at=at)
    except (NotNow, Refused) as refused:
        left.append(_left(delivery, row.line, str(refused), row.fields))
        return None
    return Landing.objects.create(
        kind=delivery.kind, key=row.key, seals=row.seals, report=report, delivery=delivery
    )


def _report(delivery: Delivery, row: LogRow, *, at: datetime) -> Report:
    """A new report; for a recording the one that it belongs to, or a new one that holds it.

    One that goes to an open case is added to it, and its officer hears of it there. Every other
    one waits in the inbox, with the date by which somebody must have decided about it.
    """
    files = [row.file()] if isinstance(row, Recording) else []
    found = matching.match(row) if isinstance(row, Recording) else None
    if (
        found
        and found.report
        and (held := _added(found.report, row, files, delivery.what.name, at=at))
    ):
        return held
    report, _ = intake.submit_report(
        by=None, at=at, submission_key=row.key, answers=row.answers, files=files,
        channel=delivery.what.channel,
        closed=isinstance(row, Recording) and matching.is_closed(row),
    )  # fmt: skip
    if found and found.case:
        with suppress(NotNow), transaction.atomic():  # then it stays in the inbox
            intake.attach_to_case(by=None, at=at, report=report, case=found.case, reason=found.why)
    return report


def _added(
    report: Report, row: LogRow, files: list[File[bytes]], way: str, *, at: datetime
) -> Report | None:
    """The report that waits, with the recording and what was written about it; nothing when it has
    as much as it may have."""
    try:
        intake.add_recording(
            by=None, at=at, report=report, submission=row.key, way=way,
            text=row.answers["description"], uploads=files,
        )  # fmt: skip
    except NotNow:
        return None
    return report


@transaction.atomic
def finish_delivery(
    *, by: User | None, at: datetime, delivery: Delivery, failure: str = ""
) -> Delivery:
    """The file was read to its end, or cannot be read further for the reason given. It is let go."""
    rules.require_is_the_service(by)
    delivery = Delivery.objects.lock(delivery)
    if delivery.state != "queued":
        return delivery
    delivery.state = "stopped" if failure else "finished"
    delivery.failure, delivery.finished_at, delivery.stored_as = failure[:300], at, ""
    delivery.save()
    ledger.record(
        by, "exchange.delivery_finished", delivery, at=at, kind=delivery.what.name,
        landed=delivery.landed, known=delivery.known, not_taken=delivery.not_taken,
        how="stopped" if failure else "to its end",
    )  # fmt: skip
    return delivery
