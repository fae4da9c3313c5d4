"""Accounts, teams and patches: every change."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from goodstead.ledger import actions as ledger

from . import queries, rules
from .definitions.links import LINK_LASTS
from .models import Organisation, Patch, SignInLink, Team, User


@transaction.atomic
def add_organisation(
    *, by: User | None, name: str, is_council: bool = False, at: datetime
) -> Organisation:
    """Add the council or a partner body."""
    rules.require_can_manage_users(by)
    taken = Organisation.objects.filter(name__iexact=name).exists()
    rules.require_new_name(name, taken=taken)
    organisation = Organisation.objects.create(name=name, is_council=is_council)
    ledger.record(by, "access.organisation_added", organisation, at=at, name=name)
    return organisation


@transaction.atomic
def add_team(
    *, by: User | None, organisation: Organisation, name: str, code: str = "", at: datetime
) -> Team:
    """Add a team to an organisation. Its code is made of the two names when none is given."""
    rules.require_can_manage_users(by)
    code = code or slugify(f"{name} {organisation.name}")[:40].strip("-")
    same = Team.objects.filter(organisation=organisation, name__iexact=name)
    rules.require_new_name(name, taken=same.exists() or Team.objects.filter(code=code).exists())
    team = Team.objects.create(organisation=organisation, name=name, code=code)
    ledger.record(by, "access.team_added", team, at=at, name=name)
    return team


@transaction.atomic
def add_patch(*, by: User | None, name: str, team: Team, at: datetime) -> Patch:
    """Add a patch for a team to look after."""
    rules.require_can_manage_users(by)
    rules.require_new_name(name, taken=Patch.objects.filter(name__iexact=name).exists())
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
    rules.require_new_email(email, taken=User.objects.filter(email=email.lower()).exists())
    user = User(email=email.lower(), name=name, role=role, team=team, telephone=telephone)
    user.set_password(password)
    user.save()
    user.patches.set(patches)
    ledger.record(by, "access.user_added", user, at=at, name=name, role=role)
    return user


@transaction.atomic
def suspend_user(*, by: User | None, user: User, at: datetime) -> User:
    """Close an account. Every session of the person ends, and so does every link they were given.

    The password goes too: a session is bound to it, so none comes back to life with the account.
    """
    others = _other_administrators(user)
    user = User.objects.select_for_update().get(pk=user.pk)
    rules.require_can_suspend_user(by, user, others=others)
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    ended = _end_links(user, at)
    ledger.record(by, "access.user_suspended", user, at=at, changed=ended, name=user.name)
    return user


@transaction.atomic
def restore_user(*, by: User | None, user: User, at: datetime) -> User:
    """Open a suspended account again. The person signs in with a new link, not the old password."""
    user = User.objects.select_for_update().get(pk=user.pk)
    rules.require_can_restore_user(by, user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    ledger.record(by, "access.user_restored", user, at=at, name=user.name)
    return user


@transaction.atomic
def give_sign_in_link(*, by: User | None, user: User, at: datetime) -> str:
    """Make the link with which this person chooses a password. Answers its token, kept nowhere.

    A link that was made before ends.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    rules.require_can_give_link(by, user)
    ended = _end_links(user, at)
    token = secrets.token_urlsafe(32)
    link = SignInLink.objects.create(
        user=user, token_hash=queries.hash_of(token), made_at=at, ends_at=at + LINK_LASTS
    )
    ledger.record(by, "access.link_given", user, at=at, changed=[link, *ended], name=user.name)
    return token


@transaction.atomic
def set_password(*, by: User | None, token: str, password: str, at: datetime) -> User:
    """Choose a password with a link. The link is used up, and every session of the person ends."""
    found = queries.link_of(token, at)
    locked = SignInLink.objects.select_for_update().filter(pk=found.pk) if found else []
    link = rules.require_working_link(next(iter(locked), None), at)
    user: User = User.objects.select_for_update().get(pk=link.user_id)
    rules.require_good_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    link.used_at = link.ends_at = at
    link.save(update_fields=["used_at", "ends_at"])
    ledger.record(by, "access.password_set", user, at=at, changed=[link], name=user.name)
    return user


@transaction.atomic
def change_role(*, by: User | None, user: User, role: str, at: datetime) -> User:
    """Give a person another post; what they may do changes with their next request."""
    others = _other_administrators(user)
    user = User.objects.select_for_update().get(pk=user.pk)
    rules.require_can_change_role(by, user, role, others=others)
    before, user.role = user.role, role
    user.save(update_fields=["role"])
    ledger.record(by, "access.role_changed", user, at=at, name=user.name, before=before, after=role)
    return user


@transaction.atomic
def change_account(
    *, by: User | None, user: User, name: str, email: str, telephone: str, team: Team, at: datetime
) -> User:
    """Correct what stands in an account: a new name, another address, another team of its body.

    Links that were made for the old address end. The ledger says what changed, not to what.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    new = {"name": name.strip(), "email": email.lower(), "telephone": telephone, "team": team}
    changed = [field for field, value in new.items() if getattr(user, field) != value]
    taken = User.objects.filter(email=new["email"]).exclude(pk=user.pk).exists()
    rules.require_can_change_account(by, user, team, changed=changed)
    rules.require_new_email(email, taken=taken)
    for field in changed:
        setattr(user, field, new[field])
    user.save(update_fields=changed)
    ended = _end_links(user, at) if "email" in changed else []
    ledger.record(
        by, "access.account_changed", user, at=at, changed=ended, name=user.name, what=changed
    )
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


def _other_administrators(user: User) -> int:
    """How many there are besides this person. Locked, so that two cannot shut each other out."""
    found = queries.administrators().select_for_update().order_by("pk")
    return sum(1 for one in found if one.pk != user.pk)


def _end_links(user: User, at: datetime) -> list[SignInLink]:
    open_links = list(user.sign_in_links.select_for_update().filter(used_at=None, ends_at__gt=at))
    for link in open_links:
        link.ends_at = at
        link.save(update_fields=["ends_at"])
    return open_links
