"""Each file from its first entry to its head."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from .. import chain
from . import reading
from .report import Problem, Report
from .scratch import Scratch

HASH, ID = 10, 11
FILE, SEQUENCE, MOMENT, SUBJECT, STATES = 0, 1, 2, 5, 7
ALTERED = "it is not what was written here, or does not follow from the entry before it"


class Chains:
    """Goes along the entries once. Of each file it tells the first fault and skips the rest."""

    def __init__(self, scratch: Scratch, report: Report) -> None:
        self.scratch, self.report = scratch, report
        self.subjects: set[str] = set()  # models that an entry was ever about
        self._open: str | None = None
        self._sequence, self._hash, self._bad = 0, chain.START, False

    def walk(self, file: str | None, progress: Callable[[int], object]) -> None:
        for batch in reading.heads(file):
            self.scratch.keep_heads(batch)
        for batch in reading.entries(file):
            self.scratch.keep_states(list(self._states(batch)))
            progress(len(batch))
        self._close()
        for name, _ in self.scratch.heads_left():
            self._fault(name, 1, "all entries of this file are gone; only its head is left")

    def _states(self, batch: list[tuple[Any, ...]]) -> Iterator[tuple[str, int, str | None]]:
        for row in batch:
            if row[FILE] != self._open:
                self._begin(row[FILE])
            if not self._bad:
                self._follow(row)
            for key, state in states_of(row).items():
                yield key, row[ID], state

    def _begin(self, file: str) -> None:
        self._close()
        self._open = file
        self._sequence, self._hash, self._bad = 0, chain.START, False
        self.report.files += 1

    def _follow(self, row: tuple[Any, ...]) -> None:
        self.report.entries += 1
        if said := fault_of(row, self._sequence + 1, self._hash):
            self._bad = True
            self._fault(row[FILE], self._sequence + 1, said)
        else:
            self._sequence, self._hash = row[SEQUENCE], row[HASH]
            self.subjects.add(row[SUBJECT].partition(":")[0])

    def _close(self) -> None:
        if self._open is None:
            return
        head = self.scratch.take_head(self._open)
        if not self._bad and (said := fault_of_head(self._open, self._sequence, self._hash, head)):
            self._fault(self._open, *said)

    def _fault(self, file: str, sequence: int, said: str) -> None:
        self.report.add(Problem(file, sequence, said))


def states_of(row: tuple[Any, ...]) -> dict[str, str | None]:
    """What an entry says of records. Of a spoilt entry as much as can be read."""
    try:
        found: dict[str, str | None] = json.loads(row[STATES])
    except (TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def fault_of(row: tuple[Any, ...], expected: int, previous: str) -> str:
    """What is wrong with an entry, given its place and the hash before it; empty when nothing."""
    if row[SEQUENCE] != expected:
        return f"this entry is missing; the next one there is number {row[SEQUENCE]}"
    return "" if is_as_written(row, previous) else ALTERED


def is_as_written(row: tuple[Any, ...], previous: str) -> bool:
    """Whether the entry's hash is the one that its content and the hash before it give."""
    content = (*row[:MOMENT], to_microseconds(row[MOMENT]), *row[MOMENT + 1 : HASH])
    try:
        return bool(chain.entry_hash(previous, content) == row[HASH])
    except TypeError:  # somebody has put bytes where text belongs
        return False


def fault_of_head(
    file: str, sequence: int, hash_: str, head: tuple[int, str, str] | None
) -> tuple[int, str] | None:
    """What is wrong with the end of a file, and at which entry."""
    if head is None:
        return 1, "the file has entries but its head is gone"
    if str(head[2]).startswith(chain.BROKEN):
        place = str(head[2]).removeprefix(chain.BROKEN)
        at = int(place) if place.isdecimal() else sequence
        return at, "the end of the file was altered before this entry was written"
    if head[2] != chain.seal(file, *head[:2]):
        return sequence, "the head of the file was not set by the ledger"
    if head[0] != sequence:
        return sequence + 1, f"the file is cut short: its head says it has {head[0]} entries"
    if head[1] != hash_:
        return sequence, "the last entry is not the one that the head names"
    return None


def to_microseconds(moment: object) -> object:
    """SQLite leaves away the fraction of a full second."""
    return f"{moment}.000000" if isinstance(moment, str) and len(moment) == 19 else moment
