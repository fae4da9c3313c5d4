"""Which ward, small area or patch a point lies in.

The index of outlines is built once in each process and kept for as long as the newest load of
areas is the one it was built from. Asking costs one small query; the geometry is in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from numpy.typing import NDArray

from .models import Area, Load

AREA_KINDS = tuple(kind.value for kind in Area.Kind)


Metres = Sequence[float | None] | NDArray[np.float64]
"""Eastings or northings; ``None`` or NaN where there is no position."""


@dataclass(frozen=True)
class _Index:
    token: str
    kinds: dict[str, tuple[shapely.STRtree, list[tuple[int, str]]]]


_held: dict[str, _Index] = {}  # the one index of this process, under the key "index"


def _token() -> str:
    """Names the boundaries that are loaded now. Empty when there are none."""
    newest = Load.objects.filter(kind__in=AREA_KINDS).order_by("-id")
    return newest.values_list("token", flat=True).first() or ""


def _build(token: str) -> _Index:
    """Older editions first, so that where several cover a point the highest position is newest."""
    found: dict[str, list[tuple[int, str, date, shapely.Geometry]]] = {}
    rows = Area.objects.order_by("valid_from", "code", "id")
    fields = ("kind", "pk", "code", "valid_from", "geometry")
    for kind, pk, code, valid_from, text in rows.values_list(*fields).iterator():
        area = (pk, code, valid_from, shapely.from_geojson(text))
        found.setdefault(kind, []).append(area)
    kinds = {}
    for kind, areas in found.items():
        kept = [area for area, old in zip(areas, _superseded(areas), strict=True) if not old]
        shapes = [area[3] for area in kept]
        shapely.prepare(shapes)
        kinds[kind] = (shapely.STRtree(shapes), [area[:2] for area in kept])
    return _Index(token, kinds)


def _superseded(areas: list[tuple[int, str, date, shapely.Geometry]]) -> list[bool]:
    """Which areas have a newer edition in their place.

    They are not asked at all. Otherwise a point just outside today's boundary would fall into a
    ward that no longer exists, because outlines are simplified differently every year.
    """
    editions = np.array([area[2].toordinal() for area in areas])
    tree = shapely.STRtree([area[3] for area in areas])
    inner = shapely.point_on_surface([area[3] for area in areas])
    which, around = tree.query(inner, predicate="intersects")
    newest = editions.copy()
    np.maximum.at(newest, which, editions[around])
    return (newest > editions).tolist()  # type: ignore[no-any-return]


def _index() -> _Index:
    token = _token()
    held = _held.get("index")
    if held is None or held.token != token:
        held = _held["index"] = _build(token)
    return held


def _positions(
    tree: shapely.STRtree, eastings: NDArray[np.float64], northings: NDArray[np.float64]
) -> NDArray[np.int64]:
    """For each point the position of the newest area that covers it, or -1.

    A point on a shared edge belongs to both: the later code is taken, always the same one.
    """
    best = np.full(len(eastings), -1, dtype=np.int64)
    placed = np.flatnonzero(np.isfinite(eastings) & np.isfinite(northings))
    points = shapely.points(eastings[placed], northings[placed])
    which, area = tree.query(points, predicate="intersects")
    np.maximum.at(best, placed[which], area)
    return best


def _found(
    index: _Index, kind: str, eastings: Metres, northings: Metres
) -> list[tuple[int, str] | None]:
    tree, names = index.kinds.get(kind, (None, []))
    if tree is None or not len(eastings):
        return [None] * len(eastings)
    east, north = np.array(eastings, dtype=np.float64), np.array(northings, dtype=np.float64)
    return [names[p] if p >= 0 else None for p in _positions(tree, east, north).tolist()]


def codes_at(kind: str, eastings: Metres, northings: Metres) -> list[str]:
    """The code of the area of this kind around each point; empty where there is none.

    Made for thousands of points at once. ``None`` or NaN is a point without a position.
    """
    return [found[1] if found else "" for found in _found(_index(), kind, eastings, northings)]


def areas_at(easting: float, northing: float) -> dict[str, tuple[int, str]]:
    """Key and code of the area of each kind around one point; kinds without one are left out."""
    index = _index()
    found = {kind: _found(index, kind, [easting], [northing])[0] for kind in index.kinds}
    return {kind: area for kind, area in found.items() if area}


def is_loaded(kind: str) -> bool:
    """Whether any area of this kind is loaded."""
    return kind in _index().kinds
