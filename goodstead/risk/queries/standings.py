"""How each person harmed in a case stands, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from goodstead.cases.models import Case, Party
from goodstead.clocks.rules import day_in_words
from goodstead.people.models import Person

from ..definitions.answers import SOURCES, UNSAID_WORDS, Kept
from ..definitions.instruments import Band, Instrument, Question
from ..definitions.scoring import Result
from ..models import Assessment, AssessmentQuerySet, Override, OverrideQuerySet
from ..rules import HARMED, standing_band
from .parties import harmed


@dataclass(frozen=True)
class Standing:
    """How one person stands in one case: their latest assessment with what was decided since."""

    assessment: Assessment
    overrides: tuple[Override, ...]

    @property
    def person(self) -> Person:
        return self.assessment.person

    @property
    def band(self) -> str:
        """The band that counts."""
        return standing_band(self.assessment.instrument, self.assessment.band, self.overrides)

    @property
    def rank(self) -> int:
        return self.assessment.instrument.rank(self.band)

    @property
    def definition(self) -> Band:
        return self.assessment.instrument.band(self.band)

    @property
    def raised(self) -> Override | None:
        """The judgement by which the band stands higher than the last decision before it."""
        decided = sorted(
            (o for o in self.overrides if o.agreed), key=lambda o: (o.decided_at, o.pk)
        )
        return decided[-1] if decided and decided[-1].direction == Override.UP else None

    @property
    def waiting(self) -> Override | None:
        """A lowering that waits for a second person."""
        undecided = (o for o in self.overrides if o.agreed is None and o.lapsed_at is None)
        return next(undecided, None)

    @property
    def judged(self) -> bool:
        """Whether a professional's judgement stands in place of the score's band."""
        return self.band != self.assessment.band

    @property
    def held(self) -> bool:
        """Whether it stands only because it stood before, and nobody agreed to lower it."""
        return self.judged and self.raised is not None and self.raised.held

    @property
    def band_words(self) -> str:
        """“High”, “at least Standard; 5 questions not answered”, “High, raised from Medium”."""
        if not self.judged:
            return self.assessment.result.band_words
        if self.held:
            return f"{self.definition.name}, as before, until a second person agrees to lower it"
        was = self.assessment.instrument.band(self.assessment.band).name
        up = self.rank > self.assessment.instrument.rank(self.assessment.band)
        return f"{self.definition.name}, {'raised' if up else 'lowered'} from {was}"

    @property
    def reasons(self) -> list[str]:
        """Why it stands there, the heaviest first; judgement before answers."""
        answers = list(self.assessment.reasons)
        if not self.judged:
            return answers
        if self.held and self.raised:
            return [self.raised.reason, *answers]
        up = self.rank > self.assessment.instrument.rank(self.assessment.band)
        return [f"{'Raised' if up else 'Lowered by two people'} on judgement", *answers]

    @property
    def prompt_words(self) -> list[str]:
        """What the answers asked for the same day."""
        return prompt_words(self.assessment.result, hate=self.assessment.case.hate)

    @property
    def lower(self) -> list[Band]:
        """The bands that one could ask for."""
        return list(self.assessment.instrument.bands[: self.rank])

    @property
    def higher(self) -> list[Band]:
        """The bands that it could be raised to."""
        return list(self.assessment.instrument.bands[self.rank + 1 :])

    @property
    def words(self) -> str:
        """The heaviest three reasons in one line, and how much is not known."""
        first = [_lower(reason, after=place > 0) for place, reason in enumerate(self.reasons[:3])]
        result = self.assessment.result
        if not self.judged and not result.certain and not result.too_few:
            unknown = len(result.declined)
            first.append(f"{unknown} question{'' if unknown == 1 else 's'} not answered")
        return "; ".join(first) or "No harm named so far"


@dataclass(frozen=True)
class Point:
    """One assessment in the trend."""

    assessment: Assessment
    at: datetime
    score: int
    band: str
    reasons: list[str]
    too_few: bool


@dataclass(frozen=True)
class KeptLine:
    """An answer given before that counts still: “not answered now; on 3 March: Every day”."""

    question: Question
    words: str


@dataclass(frozen=True)
class Line:
    """One answer as a reader sees it. ``points`` is empty for what was not answered."""

    question: Question
    answer: str
    source: str
    note: str
    points: str


_MARK_HATE = "Mark the case as hate-related."
_MARKED_HATE = "This case is marked as hate-related."


def prompt_words(result: Result, *, hate: bool) -> list[str]:
    """What answers ask for the same day. What saving them does by itself is not asked for again."""
    words = list(result.prompt_words)
    return [one.replace(_MARK_HATE, _MARKED_HATE) for one in words] if hate else words


def kept_words(instrument: Instrument, question: str, kept: Kept) -> str:
    """“on 3 March 2026: Every day”. A report asked in other words, so it is not quoted."""
    option = instrument.question(question).option(kept["option"])
    on = day_in_words(date.fromisoformat(kept["on"]))
    label = option.label if option else ""
    if kept["said"] == "report":
        return f"the report’s answer of {on} counts as: {label}"
    return f"on {on}: {label}"


def kept_lines(instrument: Instrument, kept: Mapping[str, Kept]) -> list[KeptLine]:
    """In the order of the questions."""
    return [
        KeptLine(question, kept_words(instrument, question.code, kept[question.code]))
        for question in instrument.questions
        if question.code in kept
    ]


def lines_of(assessment: Assessment) -> list[Line]:
    """Every question of an assessment in its order, with what was answered."""
    lines = []
    for question in assessment.instrument.questions:
        given = assessment.answers[question.code]
        option = question.option(given["option"])
        answer, counts = option.label if option else UNSAID_WORDS[given["option"]], option
        if kept := assessment.kept.get(question.code):
            words = kept_words(assessment.instrument, question.code, kept)
            answer, counts = f"Not answered now; {words}", question.option(kept["option"])
        lines.append(
            Line(
                question,
                answer,
                SOURCES[given["source"]] if option else "",
                given["note"],
                str(counts.points) if counts else "",
            )
        )
    return lines


def assessments(case: Case, person: Person | None = None) -> AssessmentQuerySet:
    """All assessments of a case, newest first, with their people and decisions."""
    found = Assessment.objects.filter(case=case)
    if person is not None:
        found = found.filter(person=person)
    ready: AssessmentQuerySet = (
        found.select_related("person", "by", "case")
        .prefetch_related("overrides__asked_by", "overrides__decided_by")
        .order_by("-at", "-pk")
    )
    return ready


def latest_assessment(case: Case, person: Person | None = None) -> Assessment | None:
    """The newest assessment in the case, or the newest of one person."""
    found: Assessment | None = assessments(case, person).first()
    return found


def lowerings(case: Case) -> OverrideQuerySet:
    """Every asking for a lower band in a case, decided or not."""
    found: OverrideQuerySet = Override.objects.filter(
        assessment__case=case, direction=Override.DOWN
    ).select_related("assessment__person", "assessment__case", "asked_by", "decided_by")
    return found


def lapsing(case: Case) -> list[tuple[Override, str]]:
    """Lowerings that wait although what they were asked about has changed, and why.

    Asked of what is stored, so it does not matter which change is followed first.
    """
    here = {person.pk for person in harmed(case)}
    found = []
    for override in lowerings(case).undecided().order_by("pk"):
        assessment = override.assessment
        latest = latest_assessment(case, assessment.person)
        later = assessment.overrides.filter(pk__gt=override.pk, direction=Override.UP)
        for because, so in (
            ("closed", case.closed_at is not None or _before(override, case.reopened_at)),
            ("left", assessment.person_id not in here),
            ("assessed", latest is not None and latest.pk != assessment.pk),
            ("raised", later.exists()),
        ):
            if so:
                found.append((override, because))
                break
    return found


def _before(override: Override, moment: datetime | None) -> bool:
    return moment is not None and override.asked_at < moment


def sent_as(submission: UUID) -> Assessment | None:
    """The assessment that was made of this sending of the form."""
    found: Assessment | None = Assessment.objects.filter(submission=submission).first()
    return found


def prompted(case: Case, prompt: str, *, since: datetime) -> bool:
    """Whether an answer of anybody asked for this the same day (a code of the instrument)."""
    found = Assessment.objects.filter(case=case, at__gte=since)
    return any(prompt in assessment.result.prompts for assessment in found)


def prompts_now(case: Case, *, since: datetime) -> dict[str, str]:
    """What the newest assessment of each person still harmed asks for: words by code, one query."""
    here = Party.objects.filter(case=case, part__in=HARMED, ended_at__isnull=True)
    found = Assessment.objects.filter(case=case, at__gte=since, person__in=here.values("person"))
    newest: dict[int, Assessment] = {}
    for assessment in found.order_by("-at", "-pk"):
        newest.setdefault(assessment.person_id, assessment)
    results = [assessment.result for assessment in newest.values()]
    return {
        code: words
        for result in results
        for code, words in zip(result.prompts, result.prompt_words, strict=True)
    }


def standings(case: Case) -> list[Standing]:
    """How each person still harmed in the case stands, the highest risk first.

    A person who is no longer part of the case no longer decides how urgent it is.
    """
    here = {person.pk for person in harmed(case)}
    newest: dict[int, Assessment] = {}
    for assessment in assessments(case):
        newest.setdefault(assessment.person_id, assessment)
    found = [standing_of(a) for a in newest.values() if a.person_id in here]
    return sorted(found, key=lambda s: (-s.rank, -s.assessment.score, s.assessment.pk))


def standing_of(assessment: Assessment) -> Standing:
    """An assessment with what was decided about it."""
    overrides = sorted(assessment.overrides.all(), key=lambda o: (o.asked_at, o.pk))
    return Standing(assessment, tuple(overrides))


def standing(case: Case) -> Standing | None:
    """The person at the highest risk: the case is as urgent as they are."""
    return next(iter(standings(case)), None)


def harm_is_of_somebody_gone(case: Case) -> bool:
    """Whether an open case still stands at the harm of an assessment that no longer decides it.

    Harm that came with a report has no score; it stands until somebody is assessed.
    """
    if case.closed_at is not None or case.harm_score is None:
        return False
    highest = standing(case)
    if highest is None:
        return True
    return (case.harm_band, case.harm_score) != (highest.band, highest.assessment.score)


def effective_band(case: Case) -> str:
    """The band of the person at the highest risk; empty when nobody was assessed."""
    highest = standing(case)
    return highest.band if highest else ""


def trend(case: Case, person: Person | None = None) -> list[Point]:
    """How the score and the band went, oldest first."""
    return [
        Point(a, a.at, a.score, standing_of(a).band, list(a.reasons), a.result.too_few)
        for a in reversed(assessments(case, person))
    ]


def _lower(reason: str, *, after: bool) -> str:
    return reason[:1].lower() + reason[1:] if after else reason
