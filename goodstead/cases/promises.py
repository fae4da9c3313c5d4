"""Dates promised in a case, by the standard or by agreement. Called inside actions only."""

from __future__ import annotations

from datetime import date, datetime

from goodstead.access.models import User
from goodstead.clocks import actions as clocks
from goodstead.clocks.calendar import day_of

from .definitions import standards
from .models import Case


def start(
    case: Case, codes: tuple[str, ...], *, by: User | None, at: datetime, since: datetime
) -> None:
    """Start the promises of these names, as the standard gives them to the band of this case."""
    clocks.start(
        case,
        standards.clocks_for(codes, case.harm_band, day_of(at)),
        by=by,
        at=at,
        about=case,
        since=since,
        owner=case.officer,
        team=case.team,
        harm=case.harm_rank,
        restricted=case.restricted,
        restart=True,
    )


def agree(case: Case, code: str, *, due: date, by: User | None, at: datetime) -> None:
    """Promise a day that was agreed, in place of one that runs. Nothing when the band has none."""
    clock = standards.clock_for(code, case.harm_band, day_of(at))
    if clock is not None:
        clocks.agree(
            case,
            clock,
            by=by,
            at=at,
            due=due,
            about=case,
            owner=case.officer,
            team=case.team,
            harm=case.harm_rank,
            restricted=case.restricted,
            restart=True,
        )
