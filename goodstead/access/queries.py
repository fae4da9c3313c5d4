"""What the pages of administration and the actions read."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db.models import Prefetch

from .definitions.permissions import Permission
from .definitions.roles import ROLES
from .models import Organisation, Patch, SignInLink, Team, User, UserQuerySet


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def link_of(token: str, at: datetime) -> SignInLink | None:
    """The link of this token while it works; ``None`` for every other, whatever is wrong with it."""
    found = SignInLink.objects.filter(token_hash=hash_of(token), used_at=None, ends_at__gt=at)
    return found.filter(user__is_active=True).select_related("user").first()


def accounts(user: User, *, suspended: bool = False) -> UserQuerySet:
    """The accounts that this person looks after, with team and patches."""
    found: UserQuerySet = User.objects.visible_to(user).filter(is_active=not suspended)
    return found.select_related("team__organisation").prefetch_related("patches")


def administrators() -> UserQuerySet:
    """Everybody who can open and shut accounts now."""
    posts = [code for code, role in ROLES.items() if Permission.USER_MANAGE in role.permissions]
    found: UserQuerySet = User.objects.filter(is_active=True, role__in=posts)
    return found


def organisations() -> list[Organisation]:
    """The council first, then the partner bodies, each with its teams, patches and officers."""
    officers = User.objects.filter(is_active=True).order_by("name", "pk")
    patches = Patch.objects.order_by("name").prefetch_related(
        Prefetch("officers", queryset=officers)
    )
    teams = Team.objects.order_by("name").prefetch_related(Prefetch("patches", queryset=patches))
    found = Organisation.objects.prefetch_related(Prefetch("teams", queryset=teams))
    return list(found.order_by("-is_council", "name"))


def teams() -> list[Team]:
    """Every team, the council's first."""
    found = Team.objects.select_related("organisation")
    return list(found.order_by("-organisation__is_council", "organisation__name", "name"))


def patches() -> list[Patch]:
    """Every patch, by name."""
    return list(Patch.objects.select_related("team").order_by("name"))
