"""What pages and actions read about reports."""

from __future__ import annotations

from goodstead.access.definitions.permissions import Permission
from goodstead.access.definitions.roles import ROLES
from goodstead.access.models import Patch, Team, User
from goodstead.access.permissions import NotNow
from goodstead.cases.queries import suggest_officer

from .models import Report


def triage_team(patch: Patch | None) -> Team | None:
    """Whose inbox a report stands in: the patch's team, or the council's first that triages."""
    if patch is not None:
        return patch.team
    roles = [code for code, role in ROLES.items() if Permission.REPORT_TRIAGE in role.permissions]
    teams = Team.objects.filter(
        organisation__is_council=True, members__is_active=True, members__role__in=roles
    )
    return teams.order_by("pk").first()


def trained_for(report: Report) -> User | None:
    """Who is alarmed about a restricted report: a named person, because nobody else may see it."""
    try:
        return suggest_officer(
            patch=report.patch, team=triage_team(report.patch), restricted=True
        ).officer
    except NotNow:
        return None
