"""Reading a file that somebody else made, without trusting it.

A file may be plain or gzip, and is read in a stream: memory does not grow with it. Each physical
line stands for itself, so that a stray quotation mark spoils one row and not the rest of the file.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import stat
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

LONGEST_LINE = 32 * 1024
"""Bytes. The longest line in the published files has under 400."""

Watch = Callable[[int], None]
"""Called with the number of bytes of the file (as stored) that have been read so far."""


class CannotRead(Exception):
    """The file, or the rest of it, cannot be read. The message says what to do."""


@dataclass(frozen=True)
class BadRow:
    """A row that was left out, and why. ``line`` counts from 1, the heading included.

    ``text`` is the row itself, or ``fields`` its cells by heading where it has some: kept where
    nothing of it may be lost.
    """

    line: int
    reason: str
    text: str = ""
    fields: dict[str, str] | None = field(default=None, compare=False)


def shown(text: object, longest: int = 40) -> str:
    """Foreign text made safe to print: no control characters, and not too long."""
    plain = "".join(c if c.isprintable() else "?" for c in str(text))
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def open_file(path: Path) -> BufferedReader:
    """Open an ordinary, non-empty file. Raises ``CannotRead`` in plain words."""
    try:
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise CannotRead("is a folder. Give the files in it instead.")
        if not stat.S_ISREG(kind.st_mode):
            raise CannotRead("is not an ordinary file.")
        if not kind.st_size:
            raise CannotRead("is empty. Download it again.")
        return path.open("rb")
    except FileNotFoundError:
        raise CannotRead("does not exist. Check the name.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not possible"
        raise CannotRead(f"cannot be opened: {reason}.") from None


def digest_of(path: Path) -> str:
    """SHA-256 of the file as it lies there."""
    with open_file(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpacked(file: BufferedReader) -> BinaryIO:
    """The content of a file that may be gzip, known by its first bytes and not by its name."""
    packed = file.peek(2)[:2] == b"\x1f\x8b"
    return cast(BinaryIO, gzip.GzipFile(fileobj=file)) if packed else file


_STARTS = (
    (b"PK\x03\x04", "is a zip archive. Unpack it and give the files inside."),
    (b"PAR1", "is a Parquet file. Give the CSV file as it was published."),
    (b"\xff\xfe", "is in UTF-16. Save it as CSV in UTF-8."),
    (b"\xfe\xff", "is in UTF-16. Save it as CSV in UTF-8."),
    (b"<", "is a web page, not a data file. Download the file again."),
    (b"%PDF", "is a PDF, not a data file."),
)


def refuse_by_start(start: bytes) -> None:
    """Say what a file is when its first bytes show that it is none of ours."""
    text = start.lstrip(b"\xef\xbb\xbf").lstrip()
    for begins, message in _STARTS:
        if start.startswith(begins) or text.startswith(begins):
            raise CannotRead(message)


def _raw_lines(content: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines without their ends; ``None`` for a line too long to be a row."""
    number, started = 0, False
    while line := content.readline(LONGEST_LINE + 1):
        number += 1
        if not started:
            refuse_by_start(line[:200])
            started = bool(line.strip(b"\xef\xbb\xbf\r\n "))
        if len(line) <= LONGEST_LINE:
            yield number, line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = content.readline(LONGEST_LINE + 1)
        yield number, None


def _fields(number: int, line: bytes | None) -> list[str] | BadRow:
    if line is None:
        return BadRow(number, f"the line has more than {LONGEST_LINE:,} characters")
    if b"\0" in line:
        return BadRow(number, "the line has a NUL character")
    try:
        return next(csv.reader((line.decode("utf-8"),), strict=True), [])
    except UnicodeDecodeError:
        return BadRow(number, "the line is not UTF-8 text")
    except csv.Error:
        return BadRow(number, "the quotation marks do not match")


def rows_of(path: Path, watch: Watch | None = None) -> Iterator[tuple[int, list[str] | BadRow]]:
    """Each line of a CSV file, numbered, as its fields or as the reason why it has none.

    Blank lines are passed over. Raises ``CannotRead`` at the start when this is no such file, or
    after the last good line when the file breaks off; what was yielded before stands.
    """
    number, empty = 0, True
    with open_file(path) as file:
        try:
            for number, line in _raw_lines(unpacked(file)):
                if watch is not None and number % 500 == 0:
                    watch(file.tell())
                fields = _fields(number, line.removeprefix(b"\xef\xbb\xbf") if line else line)
                if fields:
                    empty = False
                    yield number, fields
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise CannotRead(
                f"breaks off or is damaged after line {number}. What came before was read. "
                "Download it again and run the same command."
            ) from None
        except OSError as error:
            raise CannotRead(f"cannot be read after line {number}: {error.strerror}.") from None
    if empty:
        raise CannotRead("is empty. Download it again.")
