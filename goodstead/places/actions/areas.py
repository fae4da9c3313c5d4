"""Loading outlines and giving them to patches."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

import shapely
from django.db import transaction

from goodstead.access.models import Patch, User
from goodstead.ledger import actions as ledger

from .. import rules
from ..loads import AreaRow, Loaded
from ..models import Area, Load


def _box(geometry: str) -> dict[str, int]:
    """The whole-metre box around an outline."""
    west, south, east, north = shapely.from_geojson(geometry).bounds
    return {
        "min_easting": int(west // 1),
        "min_northing": int(south // 1),
        "max_easting": int(east // 1) + 1,
        "max_northing": int(north // 1) + 1,
    }


@transaction.atomic
def load_areas(
    *, by: User | None, at: datetime, kind: str, rows: Sequence[AreaRow], source: str
) -> Loaded:
    """Add or replace outlines of one kind, all or none. What is already there is left alone.

    An edition is replaced area by area; a new edition stands beside the old one and takes over
    its patches.
    """
    rules.require_can_load(by)
    codes = {row.code for row in rows}
    held = Area.objects.select_for_update().filter(kind=kind, code__in=codes)
    by_key, patches = {}, {}
    for area in held.order_by("valid_from"):
        by_key[area.code, area.valid_from] = area
        patches[area.code] = area.patch_id
    new: list[Area] = []
    changed: list[Area] = []
    same = 0
    for row in {(row.code, row.valid_from): row for row in rows}.values():
        there = by_key.get((row.code, row.valid_from))
        if there and (there.name, there.geometry) == (row.name, row.geometry):
            same += 1
            continue
        area = there or Area(
            kind=kind, code=row.code, valid_from=row.valid_from, patch_id=patches.get(row.code)
        )
        area.name, area.geometry = row.name, row.geometry
        for field, value in _box(row.geometry).items():
            setattr(area, field, value)
        (changed if there else new).append(area)
    counts = Loaded(len(new), len(changed), same)
    if not new and not changed:
        return counts
    Area.objects.bulk_create(new, batch_size=200)
    boxes = ["min_easting", "min_northing", "max_easting", "max_northing"]
    Area.objects.bulk_update(changed, ["name", "geometry", *boxes], batch_size=200)
    load = Load.objects.create(
        kind=kind, source=source[:200], loaded_at=at, token=secrets.token_hex(16)
    )
    ledger.record(
        by, "places.areas_loaded", load, at=at, changed=changed, kind=kind, source=load.source,
        new=counts.new, altered=counts.changed,
    )  # fmt: skip
    return counts


@transaction.atomic
def put_area_on_patch(*, by: User | None, at: datetime, area: Area, patch: Patch | None) -> Area:
    """Say on which patch a ward or an outline lies; ``None`` takes it off."""
    area = Area.objects.select_for_update(of=("self",)).get(pk=area.pk)
    rules.require_can_put_on_patch(by, area)
    if area.patch_id == (patch.pk if patch else None):
        return area
    area.patch = patch
    area.save(update_fields=["patch"])
    ledger.record(
        by, "places.area_put_on_patch", area, at=at,
        kind=area.get_kind_display(), code=area.code, patch=patch.name if patch else None,
    )  # fmt: skip
    return area
