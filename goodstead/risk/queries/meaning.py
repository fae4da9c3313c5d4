"""What answers would mean, before they are saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from goodstead.cases.models import Case
from goodstead.clocks.calendar import day_of
from goodstead.clocks.definitions.counting import Clock
from goodstead.clocks.rules import day_in_words, last_day
from goodstead.people.models import Person

from ..definitions.answers import Given
from ..definitions.catalogue import CURRENT
from ..definitions.instruments import Instrument
from ..definitions.scoring import Result, review_clock, score
from ..models import Assessment, Override
from .standings import latest_assessment, standing_of


@dataclass(frozen=True)
class Meaning:
    """What answers would come to if they were saved now."""

    result: Result
    carried: Override | None
    clock: Clock
    next_due_on: date
    before: Assessment | None

    @property
    def band(self) -> str:
        """The band that would count: a raised one stays raised."""
        return self.carried.to_band if self.carried else self.result.band

    @property
    def band_name(self) -> str:
        return self.result.instrument.band(self.band).name

    @property
    def change(self) -> str:
        """How it compares with the assessment before: “Up from 12 points on 2 March 2026”."""
        if self.before is None:
            return ""
        on = day_in_words(day_of(self.before.at))
        difference = self.result.score - self.before.score
        how = "Up from" if difference > 0 else "Down from" if difference else "The same as"
        return f"{how} {self.before.score} points on {on}"


def meaning_of(
    case: Case,
    person: Person,
    answers: Mapping[str, Given],
    at: datetime,
    instrument: Instrument = CURRENT,
) -> Meaning:
    """What these answers mean for this person, and what follows. Nothing is written."""
    result = score(instrument, {question: one["option"] for question, one in answers.items()})
    before = latest_assessment(case, person)
    raised = standing_of(before).raised if before else None
    if raised and instrument.rank(raised.to_band) <= instrument.rank(result.band):
        raised = None
    band = raised.to_band if raised else result.band
    clock = review_clock(instrument, band, len(result.declined))
    return Meaning(result, raised, clock, last_day(clock, day_of(at)), before)
