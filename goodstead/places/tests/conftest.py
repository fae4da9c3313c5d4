"""A small invented country: four square wards of a kilometre, two small areas, some streets."""

import json
from datetime import date

import pytest

from goodstead.places import actions
from goodstead.places.loads import AreaRow, PostcodeRow, StreetRow

WEST, SOUTH = 500_000, 200_000


def square(east, north, side=1000):
    """GeoJSON of a square, from its south-west corner."""
    ring = [[east, north], [east + side, north], [east + side, north + side], [east, north + side]]
    return json.dumps({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})


def ward(n, year=2025, side=1000):
    return AreaRow(
        f"E0500000{n}", f"Ward {n}", date(year, 1, 1), square(WEST + 1000 * n, SOUTH, side)
    )


@pytest.fixture
def wards(db, now):
    """Four wards in a row, from west to east."""
    actions.load_areas(by=None, at=now, kind="ward", rows=[ward(n) for n in range(4)], source="w")


@pytest.fixture
def postcodes(db, now):
    rows = [
        PostcodeRow("ZZ11AA", WEST + 500, SOUTH + 500, "E05000000", "E01000001"),
        PostcodeRow("ZZ11AB", WEST + 600, SOUTH + 500, "E05000000", "E01000001"),
        PostcodeRow("ZZ12AA", ended_on=date(2020, 1, 1), says_ended=True),
    ]
    actions.load_postcodes(by=None, at=now, rows=rows, source="p")


@pytest.fixture
def streets(db, now):
    names = ["Fore Street", "Foreland Close", "St. Andrew’s Rd", "Mill Green Lane", "Mill Grove"]
    rows = [StreetRow(name, "Hartsmere", WEST + 10, SOUTH + 10) for name in names]
    rows.append(StreetRow("Fore Street", "Little Hart", WEST + 2010, SOUTH + 10))
    actions.load_streets(by=None, at=now, rows=rows, source="s")
