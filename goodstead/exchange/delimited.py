"""The rows of a table that somebody exported from a program of theirs.

Unlike the files of publishers, these come in the encodings and with the delimiters of whatever
spreadsheet was at hand, and their stories have line breaks in them. A row may therefore go over
several lines; a quotation mark that is never closed spoils its own row and not the rest.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass

from .definitions.deliveries import DELIMITERS, LONGEST_ROW, MOST_COLUMNS, MOST_LINES_OF_A_ROW
from .incoming import BadRow, CannotRead, refuse_by_start, shown

UNREADABLE = "\ufffd"
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True)
class Table:
    """A table of text. ``rows`` may be walked again and again, and holds one row at a time."""

    heading: tuple[str, ...]
    delimiter: str
    encoding: str  # in words, for the page
    lines: tuple[str, ...]
    begins: int  # the number of the first line under the heading, counted from 1

    @property
    def length(self) -> int:
        return len(self.lines)

    def rows(self) -> Iterator[tuple[int, dict[str, str]] | BadRow]:
        """Each row with the line on which it begins, as text by heading; or why it is none."""
        for number, said in _records(self.lines, self.begins - 1, self.delimiter):
            if isinstance(said, BadRow):
                yield said
                continue
            fields = _fields(said, self.delimiter)
            if fields is None:
                yield BadRow(number, "the quotation marks do not match", _cut(said))
            elif not any(field.strip() for field in fields):
                continue
            elif wrong := self._wrong(said, fields):
                yield BadRow(number, wrong, _cut(said))
            else:
                yield number, dict(zip(self.heading, map(_plain, fields), strict=False))

    def _wrong(self, said: str, fields: list[str]) -> str:
        if "\0" in said:
            return "it has a NUL character"
        if UNREADABLE in said:
            return "it has a letter that cannot be read"
        if len(fields) != len(self.heading):
            more = len(fields) - len(self.heading)
            # A spreadsheet drops or adds empty cells at the end of a row.
            if more > 0 and any(field.strip() for field in fields[len(self.heading) :]):
                return f"it has {len(fields)} columns and the heading has {len(self.heading)}"
            if more < 0 and len(fields) < 2:
                return f"it has {len(fields)} columns and the heading has {len(self.heading)}"
        return ""


def table_of(content: bytes) -> Table:
    """Read the heading. Raises ``CannotRead`` in plain words when it is no table of ours."""
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise CannotRead("is empty. Export it again.")
    text, encoding = _decoded(content)
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    first = next(n for n, line in enumerate(lines) if line.strip())
    head = lines[first]
    if len(head) > LONGEST_ROW:
        raise CannotRead("has a first line that is too long to be a heading.")
    delimiter = max(DELIMITERS, key=lambda one: head.count(one))
    if not head.count(delimiter):
        raise CannotRead(
            "has only one column in its first line. Save it as CSV, with commas between columns "
            "and the names of the columns in the first line."
        )
    return Table(_heading(head, delimiter), delimiter, encoding, lines, first + 2)


def _decoded(content: bytes) -> tuple[str, str]:
    """The text and in which encoding it came: UTF-8, UTF-16 with its mark, or that of Windows."""
    for mark, name in _WIDE:
        if content.startswith(mark):
            return content[2:].decode(name, "replace"), "UTF-16"
    refuse_by_start(content[:200])
    if content[:400].count(0) > 100:
        raise CannotRead("is in UTF-16 or is no text. Save it as CSV in UTF-8.")
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "Windows (Western European)"


def _heading(line: str, delimiter: str) -> tuple[str, ...]:
    fields = _fields(line, delimiter)
    if fields is None:
        raise CannotRead("has a first line in which the quotation marks do not match.")
    names = [_plain(name) for name in fields]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise CannotRead(f"has more than {MOST_COLUMNS} columns.")
    seen: set[str] = set()
    for name in names:
        if name and name.lower() in seen:
            raise CannotRead(
                f"has two columns called “{shown(name)}”. Give each a name of its own."
            )
        seen.add(name.lower())
    return tuple(name or f"(column {n} without a name)" for n, name in enumerate(names, 1))


def _records(
    lines: tuple[str, ...], first: int, delimiter: str
) -> Iterator[tuple[int, str | BadRow]]:
    """Lines joined while a quotation mark is open. One that stays open stands for itself."""
    n = first
    while n < len(lines):
        line, number = lines[n], n + 1
        joined, used = _joined(lines, n)
        if used > 1 and _fields(joined, delimiter) is None:
            joined, used = line, 1  # two stray marks, and not one story over several lines
        n += used
        if len(joined) > LONGEST_ROW:
            reason = f"it has more than {LONGEST_ROW:,} letters"
            yield number, BadRow(number, reason, _cut(line))
        elif joined.strip() or '"' in joined:
            yield number, joined


def _joined(lines: tuple[str, ...], n: int) -> tuple[str, int]:
    """The row that begins on this line, and how many lines it takes."""
    if lines[n].count('"') % 2 == 0 or len(lines[n]) > LONGEST_ROW:
        return lines[n], 1
    length, marks = 0, 0
    for used, line in enumerate(lines[n : n + MOST_LINES_OF_A_ROW], 1):
        length, marks = length + len(line), marks + line.count('"')
        if length > LONGEST_ROW:
            break
        if marks % 2 == 0:
            return "\n".join(lines[n : n + used]), used
    return lines[n], 1


def _fields(text: str, delimiter: str) -> list[str] | None:
    """The cells of a row; nothing when its quotation marks do not match."""
    try:
        rows = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else [] if not rows else None


def _plain(text: str) -> str:
    """Without the characters that nobody sees, apart from line breaks."""
    kept = "".join(c for c in text.replace("\xa0", " ") if c.isprintable() or c in "\n\t")
    return kept.strip()


def _cut(text: str) -> str:
    """What is kept of a row that cannot be read."""
    kept = text[:LONGEST_ROW].replace("\0", "?")
    return kept if len(text) <= LONGEST_ROW else f"{kept}…"
