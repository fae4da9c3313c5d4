"""Dates promised in a case, by the standard or by agreement. Called inside actions only."""

from __future__ import annotations

from datetime import date, datetime

from goodstead.access.models import User
from goodstead.clocks import actions as clocks
from goodstead.clocks.calendar import day_of
from goodstead.clocks.queries import running_about
from goodstead.clocks.rules.counting import due_at
from goodstead.ledger.models import key_of

from .definitions import standards
from .models import Case


def start(
    case: Case, codes: tuple[str, ...], *, by: User | None, at: datetime, since: datetime
) -> None:
    """Start the promises of these names, as the standard of that day gives them to this band."""
    clocks.start(
        case,
        standards.clocks_for(codes, case.harm_band, day_of(since)),
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


def keep_to_report(
    case: Case,
    *,
    band: str,
    reported_at: datetime,
    by: User | None,
    at: datetime,
    codes: tuple[str, ...] = standards.FROM_THE_REPORT,
) -> None:
    """Hold the case to what somebody was told when they reported: never later than that.

    A promise that runs and comes no later is theirs too; one that is late already stays as it is.
    """
    running = {d.code: d for d in running_about(case).filter(subject=key_of(case))}
    for clock in standards.clocks_for(codes, band, day_of(reported_at)):
        there = running.get(clock.code)
        if there is None and clock.code in standards.CONTACTS:
            there = running.get("next_contact")
        if there and there.due_at <= max(due_at(clock, reported_at), at):
            continue
        clocks.start(
            case,
            [clock],
            by=by,
            at=at,
            about=case,
            since=reported_at,
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
