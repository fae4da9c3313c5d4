"""The rows of a 101 incident log, checked, and made into what a report asks for."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

import numpy as np
from django.conf import settings

from goodstead.places import addresses, grid
from goodstead.places.queries import postcode as known_postcode

from .definitions.deliveries import (
    CLOSED_STORIES,
    CLOSED_TYPES,
    INCIDENT_LOG,
    LONGEST_TEXT,
    OLDEST_YEARS,
    OTHER,
    TYPES,
)
from .incoming import shown

_DAYS = (
    "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y",
    "%d-%b-%y", "%Y/%m/%d", "%Y%m%d",
)  # fmt: skip
_TIMES = ("%H:%M", "%H:%M:%S", "%H.%M", "%H%M", "%I:%M %p", "%I:%M%p", "%H:%M:%S.%f")
_SPLIT = re.compile(r"[T ](?=\d{1,2}[:.]?\d\d)")


class Refused(Exception):
    """Why a row cannot be taken, in plain words."""


@dataclass(frozen=True)
class LogRow:
    """One incident of a log. ``key`` names it; ``seals`` tell whether it says something else."""

    line: int
    key: str
    number: str
    seals: dict[str, str]
    fields: dict[str, str]  # the row as it was, by heading
    answers: dict[str, Any]


def row_of(
    line: int,
    fields: dict[str, str],
    *,
    columns: dict[str, str],
    types: dict[str, str],
    restarts_daily: bool,
    today: date,
) -> LogRow:
    """One row by the mapping. Raises ``Refused``. Looks up the postcode and nothing else."""
    said = {field: fields.get(column, "").strip() for field, column in columns.items() if column}
    for field in INCIDENT_LOG.fields:
        if field.needed and not said.get(field.code):
            raise Refused(f"“{columns.get(field.code) or field.name}” is empty")
    day, at = when(said["day"], said.get("time", ""), today)
    if len(said["text"]) > LONGEST_TEXT:
        raise Refused(f"the story has more than {LONGEST_TEXT:,} letters")
    number = said["number"]
    if len(number) > 80:
        raise Refused("the incident number has more than 80 letters")
    name = [INCIDENT_LOG.code, number.casefold(), day.isoformat() if restarts_daily else ""]
    return LogRow(
        line=line,
        key=hashlib.sha256(json.dumps(name).encode()).hexdigest(),
        number=number,
        seals={code: seal(number, text) for code, text in sorted(said.items())},
        fields=fields,
        answers=_answers(said, number, day, at, types),
    )


def seal(number: str, text: str) -> str:
    """Twelve letters by which a text is known again. Without our key it cannot be guessed at."""
    said = f"{number}\n{' '.join(text.split())}".encode()
    return hmac.digest(settings.LEDGER_KEY.encode(), said, "sha256").hex()[:12]


def when(day: str, clock: str, today: date) -> tuple[date, time | None]:
    """The day, and the time when there is one. Raises ``Refused`` for what is no past day."""
    first, rest = day.strip(), ""
    if parts := _SPLIT.split(first.removesuffix("Z"), maxsplit=1):
        first, rest = parts[0], parts[1] if len(parts) > 1 else ""
    found = _first(first, _DAYS)
    if found is None:
        raise Refused(f"the date “{shown(day)}” is not a date such as 27/03/2026 or 2026-03-27")
    if found.date() > today:
        raise Refused(f"the date “{shown(day)}” is in the future")
    if found.year < today.year - OLDEST_YEARS:
        raise Refused(f"the date “{shown(day)}” is more than {OLDEST_YEARS} years ago")
    text = clock.strip() or rest.split("+")[0].strip()
    moment = _first(text, _TIMES) if text else None
    if clock.strip() and moment is None:
        raise Refused(f"the time “{shown(clock)}” is not a time such as 21:30")
    return found.date(), moment.time() if moment else None


@lru_cache(maxsize=4096)
def _first(text: str, formats: tuple[str, ...]) -> datetime | None:
    for one in formats:
        try:
            return datetime.strptime(text, one)  # noqa: DTZ007 - a day or a time, not a moment
        except ValueError:
            continue
    return None


def category_of(kind: str, story: str, types: dict[str, str]) -> str:
    """Our category. What only trained people may read comes first, whatever the log calls it."""
    kind, story = kind.casefold(), story.casefold()
    for category, words in CLOSED_STORIES:
        if any(word in story for word in words):
            return category
    if chosen := types.get(" ".join(kind.split())):
        return chosen
    for category, words in (*CLOSED_TYPES, *TYPES):
        if any(word in kind for word in words):
            return category
    return OTHER


def _answers(
    said: dict[str, str], number: str, day: date, at: time | None, types: dict[str, str]
) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "category": category_of(said.get("type", ""), said["text"], types),
        "description": _story(said, number, day, at),
        "location_text": said.get("place", "")[:500],
        "last_on": day,
        "may_contact": "no",
        "follow": "no",
    }
    return answers | ({"last_time": f"{at:%H:%M}"} if at else {}) | place_of(said)


def _story(said: dict[str, str], number: str, day: date, at: time | None) -> str:
    """What the log says, with what makes it findable at the police above it."""
    kind = f": {said['type']}" if said.get("type") else ""
    clock = f" at {at:%H:%M}" if at else ""
    head = f"Police incident {number} of {day:%-d %B %Y}{clock}{kind}"
    tail = [f"What the police did: {said['done']}"] if said.get("done") else []
    return "\n\n".join([head, said["text"], *tail])


def place_of(said: dict[str, str]) -> dict[str, Any]:
    """Where it was, as well as the row tells: a postcode that we hold, or a point on the grid."""
    found: dict[str, Any] = {
        part: said[part][:longest]
        for part, longest in (("house", 200), ("street", 120), ("town", 80))
        if said.get(part)
    }
    code = addresses.compact_postcode(said.get("postcode", "")[:20])
    if code:
        found["postcode"] = code
    elif said.get("postcode"):
        found["location_text"] = f"{said.get('place', '')} {said['postcode']}".strip()[:500]
    point = _point(said)
    known = known_postcode(code) if code and point is None else None
    if known and known.easting is not None and known.northing is not None:
        point = known.easting, known.northing
    return found | ({"easting": point[0], "northing": point[1]} if point else {})


def _point(said: dict[str, str]) -> tuple[int, int] | None:
    """Metres on the grid; nothing when the row has none, or one that is nowhere in Britain."""
    try:
        if said.get("easting") and said.get("northing"):
            east, north = (float(said[part].replace(",", "")) for part in ("easting", "northing"))
        elif said.get("longitude") and said.get("latitude"):
            degrees = float(said["longitude"]), float(said["latitude"])
            if not (-180 <= degrees[0] <= 180 and -90 <= degrees[1] <= 90):
                return None
            east, north = grid.to_grid([degrees[0]], [degrees[1]])[0].tolist()
        else:
            return None
    except ValueError:
        return None
    if not np.isfinite([east, north]).all() or not grid.on_grid(east, north):
        return None
    return round(east), round(north)
