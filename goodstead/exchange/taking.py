"""Taking a file in: read, check, land, batch by batch. The command and the worker share this."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import File
from django.db import IntegrityError

from goodstead.access.models import User
from goodstead.access.permissions import NotNow
from goodstead.clocks.calendar import day_of

from . import actions, incident_log, noise_export, queries, waiting
from .batches import batches
from .definitions.deliveries import (
    KINDS,
    KNOWN_AT_ONCE,
    MOST_LEFT_OUT,
    NOISE_APP,
    PREVIEW,
    Kind,
)
from .delimited import Table, table_of
from .incident_log import LogRow
from .incoming import BadRow, CannotRead, Watch, shown
from .models import Delivery, Mapping
from .noise_export import Export, Objects

Source = Table | Export
Going = Callable[[], bool]


def _always() -> bool:
    return True


def _nobody(count: int) -> None:
    """Nobody watches."""


def opened(kind: str, stored_as: str) -> Source:
    """The file as what it is: a table, or a zip with a list in it. Raises ``CannotRead``."""
    if kind == NOISE_APP.code:
        return noise_export.opened(waiting.whole(stored_as))
    return table_of(waiting.read(stored_as))


def table_in(source: Source) -> Table | Objects:
    """The rows with their headings."""
    return source.table if isinstance(source, Export) else source


def checked_rows(
    source: Source, mapping: Mapping, *, today: date, after: int = 0
) -> Iterator[LogRow | BadRow]:
    """Each row that begins after a line, by the mapping, or why it cannot be taken.

    Raises ``CannotRead`` when the file lacks a column that the mapping reads.
    """
    table = table_in(source)
    wanted = [mapping.columns.get(field.code) for field in KINDS[mapping.kind].fields]
    missing = [column for column in wanted if column and column not in table.heading]
    if missing:
        names = ", ".join(f"“{shown(name)}”" for name in missing)
        raise CannotRead(
            f"lacks a column that the mapping “{mapping.name}” reads: {names}. Its columns are: "
            + ", ".join(f"“{shown(name)}”" for name in table.heading[:20])
        )
    if isinstance(source, Export):
        yield from (row for row in source.rows(mapping, today) if row.line > after)
        return
    for said in source.rows():
        line = said.line if isinstance(said, BadRow) else said[0]
        if line > after:
            yield said if isinstance(said, BadRow) else _row(*said, mapping, today)


def _row(line: int, fields: dict[str, str], mapping: Mapping, today: date) -> LogRow | BadRow:
    try:
        return incident_log.row_of(
            line, fields, columns=mapping.columns, types=mapping.types,
            restarts_daily=mapping.restarts_daily, today=today,
        )  # fmt: skip
    except incident_log.Refused as refused:
        return BadRow(line, str(refused), fields=fields)


@dataclass(frozen=True)
class Preview:
    """What the first rows would become. ``more``: there are rows that were not looked at."""

    table: Table | Objects
    good: list[LogRow]
    bad: list[BadRow]
    more: bool

    @property
    def looked_at(self) -> int:
        return len(self.good) + len(self.bad)


def preview(delivery: Delivery, *, at: datetime) -> Preview:
    """The first rows, taken as they would be, and nothing written. Raises ``CannotRead``."""
    source = opened(delivery.kind, delivery.stored_as)
    table = table_in(source)
    good: list[LogRow] = []
    bad: list[BadRow] = []
    if delivery.mapping is None:
        return Preview(table, good, bad, True)
    for row in checked_rows(source, delivery.mapping, today=day_of(at)):
        if len(good) + len(bad) == PREVIEW:
            return Preview(table, good, bad, True)
        good.append(row) if isinstance(row, LogRow) else bad.append(row)
    return Preview(table, good, bad, False)


def bring(
    *, by: User | None, at: datetime, upload: File[bytes], kind: str, mapping: Mapping | None
) -> Delivery:
    """Keep a file that somebody uploaded. Raises ``NotNow`` when it is no table of ours."""
    name = shown(upload.name or "file", 200)
    try:
        stored_as, sha256 = waiting.write(upload.chunks(), limit=KINDS[kind].largest)
    except CannotRead as error:
        raise NotNow(f"{name} {error}") from None
    try:
        source = opened(kind, stored_as)
        if mapping is not None and mapping.kind == kind:
            next(checked_rows(source, mapping, today=day_of(at)), None)
        return actions.bring_delivery(
            by=by, at=at, kind=kind, source=name, sha256=sha256, stored_as=stored_as,
            lines=_length(source), mapping=mapping,
        )  # fmt: skip
    except BaseException as error:
        waiting.remove(stored_as)
        if isinstance(error, CannotRead):
            raise NotNow(f"{name} {error}") from None
        raise


def _length(source: Source) -> int:
    """How many lines and members there are to walk: for the page that says how far it is."""
    more = len(source.others) + len(source.trouble) if isinstance(source, Export) else 0
    return table_in(source).length + more


def heading_of(delivery: Delivery) -> tuple[str, ...]:
    """The names of its columns; none when the file is no longer there."""
    try:
        return table_in(opened(delivery.kind, delivery.stored_as)).heading
    except CannotRead:
        return ()


def give_up(*, by: User, at: datetime, delivery: Delivery) -> Delivery:
    """Not this file after all: it is taken off the disk once that is written down."""
    kept = delivery.stored_as
    given_up = actions.withdraw_delivery(by=by, at=at, delivery=delivery)
    if kept:
        waiting.remove(kept)
    return given_up


def take_in(
    delivery: Delivery, *, at: datetime, watch: Watch = _nobody, go_on: Going = _always,
    say: Callable[[BadRow], None] | None = None,
) -> Delivery:  # fmt: skip
    """Take in what is left of a file, until its end or until ``go_on`` says no.

    Killed at any moment it has whole batches, and the same call goes on behind the last of them.
    ``watch`` is told the line that was reached.
    """
    kept = delivery.stored_as
    try:
        delivery = _rows_of(delivery, at=at, watch=watch, go_on=go_on, say=say)
    except CannotRead as error:
        failure = f"The file {error}"
        delivery = actions.finish_delivery(by=None, at=at, delivery=delivery, failure=failure)
    if delivery.state in {"finished", "stopped"} and kept:
        waiting.remove(kept)
    return delivery


def _rows_of(
    delivery: Delivery, *, at: datetime, watch: Watch, go_on: Going,
    say: Callable[[BadRow], None] | None,
) -> Delivery:  # fmt: skip
    source = opened(delivery.kind, delivery.stored_as)
    if delivery.mapping is None:
        raise CannotRead("has columns that nobody matched yet.")
    today = day_of(delivery.brought_at)
    rows = checked_rows(source, delivery.mapping, today=today, after=delivery.read_to)
    for batch in _in_batches(rows, delivery.what):
        deque((say(row) for row in batch if say and isinstance(row, BadRow)), maxlen=0)
        delivery = _landed(delivery, batch, at=at)
        watch(delivery.read_to)
        if delivery.left_out > MOST_LEFT_OUT and not (delivery.landed or delivery.known):
            raise CannotRead(
                f"has more than {MOST_LEFT_OUT:,} rows that cannot be read, and none that can. "
                "Check which column is which, and bring it again."
            )
        if not go_on():
            return delivery
    return actions.finish_delivery(by=None, at=at, delivery=delivery)


def _in_batches(rows: Iterator[LogRow | BadRow], kind: Kind) -> Iterator[list[LogRow | BadRow]]:
    """Small ones, so that each transaction is short; many rows at once where all are here already."""
    for found in batches(rows, kind.batch * KNOWN_AT_ONCE):
        if isinstance(found, CannotRead):
            raise found
        keys = {row.key for row in found if isinstance(row, LogRow)}
        every = all(isinstance(row, LogRow) for row in found) and queries.all_known(keys)
        size = len(found) if every else kind.batch
        for start in range(0, len(found), size):
            yield found[start : start + size]


def _landed(delivery: Delivery, batch: list[LogRow | BadRow], *, at: datetime) -> Delivery:
    """One batch. When another file brought the same incident this very moment, once more."""
    for last in (False, True):
        try:
            return actions.land_rows(
                by=None, at=at, delivery=delivery, rows=batch, last_line=batch[-1].line
            )
        except IntegrityError:
            if last:
                raise
    return delivery
