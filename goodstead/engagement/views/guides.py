"""Self-help: guides that end in something done, whether they helped, and what staff see of that."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goodstead.access.permissions import Permission
from goodstead.clocks.calendar import day_of
from goodstead.design import refusals
from goodstead.design.pages import FormPage, Page, ShowPage
from goodstead.intake.pages import CANNOT_WRITE, NEUTRAL, save_now
from goodstead.intake.typed import Typed

from .. import counting, forms, queries, rules
from ..definitions import guiding
from ..definitions.guides import GUIDES
from ..definitions.guiding import ANSWERS, NOT_ALONE, READ_ON, REPORT, Does

log = logging.getLogger("goodstead.engagement")


class OfGuide(Page):
    """A page of one guide. A private one does not show over a shoulder what it is about."""

    abstract = True
    does: ClassVar[Does | None] = None  # the page is the end of guides that end so
    guide: guiding.Guide

    def prepare(self) -> None:
        found = GUIDES.get(self.kwargs["guide"])
        if found is None or self.does not in {None, found.end.does}:
            raise Http404
        self.guide = found

    def report_url(self) -> str:
        """Where they report after all; it knows from which guide they come."""
        about = f"?about={self.guide.about}" if self.guide.about else ""
        return f"{reverse('intake:start')}{about}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"guide": self.guide, "answers": ANSWERS.items(), "report_url": self.report_url()}
        if self.guide.private:
            told |= {"council": settings.COUNCIL | NEUTRAL}
        return super().get_context_data(**kwargs) | told


class Help(ShowPage):
    """Every guide, by problem."""

    public = True
    template_name = "engagement/help.html"

    def context(self) -> dict[str, Any]:
        return {"guides": GUIDES.values()}


class Guide(OfGuide, FormPage):
    """What to do, when not to, and what will not work. The button goes on to the end."""

    public = True
    form_class = forms.Guide
    template_name = "engagement/guide.html"

    def act(self, form: forms.Guide) -> None:
        counting.count_once(self.request, self.guide, READ_ON, at=self.at)

    def get_success_url(self) -> str:
        return reverse(self.guide.end.does, args=[self.guide.code])

    def context(self) -> dict[str, Any]:
        return {"not_alone": NOT_ALONE}


class WriteLetter(OfGuide, FormPage):
    """A letter to fill in and print. It is shown in the answer to the form, and kept nowhere.

    Who wants to report instead takes along what they wrote: then, and only then, it is kept, as
    an answer of an unfinished report.
    """

    public = True
    does = Does.LETTER
    form_class = forms.WriteLetter
    template_name = "engagement/write_letter.html"

    def form_valid(self, form: Any) -> HttpResponse:
        letter = form.cleaned_data
        if "report" in self.request.POST:
            counting.count_once(self.request, self.guide, REPORT, at=self.at)
            try:
                Typed(self.request.session, self.at).bring(description=rules.in_a_report(letter))
                save_now(self.request)
            except CANNOT_WRITE:
                log.exception("The words of a letter could not be kept for a report")
                return refusals.not_saved(self.request)
            return redirect(self.report_url())
        return self.render_to_response(self.get_context_data(form=form, letter=letter))


class PrintDiary(OfGuide, ShowPage):
    """A sheet to print and write on."""

    public = True
    does = Does.DIARY
    template_name = "engagement/print_diary.html"

    def context(self) -> dict[str, Any]:
        return {"rows": range(8)}


class TickChecklist(OfGuide, ShowPage):
    """What to do or to have ready. What is ticked stays in the browser until it is closed."""

    public = True
    does = Does.CHECKLIST
    template_name = "engagement/tick_checklist.html"


class AnswerGuide(OfGuide, FormPage):
    """Did this help? Who wants to report goes on to the report."""

    public = True
    form_class = forms.AnswerGuide
    template_name = "engagement/answer_guide.html"

    def act(self, form: Any) -> str:
        answer: str = form.cleaned_data["answer"]
        counting.count_once(self.request, self.guide, answer, at=self.at)
        return answer

    def get_success_url(self) -> str:
        if self.result == REPORT:
            return self.report_url()
        return reverse("engagement:guide-answered", args=[self.guide.code])


class GuideAnswered(OfGuide, ShowPage):
    """Thank you, and where to go on."""

    public = True
    template_name = "engagement/guide_answered.html"


class GuideFigures(ShowPage):
    """How many read on to the end, were helped and went on to report, by guide and month."""

    permission = Permission.FIGURE_VIEW
    template_name = "engagement/guide_figures.html"

    def context(self) -> dict[str, Any]:
        return {"guides": queries.guide_figures(on=day_of(self.at))}
