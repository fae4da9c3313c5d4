"""What a person may do, and the two ways of refusing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from .definitions.permissions import Permission
from .definitions.roles import ROLES

if TYPE_CHECKING:
    from .models import User


class NotNow(Exception):
    """They may do this, but not yet. The message says what to do first and is shown on the form."""


def can(user: User | None, permission: Permission) -> bool:
    """Whether this person's role holds the permission. The system itself (``None``) may do anything."""
    if user is None:
        return True
    return user.is_active and permission in ROLES[user.role].permissions


def require(user: User | None, permission: Permission) -> None:
    """Refuse with ``PermissionDenied`` (a 403 page) unless the person holds the permission."""
    if not can(user, permission):
        raise PermissionDenied(permission)


__all__ = ["NotNow", "Permission", "PermissionDenied", "can", "require"]
