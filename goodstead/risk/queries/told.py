"""What was said before, and what follows from it while it is not answered again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from goodstead.cases.models import Case
from goodstead.clocks.calendar import day_of
from goodstead.people.models import Person

from .. import rules
from ..definitions.answers import Given, Kept
from ..definitions.instruments import UNSAID, Instrument
from ..definitions.scoring import Result, weight
from ..models import Assessment, Told
from .parties import harmed
from .standings import Standing


@dataclass(frozen=True)
class Held:
    """A band that stood before and that too little was answered to lower, with the words for why."""

    band: str
    words: str


def told_about(case: Case, person: Person) -> list[Told]:
    """What reports said of this person, the oldest first. One without a name is about anybody."""
    found = Told.objects.filter(case=case).order_by("at", "pk")
    return [told for told in found if told.person_id in (None, person.pk)]


def said_before(
    case: Case, person: Person, instrument: Instrument, before: Assessment | None
) -> dict[str, Kept]:
    """The last answer to each question: of the last assessment, or of a report if there was none.

    A report that came after the assessment adds what it says, and takes nothing back.
    """
    found: dict[str, Kept] = {}
    if before is not None:
        on = day_of(before.at).isoformat()
        said = {q: o for q, o in before.chosen.items() if o not in UNSAID}
        found = {q: Kept(option=o, on=on, said="assessment") for q, o in said.items()} | before.kept
    for told in told_about(case, person):
        if before is None or told.at > before.at:
            _add(found, told, instrument)
    return {q: one for q, one in found.items() if _weight(instrument, q, one["option"]) is not None}


def held_band(
    case: Case,
    person: Person,
    answers: Mapping[str, Given],
    result: Result,
    before: Standing | None,
) -> Held | None:
    """The higher band that stays until a second person agrees; ``None`` when none does."""
    # The last assessment took the place of what was told before it, or two people have decided.
    settled = before and not (before.raised and before.raised.held)
    since = before.assessment.at if before and settled else None
    answered = {question for question, one in answers.items() if one["option"] not in UNSAID}
    found = Told.objects.filter(case=case).exclude(band="").order_by("at", "pk")
    every = [one for one in found if since is None or one.at > since]
    told = [one for one in every if one.person_id in (None, person.pk)]
    held = [Held(t.band, t.words) for t in told if rules.still_stands(t, answered)]
    if not every and before and before.raised and since is None:
        held = [Held(before.raised.to_band, before.raised.reason)]
    elif not every and before is None and case.harm_band and case.harm_score is None:
        held = [Held(case.harm_band, case.harm_words)]
    higher = [
        h for h in held if result.instrument.rank(h.band) > result.instrument.rank(result.band)
    ]
    return max(higher, key=lambda h: result.instrument.rank(h.band), default=None)


def high_by_report(case: Case) -> Told | None:
    """The first report by which harm is high here and that no assessment has answered yet.

    One without a name is answered by the next assessment of anybody.
    """
    newest = Assessment.objects.filter(case=case).values_list("person").annotate(Max("at"))
    assessed: dict[int | None, datetime] = dict(newest)
    if assessed:
        assessed[None] = max(assessed.values())
    here: set[int | None] = {None, *(person.pk for person in harmed(case))}

    def open_still(told: Told) -> bool:
        answered = assessed.get(told.person_id)
        return told.person_id in here and (answered is None or told.at > answered)

    found = Told.objects.filter(case=case, band="high").order_by("pk")
    return next(filter(open_still, found), None)


def _add(found: dict[str, Kept], told: Told, instrument: Instrument) -> None:
    for question, option in told.answers.items():
        new = _weight(instrument, question, option)
        old = _weight(instrument, question, found[question]["option"]) if question in found else -1
        if new is not None and (old is None or new > old):
            found[question] = Kept(
                option=option, on=day_of(told.said_at).isoformat(), said="report"
            )


def _weight(instrument: Instrument, question: str, option: str) -> int | None:
    """``None`` for what this version of the instrument does not ask or offer."""
    try:
        chosen = instrument.question(question).option(option)
    except KeyError:
        return None
    return weight(chosen) if chosen else None
