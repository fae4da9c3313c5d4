"""Outlines of wards and small areas from GeoJSON as the Office for National Statistics publishes it.

The names of the properties carry the year of the edition: ``WD25CD`` and ``WD25NM``, ``LSOA21CD``.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from goodstead.places.grid import EASTINGS, NORTHINGS, to_grid
from goodstead.places.loads import AreaRow

from .incoming import BadRow, CannotRead, open_file, refuse_by_start, shown, unpacked

LARGEST = 400 * 1024 * 1024
"""Bytes. The generalised outlines of all of England have less; the full ones are not needed."""

_CODE = re.compile(r"(WD|LSOA)(\d\d)CD", re.I)
_KINDS = {"wd": "ward", "lsoa": "lsoa"}
_AREA_CODE = re.compile(r"[ENSW]\d{8}|95\w{6}")


class _Bad(Exception):
    """Why an outline cannot be taken."""


@dataclass(frozen=True)
class _Columns:
    """Which properties hold the code and the name, and of which edition."""

    kind: str
    code: str
    name: str
    year: int


def _read(path: Path) -> dict[str, Any]:
    with open_file(path) as file:
        try:
            text = unpacked(file).read(LARGEST + 1)
        except (OSError, EOFError, ValueError, zlib.error) as error:
            raise CannotRead(f"breaks off or is damaged: {shown(error, 80)}.") from None
    if len(text) > LARGEST:
        raise CannotRead("is too large. Take the generalised edition (BGC or BSC) of the file.")
    if not text.lstrip().startswith((b"{", b"\xef\xbb\xbf")):
        refuse_by_start(text[:200])
    try:
        found = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise CannotRead("is not GeoJSON. Download it again as GeoJSON.") from None
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        raise CannotRead("is JSON, but not a collection of outlines (a FeatureCollection).")
    return found


def _columns(features: list[Any], kind: str | None) -> _Columns:
    """From the first outline that has properties. Raises ``CannotRead`` when none fits."""
    names = next(
        (
            [str(n) for n in f["properties"]]
            for f in features
            if isinstance(f, dict) and isinstance(f.get("properties"), dict) and f["properties"]
        ),
        [],
    )
    lower = {name.lower(): name for name in names}
    found = []
    for name in names:
        match = _CODE.fullmatch(name)
        if match and kind in {None, _KINDS[match[1].lower()]}:
            title = lower.get(name.lower()[:-2] + "nm", name)
            found.append(_Columns(_KINDS[match[1].lower()], name, title, 2000 + int(match[2])))
    if not found:
        others = ", ".join(shown(n, 12) for n in names if n.upper().endswith("CD"))
        raise CannotRead(
            "has no outlines of wards (WD25CD) or small areas (LSOA21CD)"
            + (f", only {others}." if others else ".")
        )
    if len({columns.kind for columns in found}) > 1:
        raise CannotRead("names both wards and small areas. Say which with --kind.")
    return max(found, key=lambda columns: columns.year)


def _to_grid(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Longitude and latitude to grid metres, to the centimetre."""
    if np.abs(points[:, 0]).max(initial=0) > 180 or np.abs(points[:, 1]).max(initial=0) > 90:
        raise _Bad("it is not in longitude and latitude")
    metres = np.round(to_grid(points[:, 0], points[:, 1]), 2)
    if not np.isfinite(metres).all():
        raise _Bad("its outline lies outside Great Britain")
    return metres


def _outline(geometry: Any, *, on_the_grid: bool) -> str:
    """The outline as GeoJSON text in grid metres."""
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        raise _Bad("it has no outline (a Polygon or MultiPolygon)")
    try:
        shape = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (shapely.GEOSException, ValueError, TypeError, RecursionError):
        raise _Bad("its outline is not made of points") from None
    if not on_the_grid:
        shape = shapely.transform(shape, _to_grid)
    if shape.is_empty or not np.isfinite(shape.bounds).all():
        raise _Bad("its outline is empty")
    west, south, east, north = shape.bounds
    if west < EASTINGS[0] or south < 0 or east > EASTINGS[-1] or north > NORTHINGS[-1]:
        raise _Bad("its outline lies outside Great Britain")
    parts = _polygons(shapely.make_valid(shape))
    if not parts:
        raise _Bad("its outline encloses nothing")
    return str(shapely.to_geojson(parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)))


def _polygons(shape: shapely.Geometry) -> list[shapely.Polygon]:
    """The polygons in a geometry; lines and points left over from mending are dropped."""
    if isinstance(shape, shapely.Polygon):
        return [shape] if shape.area else []
    if not hasattr(shape, "geoms"):
        return []
    return [polygon for part in shape.geoms for polygon in _polygons(part)]


def _area(feature: Any, columns: _Columns, *, on_the_grid: bool) -> AreaRow:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise _Bad("it has no properties")
    code, name = properties.get(columns.code), properties.get(columns.name)
    if not isinstance(code, str) or not _AREA_CODE.fullmatch(code):
        raise _Bad(f"its code “{shown(code)}” is not one such as E05011058")
    if not isinstance(name, str) or not name.strip() or len(name) > 120 or not name.isprintable():
        raise _Bad(f"{code} has no name that can be printed")
    outline = _outline(feature.get("geometry"), on_the_grid=on_the_grid)
    return AreaRow(code, name.strip(), date(columns.year, 1, 1), outline)


def area_rows(path: Path, kind: str | None = None) -> tuple[str, int, Iterator[AreaRow | BadRow]]:
    """The kind of area, how many outlines the file has, and each of them.

    The ``line`` of a ``BadRow`` is the number of the outline in the file, from 1.
    Raises ``CannotRead`` when the file holds no outlines of wards or small areas.
    """
    collection = _read(path)
    features = collection["features"]
    columns = _columns(features, kind)
    on_the_grid = "27700" in json.dumps(collection.get("crs"))

    def rows() -> Iterator[AreaRow | BadRow]:
        for number, feature in enumerate(features, start=1):
            try:
                yield _area(feature, columns, on_the_grid=on_the_grid)
            except _Bad as bad:
                yield BadRow(number, str(bad))

    return columns.kind, len(features), rows()
