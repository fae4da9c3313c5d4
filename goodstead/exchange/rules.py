"""Who may take in files from other systems."""

from __future__ import annotations

from goodstead.access.models import User
from goodstead.access.permissions import Permission, require


def require_can_import(by: User | None) -> None:
    """The system administrator, or a command on the server (``None``)."""
    require(by, Permission.DATA_IMPORT)
