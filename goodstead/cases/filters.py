"""The filter beside the list of cases."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from goodstead.access.models import User
from goodstead.access.permissions import Permission, can

from .definitions.categories import CATEGORIES
from .definitions.statuses import BANDS, STATUSES
from .models import CaseReader
from .queries import patches_seen_by, sees_beyond_patches

_UNASSESSED = "none"
CLOSED = "closed"
_BANDS = [(code or _UNASSESSED, name) for code, name in BANDS.items()]
_STATES = [(s.code, s.name) for s in STATUSES.values() if s.open] + [(CLOSED, "Closed")]


def whose(user: User) -> dict[str, str]:
    """Whose cases can be asked for; the first is shown when nothing is chosen.

    Each is a plain range of one index. So an officer of several patches looks at one at a time.
    """
    found = {}
    if can(user, Permission.CASE_VIEW_ALL):
        found["all"] = "All of the council"
    elif can(user, Permission.CASE_VIEW_TEAM):
        found["team"] = "My team’s"
    if can(user, Permission.CASE_WORK):
        found["mine"] = "Mine"
    if not sees_beyond_patches(user):
        found |= {f"patch-{pk}": f"On {name}" for pk, name in patches_seen_by(user)}
    if can(user, Permission.RESTRICTED_VIEW):
        found["named"] = "Restricted, with me on the list"
    return found or {"mine": "Mine"}


def choose(queryset: QuerySet[Any], user: User, choice: str) -> QuerySet[Any]:
    """The cases of one choice that ``whose`` offers."""
    if choice == "mine":
        return queryset.filter(officer=user)
    if choice == "team":
        return queryset.filter(team_id=user.team_id)
    if choice.startswith("patch-"):
        return queryset.filter(patch=int(choice.removeprefix("patch-")))
    if choice == "named":
        listed = CaseReader.objects.filter(user=user, ended_at=None)
        return queryset.filter(pk__in=listed.values("case"))
    return queryset


class CaseFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Open cases unless closed ones are asked for: each has its own order and its own index."""

    whose = django_filters.ChoiceFilter(label="Whose", empty_label=None)
    status = django_filters.ChoiceFilter(label="Status", choices=_STATES, empty_label="Open")
    band = django_filters.ChoiceFilter(label="Harm", choices=_BANDS, empty_label="Any")
    category = django_filters.ChoiceFilter(
        label="What is happening",
        choices=[(c.code, c.name) for c in CATEGORIES.values()],
        empty_label="Anything",
    )
    patch = django_filters.ChoiceFilter(label="Patch", empty_label="Any")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user: User = self.request.user
        self.offered = whose(self.user)
        self.filters["whose"].extra["choices"] = list(self.offered.items())
        if sees_beyond_patches(self.user):
            self.filters["patch"].extra["choices"] = patches_seen_by(self.user)
        else:
            del self.filters["patch"]

    @property
    def closed(self) -> bool:
        """Whether closed cases were asked for."""
        return bool(self.data.get("status") == CLOSED)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.form.cleaned_data
        queryset = choose(queryset, self.user, chosen.get("whose") or next(iter(self.offered)))
        queryset = queryset.filter(closed_at__isnull=not self.closed)
        status, band = chosen.get("status"), chosen.get("band")
        if status and status != CLOSED:
            queryset = queryset.filter(status=status)
        if band:
            queryset = queryset.filter(harm_band="" if band == _UNASSESSED else band)
        if category := chosen.get("category"):
            queryset = queryset.filter(category=category)
        if patch := chosen.get("patch"):
            queryset = queryset.filter(patch=patch)
        return queryset
