"""What the page of components shows: an invented borough on a fixed day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest

from . import charts

NOW = datetime(2026, 3, 2, 16, 10, tzinfo=UTC)
_MONTHS = ("Oct", "Nov", "Dec", "Jan", "Feb", "Mar")


class _Shown:
    """Stands for a list's filter on the page of components."""

    def __init__(self, form: forms.Form) -> None:
        self.form = form


class _Filter(forms.Form):
    mark_optional = False
    band = forms.ChoiceField(
        label="Harm", choices=[("", "Any"), ("high", "High"), ("medium", "Medium")], required=False
    )
    street = forms.CharField(label="Street", required=False)


def samples(form_class: type[forms.Form], request: HttpRequest) -> dict[str, Any]:
    """The values of every example."""
    chosen = _Filter({"band": "high"}, auto_id="filter_%s")
    chosen.is_valid()
    refused = form_class(
        {"name": "", "when_day": "31", "when_month": "2", "when_year": "2026"},
        auto_id="refused_%s",
    )
    for name in set(refused.fields) - {"name", "contact", "telephone", "when"}:
        del refused.fields[name]
    return {
        "form": form_class(),
        "refused": refused,
        "filter": _Shown(chosen),
        "request": request,
        "now": NOW,
        "earlier": datetime(2026, 2, 27, 23, 0, tzinfo=UTC),
        "due": date(2026, 3, 5),
        "pages": [
            {"text": "Overview", "url": "#overview", "current": True},
            {"text": "Timeline", "url": "#timeline", "current": False},
            {"text": "Risk", "url": "#risk", "current": False, "count": 3},
        ],
        "head": ["Ward", "Open", "Open after 12 weeks"],
        "figures": [["Abbey", 34, 6], ["Mill Green", 1_204, 14], ["Station", 9, 0]],
        "scores": [12, 17, 24],
        "by_month": charts.Chart(
            title="Cases open after 12 weeks",
            summary="14 cases are open after 12 weeks, down from 19. Six wait for court.",
            of="Month",
            labels=_MONTHS,
            series=(
                charts.Series("This year", (19, 18, 18, None, 16, 14)),
                charts.Series("Last year", (22, 22, 21, 23, 24, 24)),
            ),
            target=10,
            target_words="Target: 10 or fewer",
            missing="fewer than 5",
        ),
        "by_kind": charts.Chart(
            title="Reports by kind, March 2026",
            summary="Noise is the most frequent: 41 of 96 reports.",
            of="Kind",
            labels=("Noise", "Threats and abuse", "Vehicles", "Rubbish and fly-tipping"),
            series=(charts.Series("Reports", (41, 27, 16, 12)),),
        ),
    }
