"""The British National Grid: metres east and north, and the squares that they fall in.

Latitude and longitude are for the outside only. They are converted by OSTN15, the definition of
the grid since 2016, so that a ward boundary is where the law says it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from convertbng.cutil import convert_bng, convert_lonlat
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CELL = 50
"""Side of the smallest square, in metres. It nests into 100, 250 and 500."""

NESTS = (50, 100, 250, 500)
EASTINGS = range(0, 700_001)
NORTHINGS = range(0, 1_300_001)


def to_grid(longitudes: Sequence[float] | Floats, latitudes: Sequence[float] | Floats) -> Floats:
    """Metres east and north, one row for each point. NaN where the grid does not reach."""
    east, north = convert_bng(
        np.asarray(longitudes, dtype=np.float64), np.asarray(latitudes, dtype=np.float64)
    )
    return np.column_stack([east, north])


def to_latitude_longitude(easting: float, northing: float) -> tuple[float, float] | None:
    """Latitude and longitude to about a metre, or ``None`` where the grid does not reach."""
    longitudes, latitudes = convert_lonlat(float(easting), float(northing))
    latitude, longitude = float(latitudes[0]), float(longitudes[0])
    if np.isnan(latitude) or np.isnan(longitude):
        return None
    return round(latitude, 6), round(longitude, 6)


def on_grid(easting: float, northing: float) -> bool:
    """Whether the point lies inside the outer frame of the grid."""
    return EASTINGS[0] <= easting <= EASTINGS[-1] and NORTHINGS[0] <= northing <= NORTHINGS[-1]


def cell_of(easting: int | None, northing: int | None, size: int = CELL) -> str:
    """The square of this side that holds the point: columns east, rows north, as ``"10484/4258"``.

    A point without a position has no square: the answer is empty.
    """
    if easting is None or northing is None:
        return ""
    return f"{easting // size}/{northing // size}"


def wider_cell(cell: str, size: int) -> str:
    """The square of 100, 250 or 500 metres in which a 50 metre square lies."""
    if size not in NESTS:
        raise ValueError(f"A 50 metre square does not nest into {size} metres")
    east, north = (int(part) * CELL for part in cell.split("/"))
    return cell_of(east, north, size)
