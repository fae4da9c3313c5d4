"""Organisations, teams, patches and the people who sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from .definitions.permissions import Permission
from .definitions.roles import ROLES


class Organisation(models.Model):
    """The council itself, or a partner body."""

    name = models.CharField(max_length=120, unique=True)
    is_council = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team of an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    code = models.SlugField(max_length=40, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="access_team_once")
        ]

    def __str__(self) -> str:
        return self.name


class Patch(models.Model):
    """The streets that one officer looks after."""

    name = models.CharField(max_length=120, unique=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="patches")

    def __str__(self) -> str:
        return self.name


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: User) -> UserQuerySet:
        """Colleagues of the same organisation; a name and a team are no secret inside it.

        Who opens and shuts accounts sees every account, partner bodies' too.
        """
        if user.is_active and Permission.USER_MANAGE in ROLES[user.role].permissions:
            return self.all()
        return self.filter(team__organisation_id=user.team.organisation_id)


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Finds a user by the email that they sign in with."""


class User(AbstractBaseUser):
    """One person, one account. ``role`` names a post in ``definitions.roles``."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    telephone = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=40, choices=[(r.code, r.name) for r in ROLES.values()])
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    patches = models.ManyToManyField(Patch, related_name="officers", blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    # Signing in changes these; that is not a change to what the person may do.
    ledger_ignores: ClassVar[frozenset[str]] = frozenset({"password", "last_login"})

    def __str__(self) -> str:
        return self.name

    @property
    def role_name(self) -> str:
        return ROLES[self.role].name

    @property
    def patch_numbers(self) -> models.QuerySet[Any, Any]:
        """The numbers of this person's patches, for a door to compare with: from the link table
        alone, because every list of records asks it."""
        return type(self).patches.through.objects.filter(user=self).values("patch")

    def get_full_name(self) -> str:
        return self.name


class SignInLink(models.Model):
    """A link with which one person chooses their own password, once. Only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # used, replaced or too old from then on
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Link for {self.user_id}"
