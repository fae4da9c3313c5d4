"""The figures, one measure, and the cases behind a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from goodstead.access.permissions import Permission, can
from goodstead.cases.models import Case
from goodstead.clocks.calendar import day_of
from goodstead.design import export
from goodstead.design.pages import ListPage, ShowPage

from . import queries, standard
from .definitions.measures import MEASURES, Measure
from .quarters import last_day_of, quarter_before


def measure_or_404(code: str) -> Measure:
    if code not in MEASURES:
        raise Http404
    return MEASURES[code]


def month_or_404(text: str) -> date:
    """The first day of a month of our time, written 2026-03."""
    if not re.fullmatch("20[0-9]{2}-(0[1-9]|1[0-2])", text):
        raise Http404
    return date.fromisoformat(f"{text}-01")


def words_of(place: int) -> Callable[[queries.Row], str]:
    """The words of one part in a row."""
    return lambda row: row.cells[place].words


class Figures(ShowPage):
    """Every measure with what it says, a chart and its table."""

    permission = Permission.FIGURE_VIEW
    template_name = "insight/figures.html"

    def context(self) -> dict[str, Any]:
        return {
            "series": queries.series(self.user, on=day_of(self.at)),
            "in_full": can(self.user, Permission.FIGURE_CASES),
        }


class Figure(ShowPage):
    """One measure: what it means, thirteen months, every part; also as CSV."""

    permission = Permission.FIGURE_VIEW
    template_name = "insight/figure.html"

    def context(self) -> dict[str, Any]:
        measure = measure_or_404(self.kwargs["code"])
        return {
            "in_full": can(self.user, Permission.FIGURE_CASES),
            "series": queries.series(
                self.user, on=day_of(self.at), codes=[measure.code], split=True
            )[0],
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        if request.GET.get("format") != "csv":
            return super().get(request, *args, **kwargs)
        found: queries.Series = self.context()["series"]
        columns = [("Month", lambda row: f"{row.month:%Y-%m}")]
        columns += [(part.name, words_of(n)) for n, part in enumerate(found.measure.main)]
        name, rows = f"figure-{found.measure.code}", list(found.rows)
        for table in found.tables:
            if table.group == request.GET.get("by"):
                columns = columns[:1] + [(p.name, words_of(n)) for n, p in enumerate(table.parts)]
                name, rows = f"{name}-by-{table.group}", list(reversed(table.rows))
        return export.stream(name, columns, [rows])


class FigureCases(ListPage):
    """The cases that one number counts, as far as this person may see them."""

    permission = Permission.FIGURE_CASES
    template_name = "insight/figure_cases.html"
    order = ("opened_at", "pk")
    csv_permission = Permission.FIGURE_CASES
    csv_name = "cases-behind-the-figure"
    csv_columns = (
        ("Reference", lambda case: case.reference),
        ("Kind", lambda case: case.get_category_display()),
        ("Opened", lambda case: f"{day_of(case.opened_at):%Y-%m-%d}"),
        ("Closed", lambda case: f"{day_of(case.closed_at):%Y-%m-%d}" if case.closed_at else ""),
        ("Status", lambda case: case.get_status_display()),
    )

    def prepare(self) -> None:
        self.measure = measure_or_404(self.kwargs["code"])
        self.month = month_or_404(self.kwargs["month"])
        parts = {part.code: part for part in self.measure.parts}
        self.part = parts.get(self.request.GET.get("part", ""), self.measure.parts[0])
        self.over = self.request.GET.get("of") == "all" and self.part.unit == "percent"

    def queryset(self) -> QuerySet[Any]:
        behind = queries.cases_behind(
            self.measure.code, self.part.code, self.month, on=day_of(self.at), over=self.over
        )
        visible = Case.objects.visible_to(self.user).values("pk")
        return behind.filter(pk__in=visible).select_related("officer")

    def viewed(self, rows: Any) -> list[Case]:
        return list(rows)

    def context(self) -> dict[str, Any]:
        return {"measure": self.measure, "month": self.month, "part": self.part, "over": self.over}


class NeighbourhoodStandard(ShowPage):
    """For everybody: what the council does about each problem, by when, and how often it did."""

    public = True
    no_store = False
    template_name = "insight/neighbourhood_standard.html"

    def context(self) -> dict[str, Any]:
        today = day_of(self.at)
        quarter = quarter_before(today)
        return {
            "promises": standard.promises(today),
            "kinds": standard.kinds(),
            "quarter": quarter,
            "quarter_end": last_day_of(quarter),
        }
