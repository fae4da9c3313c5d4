"""May this person change accounts."""

from __future__ import annotations

from .definitions.roles import ROLES
from .models import User
from .permissions import NotNow, Permission, require


def require_can_manage_users(by: User | None) -> None:
    """Only the administrator's post (or the system itself, at set-up) changes accounts."""
    require(by, Permission.USER_MANAGE)


def require_can_suspend_user(by: User | None, user: User) -> None:
    """Nobody locks themselves out by accident."""
    require_can_manage_users(by)
    if by is not None and by.pk == user.pk:
        raise NotNow("You cannot suspend your own account. Ask another administrator.")


def require_known_role(role: str) -> None:
    """A post that the policy does not know opens no account."""
    if role not in ROLES:
        raise NotNow(f"There is no role called “{role}”")
