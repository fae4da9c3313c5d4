"""Postcodes from Ordnance Survey's Code-Point Open or from the Office for National Statistics.

Code-Point Open is published without a heading (ten columns; CSV by postcode area) and is passed on
with one. The ONS files have a heading whose names change with the year: ``oslaua``, ``lsoa21cd``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from goodstead.places.addresses import compact_postcode
from goodstead.places.grid import on_grid
from goodstead.places.loads import PostcodeRow

from .incoming import BadRow, CannotRead, Watch, rows_of, shown

_CODEPOINT_WIDTH = 10
_NAMES: dict[str, tuple[str, ...]] = {
    "postcode": ("pcds", "postcode", "pcd", "pcd7", "pcd8", "pcd2"),
    "easting": ("eastings", "oseast1m", "east1m"),
    "northing": ("northings", "osnrth1m", "north1m"),
    "ward": ("admin_ward_code", r"wd\d\dcd", "osward"),
    "lsoa": (r"lsoa2\dcd", "lsoa21", r"lsoa1\dcd", "lsoa11"),
    "ended": ("doterm",),
}
_WARD = re.compile(r"[ENSW]\d{8}")
_END = re.compile(r"([12]\d{3})(0[1-9]|1[0-2])")


class _Bad(Exception):
    """Why a row cannot be taken."""


def _columns(heading: list[str]) -> dict[str, int]:
    names = [name.strip().lower() for name in heading]
    found = {}
    for column, patterns in _NAMES.items():
        for pattern in patterns:
            match = next((i for i, n in enumerate(names) if re.fullmatch(pattern, n)), None)
            if match is not None:
                found[column] = match
                break
    return found


def _layout(first: list[str] | BadRow) -> tuple[dict[str, int], int, bool]:
    """Where the columns stand, how many there are, and whether the first line is a heading."""
    if isinstance(first, BadRow):
        raise CannotRead(f"has no first line that can be read: {first.reason}.")
    found = _columns(first)
    if "postcode" in found and len(found) > 1:
        return found, len(first), True
    if len(first) == _CODEPOINT_WIDTH and compact_postcode(first[0]):
        return {"postcode": 0, "easting": 2, "northing": 3, "ward": 9}, len(first), False
    raise CannotRead(
        "is not a postcode file. Give a Code-Point Open CSV, or a postcode CSV of the Office for "
        "National Statistics with its heading (columns such as “pcds”, “doterm”, “lsoa21cd”)."
    )


def _point(east: str, north: str) -> tuple[int | None, int | None]:
    if not east and not north:
        return None, None
    if not re.fullmatch(r"\d{1,7}", east, re.A) or not re.fullmatch(r"\d{1,7}", north, re.A):
        raise _Bad(f"the grid reference “{shown(east)}, {shown(north)}” is not two whole numbers")
    easting, northing = int(east), int(north)
    if easting == northing == 0:  # how both publishers write "no position"
        return None, None
    if not on_grid(easting, northing):
        raise _Bad(f"the grid reference {easting}, {northing} is outside Great Britain")
    return easting, northing


def _row(values: dict[str, str]) -> PostcodeRow:
    code = compact_postcode(values["postcode"][:12])
    if not code:
        raise _Bad(f"“{shown(values['postcode'])}” is not a postcode")
    easting, northing = _point(values.get("easting", ""), values.get("northing", ""))
    ended = values.get("ended", "")
    end = _END.fullmatch(ended)
    if ended and not end:
        raise _Bad(f"“{shown(ended)}” is not a year and month of ending such as 202601")
    codes = [values.get(name, "") for name in ("ward", "lsoa")]
    for text in filter(None, codes):
        if not _WARD.fullmatch(text):
            raise _Bad(f"“{shown(text)}” is not the code of an area such as E05011058")
    return PostcodeRow(
        code=code,
        easting=easting,
        northing=northing,
        ward_code=codes[0] or None,
        lsoa_code=codes[1] or None,
        ended_on=date(int(end[1]), int(end[2]), 1) if end else None,
        says_ended="ended" in values,
    )


def _read(
    number: int, fields: list[str] | BadRow, columns: dict[str, int], width: int
) -> PostcodeRow | BadRow:
    if isinstance(fields, BadRow):
        return fields
    if len(fields) != width:
        return BadRow(number, f"it has {len(fields)} columns and the first line has {width}")
    try:
        return _row({name: fields[place].strip() for name, place in columns.items()})
    except _Bad as bad:
        return BadRow(number, str(bad))


def postcode_rows(path: Path, watch: Watch | None = None) -> Iterator[PostcodeRow | BadRow]:
    """Each row of the file. Raises ``CannotRead`` when it is no postcode file or breaks off."""
    lines = rows_of(path, watch)
    number, first = next(lines)
    columns, width, has_heading = _layout(first)
    if not has_heading:
        yield _read(number, first, columns, width)
    for number, fields in lines:
        yield _read(number, fields, columns, width)
