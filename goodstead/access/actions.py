"""Accounts, teams and patches: every change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from goodstead.ledger import actions as ledger

from . import rules
from .models import Organisation, Patch, Team, User


@transaction.atomic
def add_organisation(
    *, by: User | None, name: str, is_council: bool = False, at: datetime
) -> Organisation:
    """Add the council or a partner body."""
    rules.require_can_manage_users(by)
    organisation = Organisation.objects.create(name=name, is_council=is_council)
    ledger.record(by, "access.organisation_added", organisation, at=at, name=name)
    return organisation


@transaction.atomic
def add_team(
    *, by: User | None, organisation: Organisation, name: str, code: str, at: datetime
) -> Team:
    """Add a team to an organisation."""
    rules.require_can_manage_users(by)
    team = Team.objects.create(organisation=organisation, name=name, code=code)
    ledger.record(by, "access.team_added", team, at=at, name=name)
    return team


@transaction.atomic
def add_patch(*, by: User | None, name: str, team: Team, at: datetime) -> Patch:
    """Add a patch for a team to look after."""
    rules.require_can_manage_users(by)
    patch = Patch.objects.create(name=name, team=team)
    ledger.record(by, "access.patch_added", patch, at=at, name=name)
    return patch


@transaction.atomic
def add_user(
    *,
    by: User | None,
    email: str,
    name: str,
    role: str,
    team: Team,
    patches: Iterable[Patch] = (),
    telephone: str = "",
    password: str | None = None,
    at: datetime,
) -> User:
    """Open an account. Without a password nobody can sign in with it yet."""
    rules.require_can_manage_users(by)
    rules.require_known_role(role)
    user = User(email=email.lower(), name=name, role=role, team=team, telephone=telephone)
    user.set_password(password)
    user.save()
    user.patches.set(patches)
    ledger.record(by, "access.user_added", user, at=at, name=name, role=role)
    return user


@transaction.atomic
def suspend_user(*, by: User | None, user: User, at: datetime) -> User:
    """Close an account. The person's next request is refused."""
    user = User.objects.select_for_update().get(pk=user.pk)
    rules.require_can_suspend_user(by, user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    ledger.record(by, "access.user_suspended", user, at=at, name=user.name)
    return user


@transaction.atomic
def change_role(*, by: User | None, user: User, role: str, at: datetime) -> User:
    """Give a person another post; what they may do changes with their next request."""
    user = User.objects.select_for_update().get(pk=user.pk)
    rules.require_can_manage_users(by)
    rules.require_known_role(role)
    before, user.role = user.role, role
    user.save(update_fields=["role"])
    ledger.record(by, "access.role_changed", user, at=at, name=user.name, before=before, after=role)
    return user


@transaction.atomic
def give_patches(*, by: User | None, user: User, patches: Iterable[Patch], at: datetime) -> User:
    """Say which patches a person looks after, in place of those before."""
    user = User.objects.select_for_update().get(pk=user.pk)
    rules.require_can_manage_users(by)
    patches = list(patches)
    user.patches.set(patches)
    names = [patch.name for patch in patches]
    ledger.record(by, "access.patches_given", user, at=at, name=user.name, patches=names)
    return user
