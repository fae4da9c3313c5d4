"""What pages and actions read about cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from goodstead.access.definitions.permissions import Permission
from goodstead.access.definitions.roles import ROLES
from goodstead.access.models import Patch, Team, User
from goodstead.access.permissions import NotNow, can
from goodstead.clocks.calendar import day_of
from goodstead.clocks.models import Deadline
from goodstead.clocks.queries import running_about

from .definitions import standards
from .models import Case


@dataclass(frozen=True)
class Suggestion:
    """Who should have a case, and why, in words that go into the ledger."""

    officer: User
    why: str


def _roles_with(*permissions: Permission) -> list[str]:
    return [code for code, role in ROLES.items() if set(permissions) <= role.permissions]


def holders(*, restricted: bool) -> list[str]:
    """The posts whose holders may be the named officer of a case."""
    extra = [Permission.RESTRICTED_VIEW] if restricted else []
    return _roles_with(Permission.CASE_WORK, *extra)


def _first_choices(*, restricted: bool) -> list[str]:
    """Posts asked first: who leads a team, or is kept for restricted cases, comes after."""
    kept_back = {Permission.CASE_ASSIGN} | (set() if restricted else {Permission.RESTRICTED_VIEW})
    return [
        code for code in holders(restricted=restricted) if not kept_back & ROLES[code].permissions
    ]


def suggest_officer(*, patch: Patch | None, team: Team | None, restricted: bool) -> Suggestion:
    """The patch's own officer first; otherwise the one in the team with the fewest open cases.

    A restricted case goes only to somebody trained for it. The same question always has the same
    answer: ties go to the account that was opened first. Raises ``NotNow`` when there is nobody.
    """
    team = team or (patch.team if patch else None)
    for who, why in _circles(patch, team, restricted=restricted):
        for posts in (_first_choices(restricted=restricted), holders(restricted=restricted)):
            if found := _least_loaded(who, posts):
                return Suggestion(found, why)
    raise NotNow(
        "There is nobody who can be given this case. Ask the administrator for an account."
    )


def suggest_trained(case: Case) -> Suggestion | None:
    """Who takes this case over when it is restricted; nobody when its officer is trained for it."""
    if can(case.officer, Permission.RESTRICTED_VIEW):
        return None
    return suggest_officer(patch=case.patch, team=case.team, restricted=True)


def _circles(patch: Patch | None, team: Team | None, *, restricted: bool) -> list[tuple[Q, str]]:
    """Where to look, nearest first, each with the words for why."""
    trained = " of those trained for restricted cases" if restricted else ""
    found = []
    if patch is not None:
        found.append((Q(patches=patch), f"looks after {patch.name}"))
    if team is not None:
        found.append((Q(team=team), f"has the fewest open cases in {team.name}{trained}"))
    council = Q(team__organisation__is_council=True)
    found.append((council, f"has the fewest open cases in the council{trained}"))
    return found


def _least_loaded(who: Q, posts: list[str]) -> User | None:
    held = Case.objects.still_open().filter(officer=OuterRef("pk")).order_by()
    load = held.values("officer").annotate(n=Count("pk")).values("n")
    candidates = User.objects.filter(who, is_active=True, role__in=posts)
    ranked = candidates.annotate(load=Coalesce(Subquery(load), 0)).order_by("load", "pk")
    found: User | None = ranked.first()
    return found


def may_hold(case: Case) -> list[User]:
    """Everybody who may be named as the officer of this case, by name."""
    posts = holders(restricted=case.restricted)
    people = User.objects.filter(
        is_active=True, role__in=posts, team__organisation_id=case.team.organisation_id
    )
    return list(people.exclude(pk=case.officer_id).order_by("name", "pk"))


def may_read(case: Case) -> list[User]:
    """Everybody trained for restricted cases who is not yet on the list of this one, by name."""
    posts = _roles_with(Permission.RESTRICTED_VIEW)
    listed = case.readers.filter(ended_at=None).values("user")
    people = User.objects.filter(
        is_active=True, role__in=posts, team__organisation_id=case.team.organisation_id
    )
    return list(people.exclude(pk=case.officer_id).exclude(pk__in=listed).order_by("name", "pk"))


def sees_beyond_patches(user: User) -> bool:
    """Whether this person sees the cases of a whole team, or of the council."""
    return can(user, Permission.CASE_VIEW_ALL) or can(user, Permission.CASE_VIEW_TEAM)


def patches_seen_by(user: User) -> list[tuple[int, str]]:
    """The patches whose cases this person may list, by name."""
    found = Patch.objects.order_by("name")
    if can(user, Permission.CASE_VIEW_ALL):
        pass
    elif can(user, Permission.CASE_VIEW_TEAM):
        found = found.filter(team_id=user.team_id)
    else:
        found = found.filter(officers=user)
    return list(found.values_list("pk", "name"))


def weeks_open(case: Case, on: date) -> int:
    """Full weeks since the case was opened, to when it was closed if it was."""
    end = day_of(case.closed_at) if case.closed_at else on
    return max((end - day_of(case.opened_at)).days, 0) // 7


@dataclass(frozen=True)
class Standing:
    """What the bar at the top of each page of a case says: what comes next, and by when."""

    next_contact: Deadline | None
    next_review: Deadline | None
    next_by_law: Deadline | None
    weeks: int


def standing(case: Case, at: datetime) -> Standing:
    """One query, however much is due on the case."""
    running = list(running_about(case))

    def first(codes: tuple[str, ...]) -> Deadline | None:
        return next((d for d in running if d.code in codes), None)

    return Standing(
        next_contact=first(standards.CONTACTS),
        next_review=first(standards.REVIEWS),
        next_by_law=next((d for d in running if d.statutory), None),
        weeks=weeks_open(case, day_of(at)),
    )
