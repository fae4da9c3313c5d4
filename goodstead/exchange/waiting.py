"""The files that wait to be taken in, on disk, readable by us alone, under names that we made."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from .incoming import CannotRead

_NAME = re.compile(r"[0-9a-f]{32}")


def write(chunks: Iterable[bytes], *, limit: int) -> tuple[str, str]:
    """Keep the bytes; the name under which they lie, and their SHA-256.

    Raises ``CannotRead`` past ``limit`` bytes. Whatever goes wrong, nothing is left on the disk.
    """
    name, seal, size = secrets.token_hex(16), sha256(), 0
    path = path_of(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    most = limit // (1024 * 1024)
                    raise CannotRead(f"is larger than {most} MB. Export fewer days at a time.")
                seal.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name, seal.hexdigest()


def path_of(name: str) -> Path:
    """Where it lies. Refuses every name that this module did not make."""
    if not _NAME.fullmatch(name):
        raise CannotRead("is no longer here. Bring it again.")
    return Path(settings.MEDIA_ROOT) / "incoming" / name


def read(name: str) -> bytes:
    """The whole file. Raises ``CannotRead`` when it is gone."""
    try:
        return path_of(name).read_bytes()
    except FileNotFoundError:
        raise CannotRead("is no longer here. Bring it again.") from None


def whole(name: str) -> Path:
    """Where a file lies that is not read at once. Raises ``CannotRead`` when it is gone."""
    path = path_of(name)
    if not path.is_file():
        raise CannotRead("is no longer here. Bring it again.")
    return path


def remove(name: str) -> None:
    path_of(name).unlink(missing_ok=True)


def older_than(moment: datetime) -> Iterator[str]:
    """Names of the files that were written before a moment."""
    folder = Path(settings.MEDIA_ROOT) / "incoming"
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if _NAME.fullmatch(path.name) and written < moment:
            yield path.name
