"""The pages behind a follow link. The link is the key: whoever has it is in, and learns very little."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from .. import actions, forms, queries
from ..models import Report
from ..pages import PublicReportPage, ReportFormPage, ReportShowPage


class OfALink(PublicReportPage):
    """Loads the report of the link. One that is unknown, stopped or for something else is not found.

    As neutral as a page can be, whatever the report is about: the reader may be anybody.
    """

    abstract = True
    report: Report

    def prepare(self) -> None:
        found = queries.report_of_link(self.kwargs["token"])
        if found is None:
            raise Http404
        self.report = found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answered = super().dispatch(request, *args, **kwargs)
        # The address is the secret: no other site is told it. (``no-referrer`` would make browsers
        # send the form from nowhere, which the check of forms refuses.)
        answered["Referrer-Policy"] = "strict-origin"
        return answered

    def is_restricted(self) -> bool:
        return True

    def back(self) -> str:
        return reverse("intake:follow", args=[self.kwargs["token"]])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        token = self.kwargs["token"]
        return super().get_context_data(**kwargs) | {"token": token, "back": self.back()}


class Follow(OfALink, ReportShowPage):
    """How far a report is. Nothing that was typed, no names, no kind of report."""

    public = True
    template_name = "intake/follow.html"
    lets_back = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.typed.come_back()
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {"followed": queries.followed(self.report, at=self.at)}


class StopLink(OfALink, ReportFormPage):
    """Let the link open nothing any more: lost, or somebody else may have it."""

    public = True
    form_class = forms.StopLink
    template_name = "intake/stop_link.html"

    def act(self, form: Any) -> object:
        return actions.stop_link(by=None, at=self.at, report=self.report)

    def get_success_url(self) -> str:
        return reverse("intake:link-stopped")


class LinkStopped(ReportShowPage):
    """It opens nothing now. Says nothing of which link it was."""

    public = True
    template_name = "intake/link_stopped.html"

    def is_restricted(self) -> bool:
        return True
