"""May this person, and may it now; and how much harm the answers of a form tell of."""

from __future__ import annotations

from goodstead.access.models import User
from goodstead.access.permissions import Permission, require


def require_can_land_incidents(by: User | None) -> None:
    """Files from other systems are brought in by the system or by who may import."""
    require(by, Permission.DATA_IMPORT)
