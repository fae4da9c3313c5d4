"""All that the risk page of a case shows, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goodstead.cases.models import Case
from goodstead.clocks.calendar import day_of
from goodstead.clocks.models import Deadline
from goodstead.clocks.rules import day_in_words
from goodstead.clocks.rules import standing as in_words
from goodstead.design.charts import Chart, Series
from goodstead.ledger.models import key_of
from goodstead.people.models import Person

from .parties import due_by_subject, harmed_parties
from .standings import Standing, assessments, standing_of


@dataclass(frozen=True)
class Overview:
    """One person: how they stand, every assessment newest first, and when the next is due."""

    person: Person
    history: list[Standing]
    due: Deadline | None
    at: datetime

    @property
    def now(self) -> Standing | None:
        return next(iter(self.history), None)

    @property
    def late(self) -> bool:
        return self.due is not None and self.due.is_late(self.at)

    @property
    def due_words(self) -> str:
        """“28 November 2026”, and how late it is if it is."""
        if self.due is None:
            return ""
        words = day_in_words(self.due.last_day)
        return f"{words}. {in_words(self.due.due_at, self.at)}" if self.late else words

    @property
    def decisions(self) -> list[Standing]:
        """Assessments about which a professional judged otherwise."""
        return [standing for standing in self.history if standing.overrides]

    @property
    def chart(self) -> Chart | None:
        """The score across assessments, for two or more of one instrument.

        One with too few answers is left out: its score would say that harm had fallen.
        """
        points = [one.assessment for one in reversed(self.history)]
        left_out = sum(1 for p in points if p.result.too_few)
        points = [p for p in points if not p.result.too_few]
        if len(points) < 2 or len({p.instrument_code for p in points}) > 1:
            return None
        return Chart(
            title="Score over time",
            summary=_in_words([p.score for p in points]) + left_out_words(left_out),
            labels=_labels([day_of(p.at) for p in points]),
            series=(Series("Score", tuple(float(p.score) for p in points)),),
            of="Assessed",
        )


def overview(case: Case, at: datetime) -> list[Overview]:
    """Everybody harmed in the case, the highest risk first, then those not yet assessed."""
    history: dict[int, list[Standing]] = {}
    for assessment in assessments(case):
        history.setdefault(assessment.person_id, []).append(standing_of(assessment))
    due = due_by_subject(case)
    people: dict[int, Overview] = {}
    for party in harmed_parties(case):
        deadline = due.get(key_of(party))
        known = people.get(party.person_id)
        if known is None or (known.due is None and deadline):
            people[party.person_id] = Overview(
                party.person, history.get(party.person_id, []), deadline, at
            )
    return sorted(people.values(), key=lambda one: -one.now.rank if one.now else 1)


def _labels(days: list[date]) -> tuple[str, ...]:
    """Short, so that they stand beside each other on a phone; the table of assessments has more."""
    year = days[-1] - days[0] >= timedelta(days=365)
    return tuple(f"{day.day} {day:%b %Y}" if year else f"{day.day} {day:%b}" for day in days)


def _in_words(scores: list[int]) -> str:
    first, last = scores[0], scores[-1]
    how = "Up" if last > first else "Down"
    if first == last:
        return f"The score is {last}, as at the first assessment."
    return f"{how} from {first} to {last} points since the first assessment."


def left_out_words(count: int) -> str:
    """What a chart does not show, and why."""
    if not count:
        return ""
    some = "1 assessment is" if count == 1 else f"{count} assessments are"
    return f" {some} left out, because too little was answered."
