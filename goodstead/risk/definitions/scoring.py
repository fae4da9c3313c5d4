"""From answers to a score, a band and the words for why. Pure: the same answers, the same result.

What was not answered adds no points and takes none away. It is counted, and it is said: a band
that an unanswered question could still raise is “at least” that band, and by a cautious
instrument too few answers never come to the lowest band.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goodstead.clocks.definitions.counting import Clock

from .instruments import DECLINED, Instrument, Option, Question

_AUTOMATIC, _FLOOR = 1000, 100  # how much such an answer outweighs points in the order of reasons


@dataclass(frozen=True)
class Result:
    """What the answers come to.

    ``maximum_answered`` is the most that the answered questions could have scored. ``certain``
    is false while an unanswered question could raise the band. ``reasons`` go from the heaviest
    to the lightest; ``automatic`` are those that alone made the band the highest. ``prompts``,
    ``flags`` and ``declined`` are codes, the last of questions without an answer. ``too_few``:
    only for want of answers is it not a lower band.
    """

    instrument: Instrument
    score: int
    maximum_answered: int
    band: str
    certain: bool
    reasons: tuple[str, ...]
    automatic: tuple[str, ...]
    prompts: tuple[str, ...]
    flags: tuple[str, ...]
    declined: tuple[str, ...]
    too_few: bool = False

    @property
    def band_words(self) -> str:
        """“Medium”, or “at least Medium; 3 questions not answered”."""
        name = self.instrument.band(self.band).name
        if self.certain:
            return name
        return f"at least {name}; {_questions(len(self.declined))} not answered"

    @property
    def score_words(self) -> str:
        """“12 of at most 41 answered points; 3 questions not answered”."""
        if not self.declined:
            return f"{self.score} of at most {self.maximum_answered} points"
        return (
            f"{self.score} of at most {self.maximum_answered} answered points; "
            f"{_questions(len(self.declined))} not answered"
        )

    @property
    def prompt_words(self) -> tuple[str, ...]:
        return tuple(self.instrument.prompt(code).words for code in self.prompts)


def score(instrument: Instrument, answers: Mapping[str, str]) -> Result:
    """Score ``answers``, option codes by question code; a missing one counts as declined.

    Raises ``KeyError`` for a question or an option that the instrument does not have.
    """
    _require_known(instrument, answers)
    answered = list(_answered(instrument, answers))
    codes = {question.code for question, _ in answered}
    unanswered = [question for question in instrument.questions if question.code not in codes]
    points = sum(option.points for _, option in answered)
    chosen = [option for _, option in answered]
    band = known = _band(instrument, points, chosen)
    worst = [max(question.options, key=weight) for question in unanswered]
    at_most = _band(instrument, points + sum(q.maximum for q in unanswered), chosen + worst)
    if known != at_most:
        band = max(known, instrument.floor(len(unanswered)), key=instrument.rank)
    too_few = band != known
    byweight = sorted((o for o in chosen if o.words), key=weight, reverse=True)
    unsaid = (f"{_questions(len(unanswered))} not answered, and not known is not low",)
    return Result(
        instrument=instrument,
        score=points,
        maximum_answered=sum(question.maximum for question, _ in answered),
        band=band,
        certain=known == at_most,
        reasons=(unsaid if too_few else ()) + tuple(option.words for option in byweight),
        automatic=tuple(option.words for option in byweight if option.automatic),
        prompts=tuple(p.code for p in instrument.prompts if p.code in {o.prompt for o in chosen}),
        flags=tuple(option.flag for option in byweight if option.flag),
        declined=tuple(question.code for question in unanswered),
        too_few=too_few,
    )


def review_clock(instrument: Instrument, band: str, declined: int) -> Clock:
    """When to assess again: by band, but never the longest wait on too few answers."""
    lowest = instrument.bands[0]
    if band == lowest.code and len(instrument.questions) - declined < instrument.enough:
        return instrument.bands[1].review
    return instrument.band(band).review


def _require_known(instrument: Instrument, answers: Mapping[str, str]) -> None:
    for code in answers:
        instrument.question(code)


def _answered(
    instrument: Instrument, answers: Mapping[str, str]
) -> Iterator[tuple[Question, Option]]:
    for question in instrument.questions:
        option = question.option(answers.get(question.code, DECLINED))
        if option is not None:
            yield question, option


def _band(instrument: Instrument, points: int, chosen: list[Option]) -> str:
    if any(option.automatic for option in chosen):
        return instrument.bands[-1].code
    rank = max(place for place, band in enumerate(instrument.bands) if points >= band.minimum)
    floors = [instrument.rank(option.floor) for option in chosen if option.floor]
    return instrument.bands[max([rank, *floors])].code


def weight(option: Option) -> int:
    """How much an answer tells: what is High by itself before a floor, a floor before points."""
    return option.points + _AUTOMATIC * option.automatic + _FLOOR * bool(option.floor)


def _questions(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"
