"""What a disk may hold after the power fails, worked out from the recorded system calls.

What was written is safe only once it was synced. At every call we ask: with nothing of the rest on
the disk, with any part of it, with writes torn in the middle, does the database still open, and
does it hold every report that had been acknowledged by then?
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
WAYS = ("nothing", "some", "torn")
_TEXT = r'"((?:\\x[0-9a-f]{2})*)"'
_OPEN = re.compile(rf"openat\(AT_FDCWD, {_TEXT}, [^)]*\) = (\d+)")
_CLOSE = re.compile(r"close\((\d+)\)")
_WRITE = re.compile(rf"pwrite64\((\d+), {_TEXT}, (\d+), (\d+)\) = (\d+)")
_SAY = re.compile(rf"write\(1, {_TEXT}")
_SYNC = re.compile(r"f(?:data)?sync\((\d+)\)")
_CUT = re.compile(r"ftruncate\((\d+), (\d+)\)")
_GONE = re.compile(rf"unlink\({_TEXT}")


@dataclass(frozen=True)
class Call:
    """One call that matters: ``write``, ``cut``, ``sync``, ``gone`` or ``told``."""

    what: str
    file: str = ""
    at: int = 0
    data: bytes = b""


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def read(trace: Path, database: str) -> Iterator[Call]:
    """The calls on the database's files, and what was acknowledged, in order."""
    names: dict[str, str] = {}
    for line in trace.read_text(errors="replace").splitlines():
        line = re.sub(r"^\d+\s+", "", line)
        if found := _OPEN.match(line):
            names[found[2]] = Path(_bytes(found[1]).decode(errors="replace")).name
        elif found := _CLOSE.match(line):
            names.pop(found[1], None)
        elif call := _call(line, names):
            if call.what == "told" or (
                call.file.startswith(database) and not call.file.endswith("-shm")
            ):
                yield call


def _call(line: str, names: dict[str, str]) -> Call | None:
    if found := _WRITE.match(line):
        data = _bytes(found[2])[: int(found[5])]
        return Call("write", names.get(found[1], ""), int(found[4]), data)
    if found := _SYNC.match(line):
        return Call("sync", names.get(found[1], ""))
    if found := _CUT.match(line):
        return Call("cut", names.get(found[1], ""), int(found[2]))
    if found := _GONE.match(line):
        return Call("gone", Path(_bytes(found[1]).decode(errors="replace")).name)
    if found := _SAY.match(line):
        said = _bytes(found[1]).decode(errors="replace")
        if said.startswith("ACK "):
            return Call("told", data=said.split()[1].encode())
    return None


def apply(content: bytearray, call: Call, data: bytes | None = None) -> None:
    data = call.data if data is None else data
    if call.what == "cut":
        del content[call.at :]
        content.extend(b"\0" * (call.at - len(content)))
        return
    end = call.at + len(data)
    content.extend(b"\0" * (end - len(content)))
    content[call.at : end] = data


@dataclass
class Disk:
    """What is safe, and what is still only in the machine's memory."""

    safe: dict[str, bytearray]
    waiting: dict[str, list[Call]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def take(self, call: Call) -> None:
        if call.what == "told":
            self.told.append(call.data.decode())
        elif call.what in {"write", "cut"}:
            self.waiting.setdefault(call.file, []).append(call)
        elif call.what == "sync":
            content = self.safe.setdefault(call.file, bytearray())
            for one in self.waiting.pop(call.file, []):
                apply(content, one)
        else:
            self.safe.pop(call.file, None)
            self.waiting.pop(call.file, None)

    def after_the_cut(self, way: str, chance: Random) -> dict[str, bytearray]:
        """One thing that the disk may hold."""
        held = {name: bytearray(content) for name, content in self.safe.items()}
        if way == "nothing":
            return held
        for name, calls in self.waiting.items():
            content = held.setdefault(name, bytearray())
            for call in calls:
                if chance.random() < 0.5:
                    if way == "some":
                        continue
                    whole = len(call.data) // SECTOR
                    apply(content, call, call.data[: SECTOR * chance.randint(0, whole)])
                else:
                    apply(content, call)
        return held


@dataclass
class Outcome:
    states: int = 0
    lost: int = 0
    broken: int = 0


def replay(calls: list[Call], disk: Disk, database: str, *, seed: int = 1) -> Outcome:
    """Cut the power at every call, in every way, and look."""
    outcome, chance = Outcome(), Random(seed)
    folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    try:
        for call in calls:
            disk.take(call)
            for way in WAYS:
                outcome.states += 1
                for old in folder.iterdir():
                    old.unlink()
                for name, content in disk.after_the_cut(way, chance).items():
                    (folder / name).write_bytes(content)
                _look(folder / database, disk.told, outcome)
    finally:
        shutil.rmtree(folder)
    return outcome


def _look(path: Path, told: list[str], outcome: Outcome) -> None:
    connection = sqlite3.connect(path)
    try:
        sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        found = {row[0] for row in connection.execute("SELECT reference FROM intake_report")}
        entries = connection.execute(
            "SELECT count(*) FROM ledger_entry WHERE verb = 'intake.report_submitted'"
        ).fetchone()[0]
        outcome.broken += not sound or entries != len(found)
        outcome.lost += bool(set(told) - found)
    except sqlite3.DatabaseError:
        outcome.broken += 1
    finally:
        connection.close()
