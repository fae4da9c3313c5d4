"""May this person change accounts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from .definitions.roles import ROLES
from .models import SignInLink, Team, User
from .permissions import NotNow, Permission, require


def require_can_manage_users(by: User | None) -> None:
    """Only the administrator's post (or the system itself, at set-up) changes accounts."""
    require(by, Permission.USER_MANAGE)


def require_can_suspend_user(by: User | None, user: User, *, others: int) -> None:
    """Nobody locks themselves out by accident, and somebody can always open an account.

    ``others`` counts the administrators besides this person.
    """
    require_can_manage_users(by)
    if by is not None and by.pk == user.pk:
        raise NotNow("You cannot suspend your own account. Ask another administrator.")
    if not user.is_active:
        raise NotNow("This account is already suspended.")
    _require_administrator_left(user, others)


def require_can_restore_user(by: User | None, user: User) -> None:
    """Only who was suspended is brought back."""
    require_can_manage_users(by)
    if user.is_active:
        raise NotNow("This account is not suspended.")


def require_can_change_role(by: User | None, user: User, role: str, *, others: int) -> None:
    """Nobody gives themselves another post: what they may do is for somebody else to decide."""
    require_can_manage_users(by)
    require_known_role(role)
    if by is not None and by.pk == user.pk:
        raise NotNow("You cannot change your own role. Ask another administrator.")
    if user.role == role:
        raise NotNow(f"{user.name} has this role already.")
    if user.is_active and Permission.USER_MANAGE not in ROLES[role].permissions:
        _require_administrator_left(user, others)


def require_can_change_account(
    by: User | None, user: User, team: Team, *, changed: Sequence[str]
) -> None:
    """Nobody moves to another body: what they have seen there would come with them."""
    require_can_manage_users(by)
    if team.organisation_id != user.team.organisation_id:
        raise NotNow(
            f"{team.name} is not a team of {user.team.organisation.name}. Suspend this account and "
            "open a new one there."
        )
    if not changed:
        raise NotNow("Nothing is different from what is stored.")


def _require_administrator_left(user: User, others: int) -> None:
    if Permission.USER_MANAGE in ROLES[user.role].permissions and others == 0:
        raise NotNow(
            f"{user.name} is the only administrator. Make somebody else an administrator first."
        )


def require_can_give_link(by: User | None, user: User) -> None:
    """A link is for somebody who may sign in."""
    require_can_manage_users(by)
    if not user.is_active:
        raise NotNow("This account is suspended. Bring the person back first.")


def require_working_link(link: SignInLink | None, at: datetime) -> SignInLink:
    """Used once, in time, and while the account is open."""
    if link is None or link.used_at or link.ends_at <= at or not link.user.is_active:
        raise NotNow("This link does not work any more. Ask your administrator for a new one.")
    return link


def require_good_password(password: str, user: User) -> None:
    """Long, not common, and not made of the person's own address."""
    try:
        validate_password(password, user)
    except ValidationError as faults:
        raise NotNow(" ".join(faults.messages)) from None


def require_new_email(email: str, *, taken: bool) -> None:
    """One address, one account. The constraint of the table says it again."""
    if taken:
        raise NotNow(f"{email} has an account already. Look under suspended accounts too.")


def require_new_name(name: str, *, taken: bool) -> None:
    """Two teams of one body, two patches or two bodies do not share a name."""
    if not name.strip():
        raise NotNow("Enter a name.")
    if taken:
        raise NotNow(f"There is already one called “{name}”. Choose another name.")


def require_known_role(role: str) -> None:
    """A post that the policy does not know opens no account."""
    if role not in ROLES:
        raise NotNow(f"There is no role called “{role}”")
