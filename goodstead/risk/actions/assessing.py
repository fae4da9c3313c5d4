"""An assessment of one person, and what their report had said."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.cases import actions as cases
from goodstead.cases.models import Case
from goodstead.ledger import actions as ledger
from goodstead.people.models import Person

from .. import queries, rules
from ..definitions.answers import Given, complete
from ..definitions.catalogue import CURRENT
from ..definitions.instruments import Instrument
from ..models import Assessment, Told
from .after import _carry, _heed, _hold, _set_harm, _start_next
from .judging import ask_to_lower_band, lapse_lowerings


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
    and ``beyond`` what made it so. See ``Told``. The case becomes as urgent at once.
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
    if band:
        _heed(case, told, at)
    return told
