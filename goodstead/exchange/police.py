"""Importing one police street file: read, place, land, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from goodstead.access.models import User
from goodstead.places import grid, lookup

from . import actions
from .batches import batches
from .definitions.police import ASB, ASB_CATEGORY, BATCH, TYPES
from .fingerprints import Occurrences, source_key
from .incoming import BadRow, CannotRead, Watch, digest_of, shown
from .street_file import StreetRow, street_rows
from .tallies import Tally


@dataclass(frozen=True)
class Wanted:
    """Which crime types become incidents. Anti-social behaviour always does."""

    types: frozenset[str]
    every: bool = False

    @property
    def words(self) -> str:
        return "all" if self.every else ", ".join(sorted(self.types))

    def takes(self, crime_type: str) -> bool:
        return self.every or crime_type in self.types


def wanted(names: str = "", *, every: bool = False) -> Wanted:
    """From what was typed, such as "Burglary, drugs". Raises ``ValueError`` for an unknown type."""
    known = {name.lower(): name for name in TYPES}
    asked = [name.strip().lower() for name in names.split(",") if name.strip()]
    unknown = [name for name in asked if name not in known]
    if unknown:
        raise ValueError(
            f"There is no crime type “{shown(unknown[0])}”. The types are: {', '.join(TYPES)}."
        )
    return Wanted(frozenset({ASB, *(known[name] for name in asked)}), every)


def category_of(crime_type: str) -> str:
    """The code of the type: ``police_asb``, ``police_vehicle_crime``."""
    if crime_type == ASB:
        return ASB_CATEGORY
    letters = "".join(c if c.isalnum() else " " for c in crime_type.lower())
    return ("police_" + "_".join(letters.split()))[:60]


def _incident(row: StreetRow, key: str) -> dict[str, Any]:
    return {
        "channel": "police",
        "category": category_of(row.crime_type),
        "happened_month": row.month,
        "easting": None,
        "northing": None,
        "cell50": "",
        "ward_code": "",
        "lsoa_code": row.lsoa_code,
        "location_text": row.location,
        "source": row.force,
        "source_key": key,
    }


def _place(incidents: list[dict[str, Any]], rows: list[StreetRow], tally: Tally) -> None:
    """Give each incident its grid point, square, ward and, when the file had none, its LSOA."""
    given = [row.longitude is not None for row in rows]
    points = grid.to_grid(
        [np.nan if row.longitude is None else row.longitude for row in rows],
        [np.nan if row.latitude is None else row.latitude for row in rows],
    )
    wards = lookup.codes_at("ward", points[:, 0], points[:, 1])
    lsoas = lookup.codes_at("lsoa", points[:, 0], points[:, 1])
    on_grid = np.isfinite(points.sum(axis=1)).tolist()
    whole = np.rint(np.nan_to_num(points)).astype(int).tolist()
    for n, incident in enumerate(incidents):
        tally.without_location += not given[n]
        tally.off_the_grid += given[n] and not on_grid[n]
        if on_grid[n]:
            incident["easting"], incident["northing"] = whole[n]
            incident["cell50"] = grid.cell_of(*whole[n])
            incident["ward_code"] = wards[n]
            incident["lsoa_code"] = incident["lsoa_code"] or lsoas[n]


def _wanted_rows(
    rows: Iterator[StreetRow | BadRow], wants: Wanted, tally: Tally, say: Callable[[BadRow], None]
) -> Iterator[StreetRow]:
    """The rows to take. Bad ones are counted and said."""
    for row in rows:
        if isinstance(row, BadRow):
            tally.rows += 1
            tally.bad_rows += 1
            say(row)
        else:
            tally.saw(row)
            if wants.takes(row.crime_type):
                yield row


def import_file(
    path: Path, *, by: User | None, at: datetime, wants: Wanted,
    say: Callable[[BadRow], None], watch: Watch, tally: Tally,
) -> None:  # fmt: skip
    """Land the wanted rows of one street file and count them in ``tally``.

    Raises ``CannotRead`` when the file is no street file, or after landing what came before it
    breaks off. The same file again, also after being killed half-way, lands only what is missing.
    """
    rows = street_rows(path, latest=at.date().replace(day=1), watch=watch)
    found = batches(_wanted_rows(rows, wants, tally, say), BATCH)
    first = next(found, [])
    if isinstance(first, CannotRead):
        raise first
    police_import = actions.begin_police_import(
        by=by, at=at, source=shown(path.name, 200), sha256=digest_of(path), kinds=wants.words
    )
    with closing(Occurrences()) as occurrences:
        for batch in chain([first] if first else [], found):
            if isinstance(batch, CannotRead):
                raise batch
            incidents = [_incident(row, source_key(row, occurrences)) for row in batch]
            _place(incidents, batch, tally)
            landed = actions.land_police_rows(
                by=by, at=at, police_import=police_import, rows=incidents,
                first_line=batch[0].line, last_line=batch[-1].line,
            )  # fmt: skip
            tally.took(incidents, landed)
    actions.finish_police_import(by=by, at=at, police_import=police_import, counts=tally.facts())
