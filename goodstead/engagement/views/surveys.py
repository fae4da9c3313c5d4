"""The survey that a resident answers, and what staff see of the answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from goodstead.access.permissions import Permission
from goodstead.design.pages import FormPage, ListPage, ShowPage

from .. import actions, forms, queries
from ..models import Survey


class AnswerSurvey(FormPage):
    """Two questions behind a link. A wrong, used or expired link has one and the same answer."""

    public = True
    form_class = forms.AnswerSurvey
    template_name = "engagement/answer_survey.html"

    survey: Survey

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        survey = queries.behind_link(self.kwargs["token"], self.at)
        # A used link is dead, but for the second press of the button that used it.
        if survey is None or (survey.answered_at and request.method != "POST"):
            return self.no_survey()
        self.survey = survey
        return super().answer(request, *args, **kwargs)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        # The address holds the token: no request that follows may name it. (``no-referrer`` would
        # also make browsers hide the origin of the form, and the form would be refused.)
        response["Referrer-Policy"] = "strict-origin"
        return response

    def no_survey(self) -> HttpResponse:
        """The same page, whatever is wrong with the link."""
        return self.render_to_response(self.get_context_data(form=None, closed=True), status=404)

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        refused = self.survey.answered_at or form.non_field_errors()
        return self.no_survey() if refused else super().form_invalid(form)

    def act(self, form: forms.AnswerSurvey) -> Survey:
        return actions.answer_survey(by=None, survey=self.survey, at=self.at, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("engagement:survey-answered")


class SurveyAnswered(ShowPage):
    """Thank you. The same page for everybody."""

    public = True
    template_name = "engagement/survey_answered.html"


class Surveys(ListPage):
    """What people said about cases that the reader may see, without who said it about which."""

    permission = Permission.FIGURE_CASES
    template_name = "engagement/surveys.html"
    order = ("-answered_month", "uid")
    csv_name = "survey-answers"
    csv_permission = Permission.FIGURE_CASES
    csv_columns: ClassVar[Sequence[Any]] = (
        ("Month", lambda survey: f"{survey.answered_month:%B %Y}"),
        ("Satisfied with handling", lambda survey: survey.get_handling_display()),
        ("Satisfied with outcome", lambda survey: survey.get_outcome_display()),
        ("Comment", lambda survey: survey.comment),
    )

    def queryset(self) -> QuerySet[Survey]:
        return queries.comments(self.user)

    def viewed(self, rows: Sequence[Survey]) -> Iterable[Model]:
        return rows
