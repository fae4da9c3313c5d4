"""What a loader hands to the actions: rows of reference data, already read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class AreaRow:
    """One outline. ``geometry`` is GeoJSON text in whole or fractional grid metres."""

    code: str
    name: str
    valid_from: date
    geometry: str


@dataclass(frozen=True)
class PostcodeRow:
    """One postcode. ``None`` means that the file does not say, and leaves what we hold."""

    code: str
    easting: int | None = None
    northing: int | None = None
    ward_code: str | None = None
    lsoa_code: str | None = None
    ended_on: date | None = None
    says_ended: bool = False


@dataclass(frozen=True)
class StreetRow:
    """One street in one town or village."""

    name: str
    locality: str = ""
    easting: int | None = None
    northing: int | None = None


@dataclass(frozen=True)
class Loaded:
    """How many rows of a batch were new, changed, or already there."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: Loaded) -> Loaded:
        return Loaded(self.new + other.new, self.changed + other.changed, self.same + other.same)
