"""What the pages of figures read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goodstead.access.models import User
from goodstead.access.permissions import Permission, can
from goodstead.cases.models import Case, CaseQuerySet
from goodstead.clocks.calendar import day_of
from goodstead.design import charts

from . import counting
from .definitions.measures import GROUPS, MEASURES, Measure, Part
from .models import Figure
from .populations import Month, last_of
from .publishing import published
from .rules import Shown, shown

MONTHS_SHOWN = 13  # a year and the month a year ago
MONTHS_WEIGHED = 2 * MONTHS_SHOWN  # what is held back also looks at the year before


@dataclass(frozen=True)
class Row:
    """One month of a measure: its parts in the measure's order."""

    month: date
    parts: tuple[Part, ...]
    cells: tuple[Shown, ...]

    @property
    def pairs(self) -> list[tuple[Part, Shown]]:
        return list(zip(self.parts, self.cells, strict=True))

    @property
    def main(self) -> Shown:
        return self.cells[0]


@dataclass(frozen=True)
class Table:
    """Some parts of a measure with their months, the newest first."""

    group: str
    title: str
    parts: tuple[Part, ...]
    rows: list[Row]


@dataclass(frozen=True)
class Series:
    """A measure with its months, the oldest first."""

    measure: Measure
    rows: tuple[Row, ...]
    tables: tuple[Table, ...] = ()  # what it is split by, for those who may open cases

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


def months_back(on: date, many: int = MONTHS_SHOWN) -> list[date]:
    """The first days of the months up to this one, the oldest first."""
    total = on.year * 12 + on.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(total - many + 1, total + 1)]


def series(
    user: User, *, on: date, codes: Iterable[str] = MEASURES, split: bool = False
) -> list[Series]:
    """The measures with their last thirteen months, as this person may see them.

    With ``split`` also by kind and tenure, without those that nothing fell to. Who may not open cases reads what is published: of months
    that are over and were counted since, and of these no number from which a small one follows.
    """
    months, wanted = months_back(on), list(codes)
    if can(user, Permission.FIGURE_CASES):
        found = _in_full(user, months, wanted, split=split)
    else:
        found = _published(user, on)
    counted = [month for month in months if any(key[0] == month for key in found)]

    def rows(code: str, parts: tuple[Part, ...]) -> tuple[Row, ...]:
        return tuple(
            Row(m, parts, tuple(found.get((m, code, p.code), _NOT_COUNTED) for p in parts))
            for m in counted
        )

    def any_in(code: str, part: Part) -> bool:
        return any(
            found[m, code, part.code].value for m in counted if (m, code, part.code) in found
        )

    def tables(measure: Measure) -> tuple[Table, ...]:
        groups = measure.groups if split and can(user, Permission.FIGURE_CASES) else {}
        return tuple(
            Table(group, GROUPS[group], some, list(reversed(rows(measure.code, some))))
            for group, parts in groups.items()
            if (some := tuple(part for part in parts if any_in(measure.code, part)))
        )

    return [
        Series(MEASURES[code], rows(code, MEASURES[code].main), tables(MEASURES[code]))
        for code in wanted
    ]


_Found = dict[tuple[date, str, str], Shown]


def _in_full(user: User, months: list[date], codes: list[str], *, split: bool) -> _Found:
    parts = {(code, part.code): part for code in codes for part in MEASURES[code].parts}
    kept = Figure.objects.visible_to(user).filter(month__month__in=months, measure__in=codes)
    if not split:
        kept = kept.exclude(part__contains=":")
    return {
        (figure.month.month, figure.measure, figure.part): shown(
            parts[figure.measure, figure.part], figure.numerator, figure.denominator
        )
        for figure in kept.select_related("month")
        if (figure.measure, figure.part) in parts
    }


def _published(user: User, on: date) -> _Found:
    """Always weighed over every measure, so that one page says no more than all of them."""
    months = months_back(on, MONTHS_WEIGHED)[:-1]  # the running month would tell each day's cases
    kept: dict[date, dict[tuple[str, str], tuple[int, int | None]]] = defaultdict(dict)
    figures = Figure.objects.visible_to(user).filter(month__month__in=months)
    for figure in figures.exclude(part__contains=":").select_related("month"):
        month, counted = figure.month.month, figure.month.counted_at
        if counted is not None and day_of(counted) > last_of(month):
            kept[month][figure.measure, figure.part] = (figure.numerator, figure.denominator)
    whole = {(measure.code, part.code) for measure in MEASURES.values() for part in measure.main}
    return published(months, {m: figures for m, figures in kept.items() if whole <= set(figures)})


def cases_behind(
    code: str, part: str, month: date, *, on: date, over: bool = False
) -> CaseQuerySet:
    """The cases that a figure counts; with ``over``, those that a percentage is of.

    The caller narrows them to those visible.
    """
    found = counting.members(Month(month, on=on), code, part, over=over)
    return Case.objects.filter(pk__in=found)
