"""Starting clocks, and agreeing a date with somebody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models, transaction

from goodstead.ledger import actions as ledger
from goodstead.ledger.models import key_of

from .. import rules
from ..calendar import end_of_day, start_of_day
from ..definitions.counting import Clock, Unit
from ..models import Deadline
from ..rules.counting import last_day_of, warn_at
from .stopping import close

if TYPE_CHECKING:
    from goodstead.access.models import Team, User


@transaction.atomic(savepoint=False)  # decision 16
def start(
    record: models.Model,
    clocks: Iterable[Clock],
    *,
    by: User | None,
    at: datetime,
    about: models.Model | None = None,
    since: date | datetime | None = None,
    owner: User | None = None,
    team: Team | None = None,
    harm: int = 0,
    restricted: bool = False,
    note: str = "",
    restart: bool = False,
) -> list[Deadline]:
    """Start each clock for ``record`` in the file of ``about``. Call it from an action.

    It counts from ``since`` (the day the notice was served, say), which is ``at`` when not given.
    ``team`` is the owner's when not given. ``restart`` cancels one that is still running;
    without it a second one of the same code for the same record is a ``ValueError``.
    """
    begun = _moment(since, at)
    deadlines = [
        _deadline(clock, begun, rules.due_at(clock, begun), rules.sum_in_words(clock, begun))
        for clock in clocks
    ]
    for deadline in deadlines:
        _hold(deadline, owner=owner, team=team, harm=harm, restricted=restricted, note=note)
    return _place(record, deadlines, by=by, at=at, about=about or record, restart=restart)


@transaction.atomic
def agree(
    record: models.Model,
    clock: Clock,
    *,
    by: User | None,
    at: datetime,
    due: date | datetime,
    about: models.Model | None = None,
    owner: User | None = None,
    team: Team | None = None,
    harm: int = 0,
    restricted: bool = False,
    note: str = "",
    restart: bool = False,
) -> Deadline:
    """Start a clock whose end was agreed with a person instead of counted: a visit, a review.

    A date means the end of that day. For a statutory clock this is a ``ValueError``.
    """
    if clock.statutory:
        raise ValueError(f"{clock.code} is set by law and is counted, not agreed")
    end = due if isinstance(due, datetime) else end_of_day(due)
    deadline = _deadline(clock, at, end, f"agreed date {rules.day_in_words(last_day_of(end))}")
    _hold(deadline, owner=owner, team=team, harm=harm, restricted=restricted, note=note)
    return _place(record, [deadline], by=by, at=at, about=about or record, restart=restart)[0]


def _moment(since: date | datetime | None, at: datetime) -> datetime:
    if since is None:
        return at
    return since if isinstance(since, datetime) else start_of_day(since)


def _deadline(clock: Clock, begun: datetime, due: datetime, why: str) -> Deadline:
    return Deadline(
        code=clock.code,
        label=clock.label,
        source=clock.source,
        why=why[:400],
        started_at=begun,
        due_at=due,
        last_day=last_day_of(due),
        warn_at=warn_at(clock, begun=begun, due=due),
        amount=clock.amount,
        unit=clock.unit.value,
        count=clock.count.value,
        disregard=" ".join(clock.disregard),
        statutory=clock.statutory,
        pausable=clock.pausable,
        movable=clock.may_move,
        rolls=clock.rolls,
        warn_days=clock.warn_days,
    )


def _hold(
    deadline: Deadline,
    *,
    owner: User | None,
    team: Team | None,
    harm: int,
    restricted: bool,
    note: str,
) -> None:
    deadline.owner = owner
    deadline.team_id = team.pk if team else (owner.team_id if owner else None)
    deadline.harm = harm
    deadline.restricted = restricted
    deadline.note = note


def _place(
    record: models.Model,
    deadlines: list[Deadline],
    *,
    by: User | None,
    at: datetime,
    about: models.Model,
    restart: bool,
) -> list[Deadline]:
    """Write them, and one ledger entry for all of them."""
    subject = key_of(record)
    codes = [deadline.code for deadline in deadlines]
    running = Deadline.objects.select_for_update().running().filter(subject=subject)
    for old in running.filter(code__in=codes).order_by("pk"):
        if not restart:
            raise ValueError(f"{old.code} is already running for {subject}")
        close(old, by=by, at=at, met=False, done_at=None)
    for deadline in deadlines:
        deadline.subject, deadline.about = subject, key_of(about)
        deadline.save(force_insert=True)
    if deadlines:
        ledger.record(
            by,
            "clocks.started",
            deadlines[0],
            at=at,
            about=about,
            changed=deadlines[1:],
            what=[f"{d.label} by {_when(d)}" for d in deadlines],
        )
    return deadlines


def _when(deadline: Deadline) -> str:
    if deadline.unit == Unit.HOURS:
        return rules.moment_in_words(deadline.due_at)
    return rules.day_in_words(deadline.last_day)
