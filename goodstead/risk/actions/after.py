"""What follows in the case when somebody's risk is known or judged anew."""

from __future__ import annotations

from datetime import datetime

from goodstead.access.models import User
from goodstead.cases import actions as cases
from goodstead.cases.definitions.statuses import BAND_RANK, OPEN
from goodstead.cases.models import Case, Party
from goodstead.clocks import actions as clocks
from goodstead.clocks.definitions.counting import Clock
from goodstead.clocks.rules import due_at

from .. import queries, rules
from ..definitions.first import CODE, first_clock
from ..models import Assessment, Override, Told


def _standing(assessment: Assessment) -> queries.Standing:
    """How its person stands now, for a judgement on this assessment, which must be the newest."""
    latest = queries.latest_assessment(assessment.case, assessment.person)
    rules.require_latest(assessment, latest)
    return queries.standing_of(latest or assessment)


def _carry(raised: Override, assessment: Assessment, at: datetime) -> Override:
    return Override.objects.create(
        assessment=assessment,
        to_band=raised.to_band,
        direction=Override.UP,
        reason=raised.reason,
        asked_by=raised.asked_by,
        asked_at=at,
        decided_by=raised.decided_by,
        decided_at=at,
        agreed=True,
        carried_from=raised,
    )


def _hold(held: queries.Held, assessment: Assessment, at: datetime) -> Override:
    return Override.objects.create(
        assessment=assessment,
        to_band=held.band,
        direction=Override.UP,
        reason=held.words,
        asked_at=at,
        decided_at=at,
        agreed=True,
    )


def _start_next(
    by: User | None, case: Case, assessment: Assessment, clock: Clock, at: datetime
) -> None:
    """Assess this person again. The date that was running has been met."""
    for party, _ in queries.clocked(case, assessment.person):
        clocks.stop(party, CODE, by=by, at=at)
    if party_now := queries.party_of(case, assessment.person):
        _start(by, case, party_now, clock, at, since=at)


def _bring_forward(
    by: User | None, case: Case, assessment: Assessment, band: str, at: datetime
) -> None:
    """The next assessment by the raised band, unless it is due sooner anyway."""
    clock = assessment.instrument.band(band).review
    for party, running in queries.clocked(case, assessment.person):
        if running.due_at > due_at(clock, at):
            _start(by, case, party, clock, at, since=at)


def _start(
    by: User | None,
    case: Case,
    subject: Case | Party,
    clock: Clock,
    at: datetime,
    *,
    since: datetime,
) -> None:
    clocks.start(
        subject,
        [clock],
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


def _set_harm(by: User | None, case: Case, at: datetime) -> Case:
    """The case is as urgent as the person at the highest risk in it; not yet known without one.

    Somebody at high harm by their report is not out of danger because somebody else was assessed,
    nor because they were assessed before they made it.
    """
    standing, told = queries.standing(case), queries.high_by_report(case)
    if told and (standing is None or told.band != standing.band):
        return cases.set_harm(by=by, at=at, case=case, band=told.band, score=None, words=told.words)
    if standing is None:
        return cases.set_harm(by=by, at=at, case=case, band="", score=None, words="")
    return cases.set_harm(
        by=by,
        at=at,
        case=case,
        band=standing.band,
        score=standing.assessment.score,
        words=standing.words,
    )


def _heed(case: Case, told: Told, at: datetime) -> None:
    """A report of high harm makes the case as urgent at once, and whoever it is about is assessed
    as soon as somebody new would be."""
    if case.status not in OPEN:
        return
    if BAND_RANK[told.band] > case.harm_rank:
        case = _set_harm(None, case, at)
    clock = first_clock(told.band)
    for person in [told.person] if told.person else queries.harmed(case):
        for party, running in queries.clocked(case, person):
            if running.due_at > due_at(clock, at):
                _start(None, case, party, clock, at, since=at)
