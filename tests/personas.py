"""The fourteen people that every test of access is asked about.

Two of them have no account: the public, and the reporter who holds a tracking link.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from goodstead.access import actions
from goodstead.access.models import Patch, Team, User

PASSWORD = "correct horse battery staple"
ACCOUNTS = {
    "call_handler": ("Cal Handler", "call_handler"),
    "officer": ("Ola Officer", "officer"),
    "other_officer": ("Otto Elsewhere", "officer"),
    "leader": ("Lena Leader", "team_leader"),
    "coordinator": ("Cora Ordinator", "coordinator"),
    "restricted_worker": ("Rae Stricted", "restricted_worker"),
    "partner": ("Sergeant Parr", "partner"),
    "centre_worker": ("Cleo Centre", "centre_worker"),
    "other_partner": ("Hal Housing", "partner"),
    "information_officer": ("Ivy Information", "information_officer"),
    "auditor": ("Aud Itor", "auditor"),
    "administrator": ("Addy Min", "administrator"),
    "leaver": ("Lee Aver", "officer"),
    "councillor": ("Cllr Cope", "councillor"),
}


@dataclass
class People:
    team: Team
    other_team: Team
    patch: Patch
    other_patch: Patch
    call_handler: User
    officer: User
    other_officer: User
    leader: User
    coordinator: User
    restricted_worker: User
    partner: User
    centre_worker: User
    other_partner: User
    information_officer: User
    auditor: User
    administrator: User
    leaver: User
    councillor: User


def make_people(at: datetime) -> People:
    """A council with a team and two patches, two partner bodies, and an account for each persona."""
    council = actions.add_organisation(by=None, name="Council", is_council=True, at=at)
    team = actions.add_team(by=None, organisation=council, name="ASB team", code="asb", at=at)
    other_team = actions.add_team(
        by=None, organisation=council, name="Environment", code="environment", at=at
    )
    bodies = {}
    for code, name in (
        ("police", "Police"),
        ("homes", "Homes Association"),
        ("centre", "Reporting Centre"),
    ):
        body = actions.add_organisation(by=None, name=name, at=at)
        bodies[code] = actions.add_team(by=None, organisation=body, name=name, code=code, at=at)
    patch = actions.add_patch(by=None, name="North", team=team, at=at)
    other_patch = actions.add_patch(by=None, name="South", team=team, at=at)
    teams = {
        "partner": bodies["police"],
        "other_partner": bodies["homes"],
        "centre_worker": bodies["centre"],
    }
    patches = {"officer": [patch], "leaver": [patch], "other_officer": [other_patch]}
    users = {
        key: actions.add_user(
            by=None,
            email=f"{key.replace('_', '.')}@council.example",
            name=name,
            role=role,
            team=teams.get(key, team),
            patches=patches.get(key, []),
            password=PASSWORD,
            at=at,
        )
        for key, (name, role) in ACCOUNTS.items()
    }
    users["leaver"] = actions.suspend_user(by=None, user=users["leaver"], at=at)
    return People(team=team, other_team=other_team, patch=patch, other_patch=other_patch, **users)
