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

from ..definitions.answers import Given, Kept, complete, counted, keep
from ..definitions.catalogue import CURRENT
from ..definitions.instruments import Instrument
from ..definitions.scoring import Result, review_clock, score
from ..models import Assessment, Override
from .standings import KeptLine, kept_lines, latest_assessment, prompt_words, standing_of
from .told import Held, held_band, said_before


@dataclass(frozen=True)
class Meaning:
    """What answers would come to if they were saved now."""

    result: Result
    kept: dict[str, Kept]
    carried: Override | None
    held: Held | None
    clock: Clock
    next_due_on: date
    before: Assessment | None
    hate: bool

    @property
    def band(self) -> str:
        """The band that would count: a raised one stays raised, and one that stood is held."""
        if self.carried:
            return self.carried.to_band
        return self.held.band if self.held else self.result.band

    @property
    def kept_lines(self) -> list[KeptLine]:
        """What counts although it was not answered now."""
        return kept_lines(self.result.instrument, self.kept)

    @property
    def prompt_words(self) -> list[str]:
        return prompt_words(self.result, hate=self.hate)

    @property
    def band_name(self) -> str:
        return self.result.instrument.band(self.band).name

    @property
    def change(self) -> str:
        """How it compares with the assessment before: “Up from 12 points on 2 March 2026”."""
        if self.before is None:
            return ""
        on = day_in_words(day_of(self.before.at))
        if self.result.too_few or self.before.result.too_few:
            return f"Too little was answered to compare it with the assessment of {on}"
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
    before = latest_assessment(case, person)
    standing = standing_of(before) if before else None
    whole = complete(instrument, answers)
    kept = keep(whole, said_before(case, person, instrument, before))
    result = score(instrument, counted(whole, kept))
    raised = standing.raised if standing else None
    if raised and (raised.held or instrument.rank(raised.to_band) <= instrument.rank(result.band)):
        raised = None
    held = held_band(case, person, whole, result, standing)
    band = raised.to_band if raised else held.band if held else result.band
    clock = review_clock(instrument, band, len(result.declined))
    due_on = last_day(clock, day_of(at))
    return Meaning(result, kept, raised, held, clock, due_on, before, case.hate)
