"""Who holds the deadlines of a file, how urgent they are, and who may see them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction

from goodstead.ledger import actions as ledger
from goodstead.ledger.models import key_of

from ..models import Deadline

if TYPE_CHECKING:
    from goodstead.access.models import Team, User


@transaction.atomic
def hand_over(
    about: models.Model,
    *,
    by: User | None,
    at: datetime,
    owner: User | None,
    team: Team | None = None,
    was: User | None = None,
) -> list[Deadline]:
    """Give the file's running deadlines to another owner (only those of ``was``, when given).

    ``team`` is the new owner's when not given.
    """
    team_id = team.pk if team else (owner.team_id if owner else None)
    held = _running(about)
    deadlines = list(held.filter(owner=was) if was else held)
    for deadline in deadlines:
        deadline.owner, deadline.team_id = owner, team_id
        deadline.save(update_fields=["owner", "team"])
    _record(by, "clocks.handed_over", deadlines, at, about, owner=owner.name if owner else "nobody")
    return deadlines


@transaction.atomic
def weigh(about: models.Model, *, by: User | None, at: datetime, harm: int) -> list[Deadline]:
    """Set how much harm stands behind the file's running deadlines: it orders the due list."""
    deadlines = list(_running(about).exclude(harm=harm))
    for deadline in deadlines:
        deadline.harm = harm
        deadline.save(update_fields=["harm"])
    _record(by, "clocks.weighed", deadlines, at, about, harm=harm)
    return deadlines


@transaction.atomic
def restrict(
    about: models.Model, *, by: User | None, at: datetime, restricted: bool
) -> list[Deadline]:
    """Hide all deadlines of a file from everyone but their owners, or show them again.

    Those that are done with too: they name the file.
    """
    rows = Deadline.objects.select_for_update().filter(about=key_of(about))
    deadlines = list(rows.exclude(restricted=restricted).order_by("pk"))
    for deadline in deadlines:
        deadline.restricted = restricted
        deadline.save(update_fields=["restricted"])
    outcome = "shown to their owners only" if restricted else "shown to the team again"
    _record(by, "clocks.restricted", deadlines, at, about, outcome=outcome)
    return deadlines


def _running(about: models.Model) -> models.QuerySet[Deadline]:
    rows = Deadline.objects.select_for_update().running()
    return rows.filter(about=key_of(about)).order_by("pk")


def _record(
    by: User | None,
    verb: str,
    deadlines: list[Deadline],
    at: datetime,
    about: models.Model,
    **facts: object,
) -> None:
    """One entry for the file, none when nothing changed."""
    if deadlines:
        ledger.record(
            by,
            verb,
            deadlines[0],
            at=at,
            about=about,
            changed=deadlines[1:],
            how_many=len(deadlines),
            **facts,
        )
