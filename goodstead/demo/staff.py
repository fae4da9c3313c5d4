"""The people who work in the demo borough: the strategy's own teams, with invented names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password

from goodstead.access import actions
from goodstead.access.models import Organisation, Patch, User

from .borough import PATCHES

PASSWORD = "demo only passphrase"  # noqa: S105  cannot exist in production: see the command


@dataclass(frozen=True)
class Post:
    email: str
    name: str
    role: str
    team: str
    patches: tuple[str, ...] = ()


TEAMS = {
    "asb": "Neighbourhood and Enforcement",
    "partnerships": "Community Partnerships",
    "wardens": "Street Wardens",
    "environment": "Community Environment",
    "protection": "Public Health and Protection",
    "contact": "Contact Centre",
    "governance": "Information Governance",
}
PARTNERS = {"police": "Safer Neighbourhood Police Team", "homes": "Meadow Homes Association"}
CENTRES = {"centre": "Hartsmere Welcome Centre"}

_NEIGHBOURHOOD = (
    "Amara Osei", "Ben Whitlock", "Chloe Marsh", "Dev Malhotra", "Ellie Rudd",
    "Farid Noor", "Grace Tolley", "Harun Yildiz", "Isla Penrose", "Joel Adeyemi",
)  # fmt: skip


def posts() -> list[Post]:
    """Everyone with a sign-in, in the order in which they are shown."""
    return [
        Post("leader", "Maureen Castle", "team_leader", "asb"),
        Post("coordinator", "Owen Farrant", "coordinator", "asb"),
        Post("officer", "Priya Shah", "officer", "asb", PATCHES[:4]),
        Post("officer2", "Tom Ridley", "officer", "asb", PATCHES[4:7]),
        Post("officer3", "Keira Lowe", "officer", "asb", PATCHES[7:]),
        Post("lead", "Nadia Rahman", "restricted_worker", "asb", PATCHES),
        *(
            Post(f"patch{n}", name, "neighbourhood_officer", "asb", (patch,))
            for n, (name, patch) in enumerate(zip(_NEIGHBOURHOOD, PATCHES, strict=True), start=1)
        ),
        Post("contact", "Sally Byrne", "call_handler", "contact"),
        Post("contact2", "Imran Aziz", "call_handler", "contact"),
        Post("warden", "Carl Bosworth", "warden", "wardens", PATCHES[2:5]),
        Post("warden2", "Jess Tranter", "warden", "wardens", PATCHES[5:7]),
        Post("partnerships", "Rhys Howell", "coordinator", "partnerships"),
        Post("environment", "Lorna Pike", "neighbourhood_officer", "environment", PATCHES),
        Post("protection", "Yusuf Demir", "neighbourhood_officer", "protection", PATCHES),
        Post("governance", "Helen Stott", "information_officer", "governance"),
        Post("audit", "Martin Frost", "auditor", "governance"),
        Post("admin", "Zoe Keeble", "administrator", "governance"),
        Post("councillor", "Councillor Ada Finch", "councillor", "governance"),
        Post("police", "Sergeant Dan Muir", "partner", "police"),
        Post("homes", "Petra Lang", "partner", "homes"),
        Post("centre", "Miriam Asante", "centre_worker", "centre"),
    ]


def address(post: Post) -> str:
    return f"{post.email}@{settings.DEMO_DOMAIN}"


def engage(at: datetime) -> dict[str, User]:
    """Open every account. Answers with the accounts by the first part of their address."""
    council = actions.add_organisation(
        by=None, name="Hartsmere Borough Council", is_council=True, at=at
    )
    teams = {
        code: actions.add_team(by=None, organisation=council, name=name, code=code, at=at)
        for code, name in TEAMS.items()
    }
    for code, name in (PARTNERS | CENTRES).items():
        body: Organisation = actions.add_organisation(by=None, name=name, at=at)
        teams[code] = actions.add_team(by=None, organisation=body, name=name, code=code, at=at)
    patches: dict[str, Patch] = {
        name: actions.add_patch(by=None, name=name, team=teams["asb"], at=at) for name in PATCHES
    }
    users = {
        post.email: actions.add_user(
            by=None,
            email=address(post),
            name=post.name,
            role=post.role,
            team=teams[post.team],
            patches=[patches[name] for name in post.patches],
            telephone="01632 960150",
            at=at,
        )
        for post in posts()
    }
    # Hashing is slow on purpose; in the demo once is enough for everybody.
    User.objects.update(password=make_password(PASSWORD))
    return users
