"""Who may add and load places, and whether what was given is a place at all."""

from __future__ import annotations

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, can, require

from . import grid
from .addresses import words
from .models import Area

FARTHEST_FROM_POSTCODE = 5_000
"""Metres. A point farther than this from the middle of its postcode is not believed."""

SAME_STREET = 500
"""Metres. Two records of the same house and street that lie closer are one address, if one of them
names a postcode and the other a town. Two towns with a street of that name lie farther apart."""

_MAY_ADD = (Permission.REPORT_LOG, Permission.REPORT_TRIAGE, Permission.CASE_WORK)


def require_can_add_premises(
    by: User | None, *, has_words: bool, whole_point: bool, uprn: int | None
) -> None:
    """The public (``None``) and staff who take reports may. Something must say where it is."""
    if not any(can(by, permission) for permission in _MAY_ADD):
        raise PermissionDenied("add premises")
    if not whole_point:
        raise NotNow("Give both numbers of the grid reference, or neither.")
    if not has_words:
        raise NotNow("Say where it is: an address, a postcode or a few words.")
    if uprn is not None and not 0 < uprn < 10**12:
        raise NotNow("A unique property reference number has at most 12 digits.")


def require_can_load(by: User | None) -> None:
    """Reference data is loaded by the system administrator or by a command."""
    require(by, Permission.DATA_IMPORT)


def require_can_put_on_patch(by: User | None, area: Area) -> None:
    """Wards and drawn outlines of patches belong to a patch; small areas do not."""
    require(by, Permission.DATA_IMPORT)
    if area.kind not in {Area.Kind.WARD, Area.Kind.PATCH}:
        raise NotNow("Only a ward or the outline of a patch can be put on a patch.")


def believed_point(
    point: tuple[int, int] | None, middle: tuple[int, int] | None
) -> tuple[int, int] | None:
    """The point to keep. What was typed must not move an address far away from its postcode."""
    if point is None or not grid.on_grid(*point):
        return middle
    if middle is None:
        return point
    far = (point[0] - middle[0]) ** 2 + (point[1] - middle[1]) ** 2
    return middle if far > FARTHEST_FROM_POSTCODE**2 else point


def same_street(
    one: tuple[str, tuple[int, int] | None], other: tuple[str, tuple[int, int] | None]
) -> bool:
    """Whether two streets of one name are the same street: by the town, or by how near they lie.

    Each is its town as typed and its point. Without either they are not taken for the same.
    """
    (town, here), (its_town, there) = one, other
    if here and there:
        away = (here[0] - there[0]) ** 2 + (here[1] - there[1]) ** 2
        return away <= SAME_STREET**2
    return bool(town) and words(town) == words(its_town)
