"""May this person assess, raise or lower; and which band stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, can, require
from goodstead.cases.models import Case, Party
from goodstead.cases.rules import require_can_change, require_open, require_sees
from goodstead.people.models import Person

from .definitions.answers import Given, WrongAnswers, complete
from .definitions.instruments import UNSAID, Instrument
from .models import Assessment, Override, Told

# Whose harm is measured. A witness may become a victim; then they have that part too.
HARMED = ("victim", "complainant")
SHORTEST_REASON = 20
NOTHING_ANSWERED = (
    "Nothing was answered, so there is nothing to assess. Write a note instead, "
    "and ask again when the person is ready."
)


def standing_band(instrument: Instrument, band: str, overrides: Iterable[Override]) -> str:
    """The band that counts: the score's, as raised, and as lowered once a second person agreed."""
    decided = [override for override in overrides if override.agreed]
    decided.sort(key=lambda override: (override.decided_at, override.pk))
    return decided[-1].to_band if decided else instrument.band(band).code


def still_stands(told: Told, answered: AbstractSet[str]) -> bool:
    """Whether the harm of a report outlives an assessment that comes to less.

    It gives way only to answers given now to every question that made it so. What no question
    asks about gives way to a second person alone.
    """
    return bool(told.band) and (bool(told.beyond) or not set(told.asked) <= answered)


def require_can_assess(
    by: User | None,
    case: Case,
    person: Person,
    instrument: Instrument,
    answers: Mapping[str, Given],
) -> None:
    """The right post, an open case that they see, somebody harmed in it, and something answered."""
    require(by, Permission.RISK_ASSESS)
    require_can_change(by, case)
    parts = Party.objects.filter(case=case, person=person, ended_at__isnull=True)
    if not parts.filter(part__in=HARMED).exists():
        raise NotNow("Only somebody who complains or is harmed in this case can be assessed.")
    try:
        whole = complete(instrument, answers)
    except WrongAnswers as wrong:
        raise NotNow("Choose one of the answers shown for each question.") from wrong
    if all(one["option"] in UNSAID for one in whole.values()):
        raise NotNow(NOTHING_ANSWERED)


def require_latest(assessment: Assessment, latest: Assessment | None) -> None:
    """Judgement is about how things stand now, never about an older assessment."""
    if latest is None or latest.pk != assessment.pk:
        raise NotNow("There is a newer assessment. Look at that one first.")


def require_can_raise(
    by: User | None, assessment: Assessment, *, now: str, to_band: str, reason: str
) -> None:
    """Up stands at once, so it asks only for a permission and a reason."""
    require(by, Permission.RISK_OVERRIDE_UP)
    require_can_change(by, assessment.case)
    _require_reason(reason)
    instrument = assessment.instrument
    if to_band not in {b.code for b in instrument.bands} or (
        instrument.rank(to_band) <= instrument.rank(now)
    ):
        raise NotNow(f"The risk is {instrument.band(now).name} now. Choose a higher band.")


def require_can_ask_to_lower(
    by: User | None, assessment: Assessment, *, now: str, to_band: str, reason: str
) -> None:
    """Asking changes nothing yet. One question at a time, so that the answer is to that one."""
    require(by, Permission.RISK_OVERRIDE_DOWN)
    require_can_change(by, assessment.case)
    _require_reason(reason)
    instrument = assessment.instrument
    if by is None:
        raise PermissionDenied("A person asks for the risk to be lowered, not the system")
    if to_band not in {b.code for b in instrument.bands} or (
        instrument.rank(to_band) >= instrument.rank(now)
    ):
        raise NotNow(f"The risk is {instrument.band(now).name} now. Choose a lower band.")
    if assessment.overrides.undecided().exists():
        raise NotNow("Somebody has already asked for that. It waits for a second person.")


def may_ask_to_lower(by: User | None) -> bool:
    """Whether an assessment that comes to less may put the question to a second person."""
    return by is not None and can(by, Permission.RISK_OVERRIDE_DOWN)


def require_can_decide_lowering(by: User | None, override: Override, *, reason: str) -> None:
    """A second person, who says why. Never the one who asked, whatever their post."""
    require(by, Permission.RISK_APPROVE_DOWN)
    case = override.assessment.case
    require_sees(by, case)
    require_open(case)
    if by is None:
        raise PermissionDenied("A person decides whether the risk is lowered, not the system")
    if override.agreed is not None:
        raise NotNow("This has been decided already.")
    if override.lapsed_at is not None:
        raise NotNow(
            f"This has lapsed: {override.get_lapsed_because_display()}. Look at how the risk stands "
            "now, and ask again if it should be lower."
        )
    if by.pk == override.asked_by_id:
        raise NotNow("You asked for this. Somebody else must decide it.")
    _require_reason(reason)


def require_system(by: User | None) -> None:
    """What follows from an event in the case is done by the system alone."""
    if by is not None:
        raise PermissionDenied("Done by the system when a case changes")


def _require_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise NotNow(f"Give your reason in a sentence ({SHORTEST_REASON} characters or more).")
