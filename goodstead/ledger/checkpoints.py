"""The files that say, outside the database, where every file of the ledger ended.

JSON lines, compressed: first ``{"checkpoint": 1, …}``, then ``["cases.case:12", 7, "hash…"]`` for
each file, at last ``{"heads": n, "digest": …}`` with a keyed hash over all lines before it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from . import chain

ENDING = ".jsonl.gz"


class BadCheckpoint(Exception):
    """The file is cut short, was altered, or was not written with this ledger's key."""


class InTheWay(Exception):
    """Another checkpoint lies there already under the name. It is evidence, and stays as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is another checkpoint at {path}. It was kept, and none was written. Either the"
            " database was put back to an earlier state, or two services write to one folder."
            f" Run check_ledger --checkpoint {path.parent}, find out which, and then move the old"
            " file to where you keep evidence."
        )


@dataclass(frozen=True)
class Header:
    """``previous`` is the digest of the checkpoint before; empty for the first."""

    checkpoint: int
    at: str
    previous: str

    @property
    def name(self) -> str:
        day = timezone.localtime(datetime.fromisoformat(self.at)).date()
        return f"ledger-{day.isoformat()}-{self.checkpoint:05d}{ENDING}"


@dataclass(frozen=True)
class Written:
    path: Path
    heads: int
    digest: str


@contextmanager
def draft(folder: Path, header: Header, heads: Iterable[tuple[str, int, str]]) -> Iterator[Written]:
    """Write a checkpoint that gets its name only when the body ends well, and then lasts.

    Until then it is a hidden file. So no checkpoint exists that the database does not know of, and
    none is cut short. One that is there already is never written over: a database put back on the
    same day would so destroy what shows it. Raises ``InTheWay`` then, before the body.
    """
    path = folder / header.name
    if path.exists():
        raise InTheWay(path)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".ledger-")
    try:
        with os.fdopen(handle, "wb") as raw:
            with gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
                count, digest = _write_lines(file, header, heads)
            raw.flush()
            os.fsync(raw.fileno())
        yield Written(path, count, digest)
        _give_name(Path(name), path)
    finally:
        Path(name).unlink(missing_ok=True)
    _sync_folder(folder)


def _give_name(draft: Path, path: Path) -> None:
    """In one step, and only when the name is free."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise InTheWay(path) from None
    except OSError:  # a disk elsewhere that knows no second names
        if path.exists():
            raise InTheWay(path) from None
        draft.rename(path)


def _write_lines(
    file: gzip.GzipFile, header: Header, heads: Iterable[tuple[str, int, str]]
) -> tuple[int, str]:
    hasher, count = hashlib.sha256(), 0
    for line in _lines(header, heads):
        hasher.update(line)
        file.write(line)
        count += 1
    digest = _digest(hasher)
    file.write(_line({"heads": count - 1, "digest": digest}))
    return count - 1, digest


def _lines(header: Header, heads: Iterable[tuple[str, int, str]]) -> Iterator[bytes]:
    yield _line(asdict(header))
    for head in heads:
        yield _line(head)


def _line(content: Any) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode() + b"\n"


def _digest(hasher: Any) -> str:
    return chain.keyed("checkpoint", hasher.hexdigest())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def in_folder(where: Path) -> list[Path]:
    """The checkpoints of a folder in the order of their numbers; or the one file itself."""
    if not where.is_dir():
        return [where]
    return sorted(where.glob(f"*{ENDING}"), key=lambda path: path.name.rsplit("-", 1)[-1])


def read(path: Path, take: Any) -> tuple[Header, str]:
    """Hand each head to ``take(file, sequence, hash)``; answer the header and the digest.

    Raises ``BadCheckpoint``. Heads were handed over before the end of the file vouched for them,
    so forget them when this raises.
    """
    hasher = hashlib.sha256()
    try:
        with gzip.open(path, "rb") as file:
            before = file.readline()
            header = Header(**json.loads(before))
            hasher.update(before)
            count, last = 0, b""
            for line in file:
                if last:
                    take(*json.loads(last))
                    hasher.update(last)
                    count += 1
                last = line
            foot = json.loads(last)
            if foot != {"heads": count, "digest": _digest(hasher)}:
                raise BadCheckpoint("its digest is wrong: it was altered or has another key")
    except (OSError, EOFError, zlib.error, ValueError, TypeError) as error:
        raise BadCheckpoint(f"it cannot be read ({type(error).__name__})") from error
    return header, str(foot["digest"])
