"""How a person's risk stands, and how it came to that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from goodstead.cases.definitions.statuses import OPEN
from goodstead.cases.models import Case, Party
from goodstead.clocks.calendar import day_of
from goodstead.clocks.models import Deadline, DeadlineQuerySet
from goodstead.clocks.queries import next_about
from goodstead.ledger.models import key_of
from goodstead.people.models import Person

from .definitions.first import CODE
from .definitions.instruments import Band
from .models import Assessment, AssessmentQuerySet, Override
from .rules import HARMED, standing_band


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
        return next((o for o in self.overrides if o.agreed is None), None)

    @property
    def judged(self) -> bool:
        """Whether a professional's judgement stands in place of the score's band."""
        return self.band != self.assessment.band

    @property
    def band_words(self) -> str:
        """“High”, “at least Standard; 5 questions not answered”, “High, raised from Medium”."""
        if not self.judged:
            return self.assessment.result.band_words
        was = self.assessment.instrument.band(self.assessment.band).name
        up = self.rank > self.assessment.instrument.rank(self.assessment.band)
        return f"{self.definition.name}, {'raised' if up else 'lowered'} from {was}"

    @property
    def reasons(self) -> list[str]:
        """Why it stands there, the heaviest first; judgement before answers."""
        answers = list(self.assessment.reasons)
        if not self.judged:
            return answers
        up = self.rank > self.assessment.instrument.rank(self.assessment.band)
        return [f"{'Raised' if up else 'Lowered by two people'} on judgement", *answers]

    @property
    def words(self) -> str:
        """The heaviest three reasons in one line, and how much is not known."""
        first = [_lower(reason, after=place > 0) for place, reason in enumerate(self.reasons[:3])]
        if not self.judged and not self.assessment.result.certain:
            unknown = len(self.assessment.result.declined)
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


def harmed(case: Case) -> list[Person]:
    """Those whose harm is measured in this case: victims first, then complainants."""
    return list({party.person_id: party.person for party in _harmed_parties(case)}.values())


def party_of(case: Case, person: Person) -> Party | None:
    """The part by which a person is harmed here; the clock of their next assessment is its own."""
    parties = Party.objects.filter(case=case, person=person, part__in=HARMED, ended_at__isnull=True)
    return parties.order_by("-part", "pk").first()


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


def sent_as(submission: UUID) -> Assessment | None:
    """The assessment that was made of this sending of the form."""
    found: Assessment | None = Assessment.objects.filter(submission=submission).first()
    return found


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


def effective_band(case: Case) -> str:
    """The band of the person at the highest risk; empty when nobody was assessed."""
    highest = standing(case)
    return highest.band if highest else ""


def next_of(party: Party) -> Deadline | None:
    """The running clock of this person's next assessment."""
    return _running().filter(subject=key_of(party)).first()


def not_awaited(case: Case) -> list[Party]:
    """Of those harmed in an open case, one part for each person with no assessment due."""
    if case.status not in OPEN:
        return []
    running = set(_running().filter(about=key_of(case)).values_list("subject", flat=True))
    parties = _harmed_parties(case)
    sought = {p.person_id for p in parties if key_of(p) in running}
    one_each: dict[int, Party] = {}
    for party in parties:
        one_each.setdefault(party.person_id, party)
    return [party for person, party in one_each.items() if person not in sought]


def awaited_in_vain(case: Case) -> list[Party]:
    """Parts that have ended while an assessment of the person was due."""
    running = set(_running().filter(about=key_of(case)).values_list("subject", flat=True))
    ended = Party.objects.filter(case=case, part__in=HARMED, ended_at__isnull=False)
    return [party for party in ended.order_by("pk") if key_of(party) in running]


def _running() -> DeadlineQuerySet:
    return Deadline.objects.all().running().filter(code=CODE)


def _harmed_parties(case: Case) -> list[Party]:
    """Victims first, then complainants, in the order they came."""
    parties = Party.objects.filter(case=case, part__in=HARMED, ended_at__isnull=True)
    return list(parties.select_related("person").order_by("-part", "pk"))


def _lower(reason: str, *, after: bool) -> str:
    return reason[:1].lower() + reason[1:] if after else reason


def next_assessment(case: Case) -> Deadline | None:
    """The running clock of the assessment that is due next in the case."""
    return next_about(case, CODE)


def is_due(case: Case, at: datetime) -> bool:
    """Whether somebody is to be assessed today or earlier, or nobody ever was."""
    deadline = next_assessment(case)
    if deadline is None:
        return latest_assessment(case) is None
    return deadline.last_day <= day_of(at)


def trend(case: Case, person: Person | None = None) -> list[Point]:
    """How the score and the band went, oldest first."""
    return [
        Point(a, a.at, a.score, standing_of(a).band, list(a.reasons))
        for a in reversed(assessments(case, person))
    ]
