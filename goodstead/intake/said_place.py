"""Where a file says that it was made, in words for somebody who weighs it."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, isnan

from goodstead.evidence.place import Place
from goodstead.places.grid import to_grid
from goodstead.places.queries import location_of, ward_names

from .models import Report


@dataclass(frozen=True)
class SaidPlace:
    """What is told of it. Empty where it is not known."""

    latitude: float
    longitude: float
    ward: str
    patch: str
    from_report: str


def said_place(report: Report, place: Place) -> SaidPlace:
    """The ward and the patch around it, and how far it is from the place of the report."""
    (east, north), *_ = to_grid([place.longitude], [place.latitude]).tolist()
    if isnan(east) or isnan(north):
        return SaidPlace(place.latitude, place.longitude, "Not in Great Britain", "", "")
    around = location_of(round(east), round(north))
    distance = ""
    if report.easting is not None and report.northing is not None:
        distance = _about(hypot(east - report.easting, north - report.northing))
    return SaidPlace(
        latitude=place.latitude,
        longitude=place.longitude,
        ward=ward_names().get(around.ward_code, "In no ward that we know"),
        patch=around.patch.name if around.patch else "",
        from_report=distance,
    )


def _about(metres: float) -> str:
    if metres < 50:
        return "Less than 50 metres"
    if metres < 1000:
        return f"About {round(metres, -1):.0f} metres"
    return f"About {metres / 1000:.1f} kilometres"
