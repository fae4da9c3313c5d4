"""Files on disk. Written once under a random name, on the disk before anything names them."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"(originals|copies)/[0-9a-f]{2}/[0-9a-f]{32}")


class TooLarge(Exception):
    """More bytes came than were allowed. Nothing is left on disk."""


@dataclass(frozen=True)
class Written:
    """A file that is safely on the disk."""

    name: str
    size: int
    sha256: str


def path_of(name: str) -> Path:
    """Where a stored file lies. Refuses every name that this module did not make."""
    if not _NAME.fullmatch(name):
        raise ValueError("Not a name of a stored file")
    return _root() / name


def write(chunks: Iterable[bytes], *, folder: str, limit: int) -> Written:
    """Write a new file, readable by us alone, and force it and its folder to the disk.

    Raises ``TooLarge`` past ``limit`` bytes and ``OSError`` when the disk refuses; both leave no file.
    """
    key = secrets.token_hex(16)
    name = f"{folder}/{key[:2]}/{key}"
    path = path_of(name)
    _make_folders(path.parent)
    seal, size = hashlib.sha256(), 0
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise TooLarge
                seal.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        _force(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Written(name, size, seal.hexdigest())


def sealed(name: str, sha256: str) -> bool:
    """Whether the file is there and its content is what it was when it was sealed."""
    try:
        with path_of(name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def remove(name: str) -> None:
    """Take a file off the disk. Only for strays and for what a person took back."""
    path_of(name).unlink(missing_ok=True)


def older_than(moment: datetime) -> Iterator[str]:
    """The names of the files that were written before a moment."""
    root = _root()
    for path in sorted(root.glob("*/??/*")) if root.exists() else []:
        name = path.relative_to(root).as_posix()
        if _NAME.fullmatch(name) and datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
            yield name


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "evidence"


def _make_folders(folder: Path) -> None:
    """Make the folder and those above it, each forced to the disk in the one that holds it."""
    if folder.is_dir():
        return
    _make_folders(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _force(folder.parent)


def _force(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
