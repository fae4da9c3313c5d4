"""Finding places. Nothing here reads a case or a report, so nothing here can tell of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import ExpressionWrapper, F, FloatField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.db.models.lookups import LessThanOrEqual

from goodstead.access.models import Patch

from . import addresses, grid, lookup, rules
from .models import Area, Postcode, Premises, Street

AT_MOST = 20
_M = TypeVar("_M", bound=Model)


@dataclass(frozen=True)
class Place:
    """One answer to a search: a postcode or a street. ``key`` finds it again."""

    kind: str  # "postcode" or "street"
    key: str  # "AL73BX", or the number of the street
    label: str
    easting: int | None
    northing: int | None
    ward_code: str


@dataclass(frozen=True)
class Location:
    """The areas around a point. Codes are empty where no boundaries are loaded."""

    cell50: str
    ward_code: str
    lsoa_code: str
    patch: Patch | None


def _starting(field: str, start: str, longest: int) -> Q:
    """Prefix match that both databases answer from an ordinary index.

    Holds for fields of letters and digits only, in every order in which Z or z sorts last.
    """
    last = "Z" if start.isupper() else "z"
    return Q(**{f"{field}__gte": start, f"{field}__lte": start + last * (longest - len(start))})


def _postcodes(text: str) -> list[Place]:
    start = addresses.start_of_postcode(text)
    if not start:
        return []
    found = Postcode.objects.filter(code=start) if addresses.compact_postcode(start) else None
    if found is None:
        found = Postcode.objects.filter(_starting("code", start, 7), ended_on=None)
    return [
        Place("postcode", p.code, str(p), p.easting, p.northing, p.ward_code)
        for p in found.order_by("code")[:AT_MOST]
    ]


def _streets(text: str) -> list[Place]:
    name, _, locality = addresses.without_house_number(text).partition(",")
    start = addresses.street_key(name)
    if len(start) < 2:
        return []
    unfinished = addresses.unfinished_key(name)  # "mill gr" may become Mill Green Lane
    found = Street.objects.filter(_starting("key", start, 120) | _starting("key", unfinished, 120))
    if town := addresses.street_key(locality):
        found = found.filter(_starting("locality_key", town, 120))
    return [
        Place("street", str(s.pk), str(s), s.easting, s.northing, s.ward_code)
        for s in found.order_by("key", "locality_key")[:AT_MOST]
    ]


def find_places(text: str) -> list[Place]:
    """Postcodes and streets that begin with what was typed; at most 20.

    A house number before the street and a town after a comma are understood. The answer is the
    same whatever cases exist: only reference data is read. A postcode that has ended is found
    only by typing it whole.
    """
    text = text.replace("\0", "").strip()[:200]
    return (_postcodes(text) + _streets(text))[:AT_MOST]


def postcode(text: str) -> Postcode | None:
    """The postcode that was typed, if we hold it."""
    code = addresses.compact_postcode(text[:20])
    return Postcode.objects.filter(code=code).first() if code else None


def same_premises(
    *, line: str, code: str, town: str, point: tuple[int, int] | None
) -> Premises | None:
    """The record of the same address that was written in another way; None when there is none.

    One may have the street and the town, another the street and the postcode, and a third only the
    number and the postcode. When several could be meant, none is.
    """
    if not addresses.has_number(line):
        return None
    found = [
        held
        for held in Premises.objects.filter(line_key=line).order_by("pk")[:AT_MOST]
        if bool(held.postcode) != bool(code)
        and rules.same_street((town, point), (held.town, held.point))
    ]
    if code and not found:
        found = [
            held
            for held in Premises.objects.filter(postcode=code).exclude(line_key="").order_by("pk")
            if _number_and_street(line, held.line_key) or _number_and_street(held.line_key, line)
        ]
    return found[0] if len(found) == 1 else None


def _number_and_street(number: str, line: str) -> bool:
    """Whether the one is the number alone, and the other the same number with its street."""
    return addresses.is_number_alone(number) and addresses.is_line_with_street(line, number)


def near(records: QuerySet[_M], *, easting: int, northing: int, metres: int) -> QuerySet[_M]:
    """Those of ``records`` (with columns ``easting`` and ``northing``) within so many metres.

    A box on the index first, then the exact distance. Floating point, because the square of a
    distance across the country does not fit a four-byte integer.
    """
    east = Cast(F("easting"), FloatField()) - float(easting)
    north = Cast(F("northing"), FloatField()) - float(northing)
    squared = ExpressionWrapper(east * east + north * north, output_field=FloatField())
    return records.filter(
        LessThanOrEqual(squared, float(metres) ** 2),
        easting__range=(easting - metres, easting + metres),
        northing__range=(northing - metres, northing + metres),
    )


def patch_for_ward(code: str) -> Patch | None:
    """The patch on which the ward lies, by the newest edition that we hold of it."""
    ward = Area.objects.filter(kind=Area.Kind.WARD, code=code).select_related("patch")
    newest = ward.order_by("-valid_from").first() if code else None
    return newest.patch if newest else None


def patch_for(easting: float, northing: float) -> Patch | None:
    """The patch around the point: by its own outline if it has one, otherwise by its ward."""
    return _patch_of(lookup.areas_at(easting, northing))


def _patch_of(around: dict[str, tuple[int, str]]) -> Patch | None:
    for kind in (Area.Kind.PATCH, Area.Kind.WARD):
        if kind not in around:
            continue
        area = Area.objects.select_related("patch").get(pk=around[kind][0])
        if area.patch:
            return area.patch
    return None


def location_of(easting: int | None, northing: int | None) -> Location:
    """Square, ward, small area and patch of one point."""
    if easting is None or northing is None:
        return Location("", "", "", None)
    around = lookup.areas_at(easting, northing)
    ward, lsoa = (around[kind][1] if kind in around else "" for kind in ("ward", "lsoa"))
    return Location(grid.cell_of(easting, northing), ward, lsoa, _patch_of(around))


def ward_names() -> dict[str, str]:
    """Names of wards by code, the newest edition winning."""
    wards = Area.objects.filter(kind=Area.Kind.WARD).order_by("valid_from")
    return dict(wards.values_list("code", "name"))
