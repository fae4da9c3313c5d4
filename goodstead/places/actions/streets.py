"""Loading streets."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.ledger import actions as ledger

from .. import addresses, grid, lookup, rules
from ..loads import Loaded, StreetRow
from ..models import Load, Street

_FIELDS = ["name", "locality", "easting", "northing", "cell50", "ward_code"]


def _street(row: StreetRow, ward_code: str) -> Street:
    return Street(
        name=row.name[:120],
        locality=row.locality[:80],
        key=addresses.street_key(row.name),
        locality_key=addresses.street_key(row.locality),
        easting=row.easting,
        northing=row.northing,
        cell50=grid.cell_of(row.easting, row.northing),
        ward_code=ward_code,
    )


@transaction.atomic
def load_streets(
    *, by: User | None, at: datetime, rows: Sequence[StreetRow], source: str
) -> Loaded:
    """Add or change a batch of streets. The same name in the same town is the same street."""
    rules.require_can_load(by)
    wards = lookup.codes_at("ward", [r.easting for r in rows], [r.northing for r in rows])
    made = [_street(row, ward) for row, ward in zip(rows, wards, strict=True)]
    wanted = {(s.key, s.locality_key): s for s in made if s.key}
    held = Street.objects.select_for_update().filter(key__in={key for key, _ in wanted})
    by_key = {(street.key, street.locality_key): street for street in held}
    new, changed, same = [], [], 0
    for key, street in wanted.items():
        before = by_key.get(key)
        if before is None:
            new.append(street)
        elif all(getattr(before, f) == getattr(street, f) for f in _FIELDS):
            same += 1
        else:
            street.pk = before.pk
            changed.append(street)
    counts = Loaded(len(new), len(changed), same)
    if not new and not changed:
        return counts
    Street.objects.bulk_create(new)
    Street.objects.bulk_update(changed, _FIELDS, batch_size=500)
    load = Load.objects.create(
        kind="street", source=source[:200], loaded_at=at, token=secrets.token_hex(16)
    )
    ledger.record(
        by, "places.streets_loaded", load, at=at, source=load.source,
        new=counts.new, altered=counts.changed,
    )  # fmt: skip
    return counts
