"""Each file from its first entry to its head."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from .. import chain
from . import reading
from .report import Problem, Report
from .scratch import Scratch

FILE, SEQUENCE, SUBJECT, STATES, HASH, ID = 0, 1, 5, 7, 10, 11
KEPT = 5000  # states in memory
_decode = json.JSONDecoder().raw_decode
ALTERED = "it is not what was written here, or does not follow from the entry before it"


class Chains:
    """Goes along the entries once. Of each file it tells the first fault and skips the rest."""

    def __init__(self, scratch: Scratch, report: Report) -> None:
        self.scratch, self.report = scratch, report
        self._keyed = chain.keyed_hash()
        self._open: str | None = None
        self._sequence, self._hash, self._bad = 0, chain.START, False
        self._states: dict[str, tuple[int, str | None]] = {}  # of this file
        self._kept: list[tuple[str, int, str | None]] = []  # of files before it

    def walk(self, file: str | None, progress: Callable[[int], object]) -> None:
        for batch in reading.heads(file):
            self.scratch.keep_heads(batch)
        for batch in reading.entries(file):
            for row in batch:
                self._take(row)
            if len(self._states) > KEPT:
                self._keep_states()
            progress(len(batch))
        self._close()
        self._keep_states()
        for name, _ in self.scratch.heads_left():
            self._fault(name, 1, "all entries of this file are gone; only its head is left")

    def _take(self, row: tuple[Any, ...]) -> None:
        if row[FILE] != self._open:
            self._close()
            self._begin(row[FILE])
        if not self._bad:
            self._follow(row)
        for key, state in states_of(row[STATES]).items():
            self._states[key] = row[ID], state

    def _begin(self, file: str) -> None:
        self._open = file
        self._sequence, self._hash, self._bad = 0, chain.START, False
        self.report.files += 1

    def _follow(self, row: tuple[Any, ...]) -> None:
        self.report.entries += 1
        if said := fault_of(row, self._sequence + 1, self._hash, self._keyed):
            self._bad = True
            self._fault(row[FILE], self._sequence + 1, said)
        else:
            self._sequence, self._hash = row[SEQUENCE], row[HASH]

    def _close(self) -> None:
        if self._open is None:
            return
        head = self.scratch.take_head(self._open)
        if not self._bad and (said := fault_of_head(self._open, self._sequence, self._hash, head)):
            self._fault(self._open, *said)
        self._kept += [(key, *state) for key, state in self._states.items()]
        self._states = {}
        if len(self._kept) > KEPT:
            self._keep_states()

    def _keep_states(self) -> None:
        """Of one record only what this file said last. The scratch pad compares the files."""
        self._kept += [(key, *state) for key, state in self._states.items()]
        self.scratch.keep_states(self._kept)
        self._kept, self._states = [], {}

    def _fault(self, file: str, sequence: int, said: str) -> None:
        self.report.add(Problem(file, sequence, said))


def states_of(text: Any) -> dict[str, str | None]:
    """What an entry says of records. Of a spoilt entry as much as can be read."""
    try:
        found: dict[str, str | None] = _decode(text)[0]
    except (TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def fault_of(
    row: tuple[Any, ...], expected: int, previous: str, keyed: Callable[[str], str]
) -> str:
    """What is wrong with an entry, given its place and the hash before it; empty when nothing."""
    if row[SEQUENCE] != expected:
        return f"this entry is missing; the next one there is number {row[SEQUENCE]}"
    return "" if is_as_written(row, previous, keyed) else ALTERED


def is_as_written(row: tuple[Any, ...], previous: str, keyed: Callable[[str], str]) -> bool:
    """Whether the entry's hash is the one that its content and the hash before it give."""
    try:
        return bool(keyed(chain.entry_text(previous, row[:HASH])) == row[HASH])
    except ValueError:  # a line break where none was written
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
