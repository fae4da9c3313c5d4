"""Who uses the service: asked after a report, counted apart from it, and read as sums."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse_lazy

from goodstead.access.permissions import Permission
from goodstead.clocks.calendar import day_of
from goodstead.design.pages import FormPage, Page, ShowPage
from goodstead.intake.pages import NEUTRAL

from .. import counting, forms, queries


class OverAShoulder(Page):
    """Whoever comes from a report about somebody at home: nothing shows what it was about."""

    abstract = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"council": settings.COUNCIL | NEUTRAL}


class AboutYou(OverAShoulder, FormPage):
    """Eight questions that nobody has to answer."""

    public = True
    form_class = forms.AboutYou
    template_name = "engagement/about_you.html"
    success_url = reverse_lazy("engagement:about-you-counted")

    def act(self, form: forms.AboutYou) -> None:
        counting.count_about_you_once(self.request, form.answers, at=self.at)


class AboutYouCounted(OverAShoulder, ShowPage):
    """Thank you."""

    public = True
    template_name = "engagement/about_you_counted.html"


class EqualityFigures(ShowPage):
    """How often each answer was given, by quarter. Never shown beside a report or a case."""

    permission = Permission.FIGURE_VIEW
    template_name = "engagement/equality_figures.html"

    def context(self) -> dict[str, Any]:
        return {"questions": queries.equality_figures(on=day_of(self.at))}
