"""A zip of recordings with a list of them, as an app for noise exports it.

Nothing is unpacked to the disk and no name in it is ever a path. How large a member is, is counted
while it is read, whatever the zip says about it.
"""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File

from goodstead.evidence import content
from goodstead.evidence.definitions.limits import LARGEST_FILE

from .definitions.deliveries import (
    MEGABYTE,
    MOST_COLUMNS,
    MOST_MEMBERS,
    MOST_UNPACKED,
    NOISE_APP,
    RECORDINGS,
)
from .delimited import Table, table_of
from .incident_log import LogRow, Refused, category_of, place_of, seal, when
from .incoming import BadRow, CannotRead, shown
from .models import Mapping

_LISTS = (".csv", ".json")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)


@dataclass(frozen=True)
class Recording(LogRow):
    """One recording, what was said about it, and how it may be matched. ``file`` reads it."""

    member: str = ""
    archive: Path = field(default_factory=Path)
    reference: str = ""
    phone: str = ""
    email: str = ""

    def file(self) -> File[bytes]:
        """The recording itself. Raises ``Refused`` when it cannot be read."""
        with zipfile.ZipFile(self.archive) as found:
            return ContentFile(_read(found, self.member), name=Path(self.member).name)


@dataclass(frozen=True)
class Objects:
    """A list in JSON, as a table."""

    heading: tuple[str, ...]
    objects: tuple[Any, ...]
    encoding: str = "JSON"

    @property
    def length(self) -> int:
        return len(self.objects)

    def rows(self) -> Iterator[tuple[int, dict[str, str]] | BadRow]:
        """Each object with its number, counted from 1."""
        for number, one in enumerate(self.objects, 1):
            if not isinstance(one, dict):
                yield BadRow(number, "it is no object with names and values", _text(one)[:2000])
                continue
            said = {_text(name)[:200]: value for name, value in one.items()}
            yield number, {name: _text(said.get(name)) for name in self.heading}


@dataclass(frozen=True)
class Export:
    """A zip that was looked at: its list, and the names of what else is in it."""

    path: Path
    table: Table | Objects
    others: tuple[str, ...]
    trouble: tuple[str, ...]  # members that are never read, and why

    def rows(self, mapping: Mapping, today: date) -> Iterator[LogRow | BadRow]:
        """A recording for each row that has one; then those that no row names; then what is neither.

        A recording without a row is taken in all the same: somebody made it to be heard.
        """
        with zipfile.ZipFile(self.path) as archive:
            named: set[str] = set()
            for said in self.table.rows():
                if isinstance(said, BadRow):
                    yield said
                    continue
                yield self._row(archive, *said, mapping, today, named)
            line = self.table.length
            for member in self.others:
                line += 1
                if member not in named:
                    yield _without_row(archive, self.path, member, line, today)
            for said_of in self.trouble:
                line += 1
                yield BadRow(line, said_of)

    def _row(
        self, archive: zipfile.ZipFile, line: int, fields: dict[str, str], mapping: Mapping,
        today: date, named: set[str],
    ) -> LogRow | BadRow:  # fmt: skip
        said = {
            ours: fields.get(theirs, "").strip()
            for ours, theirs in mapping.columns.items()
            if theirs
        }
        try:
            member = self._member(said.get("file", ""))
            named.add(member)
            seal_of_file = _seal(archive, member)
            return _recording(line, self.path, member, seal_of_file, said, fields, mapping, today)
        except Refused as refused:
            return BadRow(line, str(refused), fields=fields)

    def _member(self, name: str) -> str:
        """The one member that the row names, with its folder or without."""
        if not name:
            raise Refused("it names no recording")
        wanted = name.replace("\\", "/").casefold()
        if found := [one for one in self.others if one.casefold() == wanted]:
            return found[0]
        last = wanted.rpartition("/")[2]
        found = [one for one in self.others if one.casefold().rpartition("/")[2] == last]
        if len(found) == 1:
            return found[0]
        many = "is in the zip more than once" if found else "is not in the zip"
        raise Refused(f"the recording “{shown(name, 80)}” {many}")


def opened(path: Path) -> Export:
    """Look at the zip, and read its list. Raises ``CannotRead`` in plain words."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            _refuse_bombs(members)
            kept = [one for one in members if not _of_the_system(one.filename)]
            lists = [one for one in kept if one.filename.casefold().endswith(_LISTS)]
            if len(lists) != 1:
                raise CannotRead(
                    "has no list of its recordings. Put one CSV or JSON file into the zip."
                    if not lists
                    else "has more than one CSV or JSON file in it. Leave only the list."
                )
            table = _list(lists[0].filename, _read(archive, lists[0].filename))
    except Refused as refused:
        raise CannotRead(f"has a list that cannot be read: {refused}.") from None
    except _BROKEN:
        raise CannotRead("is no zip, or is damaged. Export it again.") from None
    rest = [one for one in kept if one is not lists[0]]
    trouble = {one.filename: why for one in rest if (why := _trouble(one, rest))}
    others = tuple(one.filename for one in rest if one.filename not in trouble)
    said = tuple(f"“{shown(name, 80)}” {why}" for name, why in trouble.items())
    return Export(path, table, others, said)


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise CannotRead(
            f"has more than {MOST_MEMBERS:,} files in it. Export fewer days at a time."
        )
    if sum(one.file_size for one in members) > MOST_UNPACKED:
        most = MOST_UNPACKED // MEGABYTE
        raise CannotRead(f"holds more than {most} MB when unpacked. Export fewer days at a time.")
    if any(one.flag_bits & 1 for one in members):
        raise CannotRead("is locked with a password. Export it without one.")


def _of_the_system(name: str) -> bool:
    """What computers put into a zip by themselves."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in {".DS_Store", "Thumbs.db"}


