"""The rows of a police street file, checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .definitions.police import COLUMNS, OLDEST_YEAR
from .incoming import BadRow, CannotRead, Watch, rows_of, shown

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_NUMBER = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,15})?")


class StreetRow(NamedTuple):
    """One row. Longitude and latitude are both there or both ``None``."""

    line: int
    crime_id: str
    month: date
    force: str
    longitude: float | None
    latitude: float | None
    location: str
    lsoa_code: str
    crime_type: str


class _Bad(Exception):
    """Why a row cannot be taken."""


def _columns(heading: list[str] | BadRow) -> tuple[list[int], int]:
    """Where each of our columns stands, and how many columns there are."""
    if isinstance(heading, BadRow):
        raise CannotRead(f"has no heading that can be read: {heading.reason}.")
    names = [name.strip().lower() for name in heading]
    missing = [column for column in COLUMNS if column.lower() not in names]
    if "outcome type" in names and "Crime type" in missing:
        raise CannotRead("is an outcomes file. Give the street file of the same month.")
    if missing:
        raise CannotRead(
            "is not a police street file: its first line lacks "
            + ", ".join(f"“{column}”" for column in missing)
            + "."
        )
    return [names.index(column.lower()) for column in COLUMNS], len(names)


@lru_cache(maxsize=64)
def _month(text: str, latest: date) -> date:
    found = _MONTH.fullmatch(text)
    if not found:
        raise _Bad(f"the month “{shown(text)}” is not a year and a month such as 2026-01")
    month = date(int(found[1]), int(found[2]), 1) if int(found[1]) else date.min
    if month.year < OLDEST_YEAR:
        raise _Bad(f"the month “{text}” is before police data was published")
    if month > latest:
        raise _Bad(f"the month “{text}” is in the future")
    return month


def _degrees(text: str, name: str, most: int) -> float:
    if not _NUMBER.fullmatch(text):
        raise _Bad(f"the {name} “{shown(text)}” is not a number of degrees")
    value = float(text)
    if abs(value) > most:
        raise _Bad(f"the {name} “{text}” is impossible")
    return value


def _point(longitude: str, latitude: str) -> tuple[float | None, float | None]:
    if not longitude and not latitude:
        return None, None
    if not longitude or not latitude:
        raise _Bad("the longitude or the latitude is missing")
    return _degrees(longitude, "longitude", 180), _degrees(latitude, "latitude", 90)


def _text(text: str, name: str, longest: int) -> str:
    if len(text) > longest:
        raise _Bad(f"the {name} has more than {longest} characters")
    if not text.isprintable():
        raise _Bad(f"the {name} has a character that cannot be printed")
    return text


def _row(line: int, values: list[str], latest: date) -> StreetRow:
    crime_id, month, force, longitude, latitude, location, lsoa, kind = values
    if not force or not kind:
        raise _Bad("the force or the crime type is missing")
    east, north = _point(longitude, latitude)
    return StreetRow(
        line,
        _text(crime_id, "Crime ID", 100),
        _month(month, latest),
        _text(force, "force", 120),
        east,
        north,
        _text(location, "location", 200),
        _text(lsoa, "LSOA code", 12),
        _text(kind, "crime type", 60),
    )


def street_rows(
    path: Path, *, latest: date, watch: Watch | None = None
) -> Iterator[StreetRow | BadRow]:
    """Each row of the file in its order. ``latest`` is the newest month that can be.

    Raises ``CannotRead`` when it is no street file, or where it breaks off.
    """
    lines = rows_of(path, watch)
    places, width = _columns(next(lines)[1])
    for number, fields in lines:
        if isinstance(fields, BadRow):
            yield fields
        elif len(fields) != width:
            yield BadRow(number, f"it has {len(fields)} columns and the heading has {width}")
        else:
            values = [fields[place].replace("\xa0", " ").strip() for place in places]
            try:
                yield _row(number, values, latest)
            except _Bad as bad:
                yield BadRow(number, str(bad))
