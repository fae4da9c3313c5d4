"""What the pages of figures read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from goodstead.access.models import User
from goodstead.design import charts

from . import counting
from .definitions.measures import MEASURES, TWELVE_WEEKS_DAYS, Measure, Part
from .models import Figure
from .rules import Shown, shown

MONTHS_SHOWN = 13  # a year and the month a year ago


@dataclass(frozen=True)
class Row:
    """One month of a measure: its parts in the measure's order."""

    month: date
    cells: tuple[Shown, ...]

    @property
    def main(self) -> Shown:
        return self.cells[0]


@dataclass(frozen=True)
class Series:
    """A measure with its months, the oldest first."""

    measure: Measure
    rows: tuple[Row, ...]

    @property
    def latest(self) -> Row | None:
        return self.rows[-1] if self.rows else None

    @property
    def chart(self) -> charts.Chart:
        """The main figure by month."""
        part = self.measure.parts[0]
        return charts.Chart(
            title=self.measure.title,
            summary=self.sentence,
            labels=tuple(f"{row.month:%b %Y}" for row in self.rows),
            series=(charts.Series(part.name, tuple(row.main.value for row in self.rows)),),
            of="Month",
            target=self.measure.target,
            target_words=self.measure.target_words,
            unit="%" if part.unit == "percent" else "",
            missing="not shown",
        )

    @property
    def newest_first(self) -> list[Row]:
        return list(reversed(self.rows))

    @property
    def sentence(self) -> str:
        """What the newest month says, in one sentence."""
        if self.latest is None:
            return "Nothing has been counted yet."
        month, now = f"{self.latest.month:%B %Y}", self.latest.main
        said = f"{month}: {now.words}" + (f" ({now.why})" if now.why else "")
        if len(self.rows) < 2 or now.value is None or self.rows[-2].main.value is None:
            return f"{said}."
        before = self.rows[-2].main
        if now.value == before.value:
            return f"{said}, the same as the month before."
        return f"{said}, {'up' if now.value > before.value else 'down'} from {before.words}."  # type: ignore[operator]


_NOT_COUNTED = Shown("–", None, "Not counted yet")


def months_back(on: date) -> list[date]:
    """The first days of the months shown, the oldest first."""
    total = on.year * 12 + on.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(total - MONTHS_SHOWN + 1, total + 1)]


def series(user: User, *, on: date, codes: Iterable[str] = MEASURES) -> list[Series]:
    """The measures with their last thirteen months, as this person may see them."""
    months, wanted = months_back(on), list(codes)
    kept = {
        (figure.month.month, figure.measure, figure.part): figure
        for figure in Figure.objects.visible_to(user)
        .filter(month__month__in=months, measure__in=wanted)
        .select_related("month")
    }
    counted = [m for m in months if any(key[0] == m for key in kept)]

    def cell(month: date, code: str, part: Part) -> Shown:
        figure = kept.get((month, code, part.code))
        if figure is None:
            return _NOT_COUNTED
        return shown(part, figure.numerator, figure.denominator, user=user)

    return [
        Series(
            MEASURES[code],
            tuple(
                Row(month, tuple(cell(month, code, part) for part in MEASURES[code].parts))
                for month in counted
            ),
        )
        for code in wanted
    ]


def cases_behind(code: str, part: str, month: date, *, on: date) -> QuerySet[Any]:
    """The cases that a figure counts. The caller narrows them to those visible."""
    last = counting.last_day_counted(month, on)
    if code == "K2":
        if part == "reopened":
            return counting.reopened_in(month)
        found = counting.opened_in(month)
        return found.filter(hate=True) if part == "hate" else found
    if code == "K3":
        return _behind_open(part, month, last)
    if part == "before_12_weeks":
        ids = [
            case.pk
            for case in counting.closed_in(month)
            if counting.days_open(case) < TWELVE_WEEKS_DAYS
        ]
        return counting.closed_in(month).filter(pk__in=ids)
    return counting.closed_in(month)


def _behind_open(part: str, month: date, last: date) -> QuerySet[Any]:
    if part == "cleared":
        ids = [
            case.pk
            for case in counting.closed_in(month)
            if counting.days_open(case) >= TWELVE_WEEKS_DAYS
        ]
        return counting.closed_in(month).filter(pk__in=ids)
    old = counting.open_after_12_weeks(last)
    if part in {"waiting_court", "monitoring", "with_partner"}:
        return old.filter(stood=part)
    return old
