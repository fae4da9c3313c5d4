"""Adding the places that reports and cases are about."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from goodstead.access.models import User
from goodstead.ledger import actions as ledger

from .. import addresses, queries, rules
from ..models import Premises


@transaction.atomic(savepoint=False)  # decision 16
def add_premises(
    *,
    by: User | None,
    at: datetime,
    address_line: str = "",
    street: str = "",
    town: str = "",
    postcode: str = "",
    description: str = "",
    uprn: int | None = None,
    easting: int | None = None,
    northing: int | None = None,
) -> Premises:
    """The record of this address: the one that is there, or a new one.

    Placed by its point or, without one that can be believed, by the middle of its postcode. Words
    about a place without an address make a record of their own in each 50 metre square.
    Raises ``NotNow`` when nothing says where it is.
    """
    has_words = any(part.strip() for part in (address_line, street, postcode, description))
    whole_point = (easting is None) == (northing is None)
    rules.require_can_add_premises(by, has_words=has_words, whole_point=whole_point, uprn=uprn)
    held = Premises.objects.filter(uprn=uprn).first() if uprn else None
    code = addresses.compact_postcode(postcode)
    known = queries.postcode(code)
    middle = (known.easting, known.northing) if known and known.easting is not None else None
    point = (easting, northing) if easting is not None else None
    kept = rules.believed_point(point, middle)  # type: ignore[arg-type]
    where = queries.location_of(*(kept or (None, None)))
    key = addresses.premises_key(
        address_line=address_line, street=street, town=town, postcode=postcode
    )
    line = addresses.line_of(key)
    key = key or _key_of_words(code, description, where.cell50)
    held = held or Premises.objects.filter(key=key).first()
    held = held or (
        queries.same_premises(line=line, code=code, town=town, point=kept) if line else None
    )
    if held:
        return held
    placed_by = Premises.PlacedBy.POINT if kept and kept == point else Premises.PlacedBy.POSTCODE
    premises = Premises(
        key=key,
        line_key=line,
        address_line=addresses.printable(address_line)[:200],
        street=addresses.printable(street)[:120],
        town=addresses.printable(town)[:80],
        postcode=code,
        description=addresses.printable(description)[:400],
        uprn=uprn,
        easting=kept[0] if kept else None,
        northing=kept[1] if kept else None,
        placed_by=placed_by if kept else Premises.PlacedBy.NOTHING,
        cell50=where.cell50,
        ward_code=where.ward_code or (known.ward_code if known else ""),
        lsoa_code=where.lsoa_code or (known.lsoa_code if known else ""),
        patch=where.patch or (queries.patch_for_ward(known.ward_code) if known else None),
    )
    if not _saved(premises):  # somebody added the same address this moment
        return Premises.objects.get(Q(key=key) | Q(uprn=uprn, uprn__isnull=False))
    ledger.record(
        by, "places.premises_added", premises, at=at, placed_by=premises.placed_by or "words"
    )
    return premises


def _key_of_words(code: str, description: str, cell: str) -> str:
    """A place without an address: its words, its postcode and its square."""
    said = " ".join(addresses.words(description))
    return f"words {hashlib.sha256(said.encode()).hexdigest()[:32]}|{code}|{cell}"


def _saved(premises: Premises) -> bool:
    """False when the address is there already."""
    try:
        with transaction.atomic():
            premises.save(force_insert=True)
    except IntegrityError:
        return False
    return True