def _trouble(one: zipfile.ZipInfo, rest: list[zipfile.ZipInfo]) -> str:
    name = one.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        return "has a name that leads out of the zip. It was not read"
    if stat.S_ISLNK(one.external_attr >> 16):
        return "points to another file. It was not read"
    if sum(other.filename == one.filename for other in rest) > 1:
        return "is in the zip more than once. It was not read"
    if one.file_size > LARGEST_FILE:
        return f"is larger than {LARGEST_FILE // MEGABYTE} MB. It was not read"
    return ""


def _read(archive: zipfile.ZipFile, member: str) -> bytes:
    """The bytes of one member, never more than a recording may have. Raises ``Refused``."""
    try:
        with archive.open(member) as stream:
            found = stream.read(LARGEST_FILE + 1)
    except (KeyError, *_BROKEN):
        raise Refused(f"“{shown(member, 80)}” is damaged") from None
    if len(found) > LARGEST_FILE:
        raise Refused(f"“{shown(member, 80)}” is larger than {LARGEST_FILE // MEGABYTE} MB")
    return found


def _seal(archive: zipfile.ZipFile, member: str) -> str:
    """SHA-256 of a recording. Raises ``Refused`` for what is none, by its content."""
    found = _read(archive, member)
    kind = content.kind_of(found[: content.HEAD], is_text=False)
    if kind is None or kind.code not in RECORDINGS:
        raise Refused(f"“{shown(member, 80)}” is no sound recording or video that we can take")
    return hashlib.sha256(found).hexdigest()


def _list(name: str, said: bytes) -> Table | Objects:
    if name.casefold().endswith(".csv"):
        try:
            return table_of(said)
        except CannotRead as error:
            raise CannotRead(f"has a list, “{shown(name)}”, that {error}") from None
    try:
        found = json.loads(said.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused("it is not JSON in UTF-8") from None
    if isinstance(found, dict):
        found = next((value for value in found.values() if isinstance(value, list)), None)
    if not isinstance(found, list) or not found:
        raise Refused("there is no list of recordings in it")
    names = dict.fromkeys(_text(n)[:200] for one in found if isinstance(one, dict) for n in one)
    if not names or len(names) > MOST_COLUMNS:
        raise Refused("its recordings have no names and values, or too many")
    return Objects(tuple(names), tuple(found))


def _text(value: object) -> str:
    """A value of JSON as somebody would have written it into a table."""
    if value is None:
        return ""
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    kept = said.encode("utf-8", "replace").decode()
    return "".join(c for c in kept if c.isprintable() or c in "\n\t")


def _recording(
    line: int, path: Path, member: str, digest: str, said: dict[str, str],
    fields: dict[str, str], mapping: Mapping | None, today: date,
) -> Recording:  # fmt: skip
    number = (said.get("number") or Path(member).name)[:80]
    answers: dict[str, Any] = {
        "category": category_of("noise", said.get("text", ""), mapping.types if mapping else {}),
        "location_text": said.get("place", "")[:500],
        "may_contact": "no",
        "follow": "no",
    }
    moment = ""
    try:
        day, at = when(said.get("day", ""), said.get("time", ""), today)
        answers["last_on"] = day
        moment = f" on {day:%-d %B %Y}" + (f" at {at:%H:%M}" if at else "")
    except Refused as refused:
        moment = f", and {refused}" if said.get("day") else ", and it is not said when"
    answers["description"] = _story(number, moment, said)
    return Recording(
        line=line, key=hashlib.sha256(f"{NOISE_APP.code} {digest}".encode()).hexdigest(),
        number=number, fields=fields, answers=answers | place_of(said),
        seals={code: seal(digest, text) for code, text in sorted(said.items()) if code != "file"},
        member=member, archive=path, reference=said.get("reference", ""),
        phone=said.get("phone", ""), email=said.get("email", ""),
    )  # fmt: skip


def _without_row(
    archive: zipfile.ZipFile, path: Path, member: str, line: int, today: date
) -> LogRow | BadRow:
    said = {"text": "The list in the zip says nothing about this recording."}
    try:
        return _recording(line, path, member, _seal(archive, member), said, {}, None, today)
    except Refused as refused:
        return BadRow(line, f"{refused}; no row names it")


def _story(number: str, moment: str, said: dict[str, str]) -> str:
    """What staff read: which recording, when, what was written, and who sent it.

    Who sent it stands here as text. That they used an app does not say that we may call or write.
    """
    parts = (
        ("Length", "length"),
        ("Name", "name"),
        ("Telephone", "phone"),
        ("Email", "email"),
        ("Reference that they gave", "reference"),
    )
    who = [f"{words}: {said[code][:200]}" for words, code in parts if said.get(code)]
    blocks = [f"Recording {number} made{moment}.", said.get("text", "")[:20_000], "\n".join(who)]
    return "\n\n".join(block for block in blocks if block)
