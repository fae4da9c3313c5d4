"""Loading postcodes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.ledger import actions as ledger

from .. import rules
from ..loads import Loaded, PostcodeRow
from ..models import Load, Postcode

_FIELDS = ["easting", "northing", "ward_code", "lsoa_code", "ended_on"]


def _taken_over(postcode: Postcode, row: PostcodeRow) -> bool:
    """Write what the row says into the record; true when that changed it."""
    before = [getattr(postcode, field) for field in _FIELDS]
    if row.easting is not None and row.northing is not None:
        postcode.easting, postcode.northing = row.easting, row.northing
    postcode.ward_code = row.ward_code or postcode.ward_code
    postcode.lsoa_code = row.lsoa_code or postcode.lsoa_code
    if row.says_ended:
        postcode.ended_on = row.ended_on
    return before != [getattr(postcode, field) for field in _FIELDS]


@transaction.atomic
def load_postcodes(
    *, by: User | None, at: datetime, rows: Sequence[PostcodeRow], source: str
) -> Loaded:
    """Add or change a batch of postcodes (some thousands). A blank never erases what we hold."""
    rules.require_can_load(by)
    wanted = {row.code: row for row in rows}
    held = Postcode.objects.select_for_update().in_bulk(list(wanted), field_name="code")
    new: list[Postcode] = []
    changed: list[Postcode] = []
    for code, row in wanted.items():
        postcode = held.get(code) or Postcode(code=code)
        if _taken_over(postcode, row) or postcode.pk is None:
            (changed if postcode.pk else new).append(postcode)
    counts = Loaded(len(new), len(changed), len(wanted) - len(new) - len(changed))
    if not new and not changed:
        return counts
    Postcode.objects.bulk_create(
        new + changed, update_conflicts=True, unique_fields=["code"], update_fields=_FIELDS
    )
    load = Load.objects.create(
        kind="postcode", source=source[:200], loaded_at=at, token=secrets.token_hex(16)
    )
    ledger.record(
        by, "places.postcodes_loaded", load, at=at, source=load.source,
        new=counts.new, altered=counts.changed,
    )  # fmt: skip
    return counts
