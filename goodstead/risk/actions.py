"""Assessing risk, and a professional's judgement about it. Each keeps the case's harm in step."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.cases import actions as cases
from goodstead.cases.models import Case, Party
from goodstead.clocks import actions as clocks
from goodstead.clocks.definitions.counting import Clock
from goodstead.clocks.rules import due_at
from goodstead.ledger import actions as ledger
from goodstead.people.models import Person

from . import queries, rules
from .definitions.answers import Given, complete
from .definitions.catalogue import CURRENT
from .definitions.first import (
    CODE,
    FIND_CODE,
    LAPSED_BECAUSE,
    LOWERING,
    find_clock,
    first_clock,
)
from .definitions.instruments import Instrument
from .models import Assessment, Override, Told


@transaction.atomic
def assess_risk(
    *,
    by: User | None,
    case: Case,
    person: Person,
    answers: Mapping[str, Given],
    at: datetime,
    instrument: Instrument = CURRENT,
    submission: uuid.UUID | None = None,
) -> Assessment:
    """Keep the answers, their score and its reasons; say when to assess again.

    A question without an answer is kept as not asked, and an answer given before still counts. A
    band that was raised on judgement stays raised, and one that too little was answered to lower
    stays until a second person agrees. ``submission`` is the form's mark: the same one again
    returns the assessment that is there.
    """
    case = Case.objects.lock(case)
    rules.require_can_assess(by, case, person, instrument, answers)
    if submission and (there := queries.sent_as(submission)):
        return there
    whole = complete(instrument, answers)
    meaning = queries.meaning_of(case, person, whole, at, instrument)
    result = meaning.result
    assessment = Assessment.objects.create(
        case=case,
        person=person,
        instrument_code=instrument.code,
        instrument_version=instrument.version,
        answers=whole,
        kept=meaning.kept,
        score=result.score,
        maximum_answered=result.maximum_answered,
        band=result.band,
        reasons=list(result.reasons),
        at=at,
        by=by,
        next_due_on=meaning.next_due_on,
        submission=submission or uuid.uuid4(),
    )
    changed = [_carry(meaning.carried, assessment, at)] if meaning.carried else []
    if meaning.held:
        changed.append(_hold(meaning.held, assessment, at))
    ledger.record(
        by,
        "risk.risk_assessed",
        assessment,
        at=at,
        about=case,
        changed=changed,
        instrument=f"{instrument.code}-{instrument.version}",
        band=meaning.band,
        band_words=queries.standing_of(assessment).band_words,
        declined=len(result.declined),
        prompts=list(result.prompts),
        next_due=assessment.next_due_on,
    )
    lapse_lowerings(by=None, case=case, at=at)
    if meaning.held and rules.may_ask_to_lower(by):
        reason = (
            f"The answers come to {result.band_words}. It was higher before: {meaning.held.words}"
        )
        ask_to_lower_band(by=by, assessment=assessment, to_band=result.band, reason=reason, at=at)
    case = _set_harm(by, case, at)
    if "hate" in result.flags and not case.hate:
        case = cases.mark_hate(by=by, at=at, case=case)
    _start_next(by, case, assessment, meaning.clock, at)
    return assessment


@transaction.atomic
def keep_told(  # noqa: PLR0913 - a report as far as risk is concerned
    *,
    by: User | None,
    at: datetime,
    case: Case,
    person: Person | None,
    reference: str,
    said_at: datetime,
    answers: Mapping[str, str],
    band: str = "",
    words: str = "",
    asked: Sequence[str] = (),
    beyond: str = "",
) -> Told:
    """Keep what a report that came into the case says to the questions, for whoever assesses.

    ``band`` and ``words`` are the harm by which the case stands so high because of it, ``asked``
    and ``beyond`` what made it so. See ``Told``.
    """
    rules.require_system(by)
    case = Case.objects.lock(case)
    told = Told.objects.create(
        case=case,
        person=person,
        reference=reference,
        answers=dict(answers),
        band=band,
        words=words,
        asked=list(asked),
        beyond=beyond,
        said_at=said_at,
        at=at,
    )
    ledger.record(by, "risk.answers_told", told, at=at, about=case, reference=reference)
    return told


@transaction.atomic
def raise_band(
    *, by: User | None, assessment: Assessment, to_band: str, reason: str, at: datetime
) -> Override:
    """Raise a person's band on professional judgement. It stands at once.

    The next assessment comes no later than it would have, and by the new band if that is sooner.
    """
    case = Case.objects.lock(assessment.case)
    standing = _standing(assessment)
    rules.require_can_raise(
        by, standing.assessment, now=standing.band, to_band=to_band, reason=reason
    )
    override = Override.objects.create(
        assessment=assessment,
        to_band=to_band,
        direction=Override.UP,
        reason=reason.strip(),
        asked_by=by,
        asked_at=at,
        decided_by=by,
        decided_at=at,
        agreed=True,
    )
    ledger.record(
        by,
        "risk.band_raised",
        override,
        at=at,
        about=case,
        before=standing.definition.name,
        after=override.band.name,
    )
    lapse_lowerings(by=None, case=case, at=at)
    case = _set_harm(by, case, at)
    _bring_forward(by, case, assessment, to_band, at)
    return override


@transaction.atomic
def ask_to_lower_band(
    *, by: User | None, assessment: Assessment, to_band: str, reason: str, at: datetime
) -> Override:
    """Ask for a lower band. The higher one stands until a second person agrees."""
    case = Case.objects.lock(assessment.case)
    standing = _standing(assessment)
    rules.require_can_ask_to_lower(
        by, standing.assessment, now=standing.band, to_band=to_band, reason=reason
    )
    override = Override.objects.create(
        assessment=standing.assessment,
        to_band=to_band,
        direction=Override.DOWN,
        reason=reason.strip(),
        asked_by=by,
        asked_at=at,
    )
    ledger.record(
        by,
        "risk.lowering_asked",
        override,
        at=at,
        about=case,
        before=standing.definition.name,
        after=override.band.name,
    )
    clocks.start(
        override,
        [LOWERING],
        by=by,
        at=at,
        about=case,
        team=case.team,
        harm=case.harm_rank,
        restricted=case.restricted,
    )
    return override


@transaction.atomic
def decide_lowering(
    *, by: User | None, override: Override, agreed: bool, reason: str, at: datetime
) -> Override:
    """A second person agrees that the band is lowered, or refuses. Their reason is shown.

    No date that stands is taken back: the next assessment comes when it would have come.
    """
    case = Case.objects.lock(override.assessment.case)
    override = Override.objects.lock(override)
    rules.require_can_decide_lowering(by, override, reason=reason)
    standing = _standing(override.assessment)
    override.agreed, override.decided_by, override.decided_at = agreed, by, at
    override.decided_reason = reason.strip()
    override.save(update_fields=["agreed", "decided_by", "decided_at", "decided_reason"])
    ledger.record(
        by,
        "risk.lowering_decided",
        override,
        at=at,
        about=case,
        before=standing.definition.name,
        after=override.band.name,
        decision="agreed" if agreed else "refused",
    )
    clocks.stop(override, LOWERING.code, by=by, at=at)
    if agreed:
        _set_harm(by, case, at)
    return override


@transaction.atomic
def keep_assessments_due(*, by: User | None, case: Case, at: datetime) -> int:
    """Everybody harmed in an open case has an assessment due, and nobody who has left it. While
    nobody is named it is due to find out who is harmed.

    For when a case is opened or reopened and when somebody joins or leaves it: who has left no
    longer decides how urgent it is. Does nothing the second time. Returns how many dates were set
    or cancelled.
    """
    rules.require_system(by)
    case = Case.objects.lock(case)
    started = stopped = 0
    for party in queries.awaited_in_vain(case):
        clocks.stop(party, CODE, by=by, at=at, met=False)
        stopped += 1
    for party in queries.not_awaited(case):
        since = queries.awaited_since(case, party)
        _start(by, case, party, first_clock(case.harm_band), at, since=since)
        started += 1
    looking = queries.looking(case)
    if queries.nobody_harmed(case) and not looking:
        _start(by, case, case, find_clock(case.harm_band), at, since=at)
        started += 1
    elif looking and queries.harmed(case):
        clocks.stop(case, FIND_CODE, by=by, at=at)
        stopped += 1
    if started or stopped:
        ledger.record(
            by, "risk.assessments_kept_due", case, at=at, about=case,
            started=started, stopped=stopped,
        )  # fmt: skip
    if queries.harm_is_of_somebody_gone(case):
        _set_harm(by, case, at)
    return started + stopped


@transaction.atomic
def lapse_lowerings(*, by: User | None, case: Case, at: datetime) -> int:
    """Nobody agrees to an old question: a lowering whose ground has changed lapses, and says why.

    There is a newer assessment, a raised band, the person has left, or the case was closed. Done
    by the system; does nothing the second time. Returns how many lapsed.
    """
    rules.require_system(by)
    case = Case.objects.lock(case)
    found = queries.lapsing(case)
    for override, because in found:
        override.lapsed_at, override.lapsed_because = at, because
        override.save(update_fields=["lapsed_at", "lapsed_because"])
        ledger.record(
            by,
            "risk.lowering_lapsed",
            override,
            at=at,
            about=case,
            after=override.band.name,
            because=LAPSED_BECAUSE[because],
        )
        clocks.stop(override, LOWERING.code, by=by, at=at, met=False)
    return len(found)


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

    Somebody at high harm by their report is not out of danger because somebody else was assessed.
    """
    standing, told = queries.standing(case), queries.not_yet_assessed(case)
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
