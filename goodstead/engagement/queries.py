"""Who may still answer, what the answers come to, and how often guides helped."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from goodstead.access.models import User
from goodstead.cases.definitions.closing import REASONS
from goodstead.cases.models import Case, Party
from goodstead.clocks.calendar import LONDON, quarter_of, start_of_day
from goodstead.people.models import Person
from goodstead.plans.models import Closing

from . import rules
from .definitions.equality import QUARTERS_SHOWN, QUESTIONS, Question
from .definitions.guides import GUIDES
from .definitions.guiding import COUNTED, MONTHS_SHOWN
from .definitions.survey import SATISFIED, SMALLEST_GROUP, VALID
from .models import EqualityCount, GuideCount, Survey, SurveyQuerySet


@dataclass(frozen=True)
class Counts:
    """Answers about cases closed in a period. Blank and “don’t know” are not valid answers.

    ``sent`` and ``returned`` are people. A share is only given for five valid answers or more.
    """

    sent: int = 0
    returned: int = 0
    handling_satisfied: int = 0
    handling_valid: int = 0
    outcome_satisfied: int = 0
    outcome_valid: int = 0

    @property
    def handling_share(self) -> float | None:
        """Satisfied with the handling, of 100; ``None`` when too few answered."""
        return _share(self.handling_satisfied, self.handling_valid)

    @property
    def outcome_share(self) -> float | None:
        """Satisfied with the outcome, of 100; ``None`` when too few answered."""
        return _share(self.outcome_satisfied, self.outcome_valid)

    @property
    def response_rate(self) -> float | None:
        """Returned of sent, of 100; ``None`` when none was sent."""
        return 100 * self.returned / self.sent if self.sent else None


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def behind_link(token: str, at: datetime) -> Survey | None:
    """The survey of a link that has not expired, answered or not. ``None`` for any other link."""
    survey = Survey.objects.filter(token_hash=hash_of(token)).first()
    return None if survey is None or survey.is_expired(at) else survey


def to_ask(case: Case) -> list[Person]:
    """Everybody who complained in this case; its victims where nobody is down as complainant."""
    parties = Party.objects.filter(case=case, ended_at__isnull=True).select_related(
        "person__contact"
    )
    for part in ("complainant", "victim"):
        found = {p.person_id: p.person for p in parties.filter(part=part).order_by("pk")}
        if found:
            return list(found.values())
    return []


def of_case(case: Case, person: Person) -> Survey | None:
    """What this person was asked about this case."""
    return Survey.objects.filter(case=case, person=person).first()


def is_not_told(case: Case, person: Person) -> bool:
    """Whether the officer who closed the case said that this person must not be told, or cannot be.

    The last closing counts: a case that was reopened may be closed in another way.
    """
    last = Closing.objects.filter(case=case, person=person).order_by("-at", "-pk").first()
    return last is not None and last.told == "not_told"


def comments(user: User) -> SurveyQuerySet:
    """Answers of cases that this person may see, without a way back to the case."""
    return (
        Survey.objects.visible_to(user)
        .answered()
        .only("uid", "answered_month", "handling", "outcome", "comment")
        .order_by("-answered_month", "uid")
    )


def answers_for_cases_closed(month_start: date, month_end: date) -> Counts:
    """Counts for cases closed from the first to the last of these days, both included.

    Rules of the satisfaction figures: the month is that in which the case was closed; a case
    that was reopened counts when it is closed again; one closed as a duplicate does not count;
    answers by link and by telephone are counted together.
    """
    return Counts(**_closed_between(month_start, month_end).aggregate(**_COUNTS))


def cases_asked(month_start: date, month_end: date) -> QuerySet[Survey, int]:
    """The cases closed between these days whose residents were asked: not who of them answered."""
    return _closed_between(month_start, month_end).values_list("case_id", flat=True)


def answers_by_month_closed(month_start: date, month_end: date) -> dict[date, Counts]:
    """The same for each month (its first day) in which anybody was asked, in one query."""
    by_month = (
        _closed_between(month_start, month_end)
        .values(month=TruncMonth("case__closed_at", tzinfo=LONDON))
        .annotate(**_COUNTS)
        .order_by("month")
    )
    rows: list[dict[str, Any]] = [{**row} for row in by_month]
    return {row["month"].date(): Counts(**{name: row[name] for name in _COUNTS}) for row in rows}


@dataclass(frozen=True)
class GuideFigures:
    """One guide: a row for each month in which anything was counted, the newest first."""

    name: str
    head: tuple[str, ...]
    rows: list[list[int | str]]


def guide_figures(on: date) -> list[GuideFigures]:
    """Every guide, for the months that are over. Of a month that is going on, two readings a day
    apart would tell what happened in between."""
    end = on.replace(day=1)
    counted = _counted_by_month(_months_before(end, MONTHS_SHOWN), end)
    return [
        GuideFigures(guide.name, ("Month", *COUNTED.values()), _rows(counted, guide.code))
        for guide in GUIDES.values()
    ]


def _counted_by_month(start: date, end: date) -> dict[tuple[str, date], dict[str, int]]:
    found: dict[tuple[str, date], dict[str, int]] = {}
    for row in (
        GuideCount.objects.filter(day__gte=start, day__lt=end)
        .values("guide", "said", month=TruncMonth("day"))
        .annotate(total=Sum("times"))
        .order_by("-month")
    ):
        found.setdefault((row["guide"], row["month"]), {})[row["said"]] = row["total"]
    return found


def _rows(counted: dict[tuple[str, date], dict[str, int]], guide: str) -> list[list[int | str]]:
    return [
        [f"{month:%B %Y}", *(rules.shown(said.get(code, 0)) for code in COUNTED)]
        for (code_of_guide, month), said in counted.items()
        if code_of_guide == guide
    ]


def _months_before(month: date, number: int) -> date:
    years, place = divmod(month.year * 12 + month.month - 1 - number, 12)
    return date(years, place + 1, 1)


_COUNTS = {
    "sent": Count("pk"),
    "returned": Count("pk", filter=Q(answered_at__isnull=False)),
    "handling_satisfied": Count("pk", filter=Q(handling__in=SATISFIED)),
    "handling_valid": Count("pk", filter=Q(handling__in=VALID)),
    "outcome_satisfied": Count("pk", filter=Q(outcome__in=SATISFIED)),
    "outcome_valid": Count("pk", filter=Q(outcome__in=VALID)),
}
_NOT_COUNTED = [reason.code for reason in REASONS.values() if not reason.ask]


def _closed_between(first: date, last: date) -> QuerySet[Survey]:
    start, end = start_of_day(first), start_of_day(last + timedelta(days=1))
    return (
        Survey.objects.sent()
        .filter(case__closed_at__gte=start, case__closed_at__lt=end)
        .exclude(case__close_reason__in=_NOT_COUNTED)
    )


def _share(satisfied: int, valid: int) -> float | None:
    return 100 * satisfied / valid if valid >= SMALLEST_GROUP else None


@dataclass(frozen=True)
class EqualityFigures:
    """One question with its answers in the quarters that are over, the newest first."""

    question: Question
    head: tuple[str, ...]
    rows: list[list[int | str]]


def equality_figures(on: date) -> list[EqualityFigures]:
    """For quarters that are over. No sums: a small number would follow from them."""
    this = quarter_of(on)
    counted: dict[date, dict[tuple[str, str], int]] = {}
    found = EqualityCount.objects.filter(quarter__lt=this).order_by("-quarter")
    for row in found:
        counted.setdefault(row.quarter, {})[row.question, row.answer] = row.times
    newest = list(counted.items())[:QUARTERS_SHOWN]
    return [
        EqualityFigures(
            question,
            ("Quarter from", *(words for _, words in question.choices)),
            [
                [
                    f"{quarter:%B %Y}",
                    *(
                        rules.shown(times.get((question.code, code), 0))
                        for code, _ in question.choices
                    ),
                ]
                for quarter, times in newest
            ],
        )
        for question in QUESTIONS
    ]
