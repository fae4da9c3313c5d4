"""Professional judgement beside the score: up with a reason, down with a second person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.cases.models import Case
from goodstead.clocks import actions as clocks
from goodstead.ledger import actions as ledger

from .. import queries, rules
from ..definitions.first import (
    LAPSED_BECAUSE,
    LOWERING,
)
from ..models import Assessment, Override
from .after import _bring_forward, _set_harm, _standing


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
