"""The pages behind a follow link. The link is the key: whoever has it is in, and learns very little."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.urls import reverse

from goodstead.access import limits
from goodstead.access.permissions import NotNow
from goodstead.clocks.calendar import day_of
from goodstead.evidence.definitions.kinds import TAKEN
from goodstead.evidence.definitions.limits import LARGEST_FILE, MEGABYTE, MOST_FILES
from goodstead.evidence.queries import Progress

from .. import actions, forms, queries
from ..models import Addition, Recording, Report
from ..pages import PublicReportPage, ReportFormPage, ReportShowPage
from ..rules import AlreadyTaken


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
        get_token(request)  # its cookie says, when they leave in a hurry, that they were here
        answered = super().dispatch(request, *args, **kwargs)
        # The address is the secret: no other site is told it. (``no-referrer`` would make browsers
        # send the form from nowhere, which the check of forms refuses.)
        answered["Referrer-Policy"] = "strict-origin"
        return answered

    def is_restricted(self) -> bool:
        return True

    def back(self) -> str:
        return reverse("intake:follow", args=[self.kwargs["token"]])

    def files(self) -> Progress:
        """How far the files are that this browser sent."""
        moments = self.typed.files_sent(self.kwargs["token"])
        return queries.progress_of_sent(self.report, moments)

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
        self.typed.forget_added()
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {
            "followed": queries.followed(self.report, at=self.at),
            "reachable": self.report.contact_id is not None,
            "updates": queries.updates_of(self.report),
            "files": self.files(),
        }


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


class Adding(OfALink, ReportFormPage):
    """Sends something after the report. Sent once it is one thing, however often it arrives."""

    abstract = True
    kind = ""

    def add(self, **values: Any) -> object:
        """The one call into the domain."""
        raise NotImplementedError

    def get_initial(self) -> dict[str, Any]:
        return {"submission": secrets.token_urlsafe(32)}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": day_of(self.at)}

    def act(self, form: Any) -> object:
        if not form.values.get("danger") and limits.too_many(self.request, "intake.follow"):
            raise NotNow(
                "This was not sent: too much came from your network just now. What you typed is "
                f"still here. Send it again in ten minutes, or call {settings.COUNCIL['telephone']}."
            )
        try:
            added = self.add(**form.values)
        except AlreadyTaken:
            form.data = form.data.copy()
            form.data["submission"] = secrets.token_urlsafe(32)
            raise
        self.typed.note_added(
            token=self.kwargs["token"],
            kind=self.kind,
            danger=bool(form.values.get("danger")),
            by=queries.promised_by(self.kind, form.values, at=self.at),
        )
        if isinstance(added, Addition | Recording) and self.kind in {"file", "recording"}:
            self.typed.note_files(token=self.kwargs["token"], at=added.received_at)
        return added

    def get_success_url(self) -> str:
        return reverse("intake:follow-done", args=[self.kwargs["token"]])


class TellIncident(Adding):
    """Something else happened."""

    public = True
    form_class = forms.TellIncident
    template_name = "intake/tell_incident.html"
    kind = "incident"

    def add(self, **values: Any) -> object:
        return actions.tell_incident(by=None, at=self.at, report=self.report, **values)


class SayWorse(Adding):
    """It is getting worse."""

    public = True
    form_class = forms.SayWorse
    template_name = "intake/say_worse.html"
    kind = "worse"

    def add(self, **values: Any) -> object:
        return actions.say_worse(by=None, at=self.at, report=self.report, **values)


class AskContactChange(Adding):
    """Contact them in another way. What we have stands nowhere on the page."""

    public = True
    form_class = forms.AskContactChange
    template_name = "intake/ask_contact_change.html"
    kind = "contact"

    def turned_away(self) -> str:
        return "" if self.report.contact_id else self.back()

    def add(self, **values: Any) -> object:
        submission = values.pop("submission")
        return actions.ask_contact_change(
            by=None, at=self.at, report=self.report, submission=submission, wanted=values
        )


class DisputeOutcome(Adding):
    """I do not agree with the closing, or with what was decided."""

    public = True
    form_class = forms.DisputeOutcome
    template_name = "intake/dispute_outcome.html"
    kind = "dispute"

    def turned_away(self) -> str:
        return "" if queries.is_finished(self.report) else self.back()

    def add(self, **values: Any) -> object:
        return actions.dispute_outcome(by=None, at=self.at, report=self.report, **values)


class AskCaseReview(Adding):
    """Ask for an ASB case review."""

    public = True
    form_class = forms.AskCaseReview
    template_name = "intake/ask_case_review.html"
    kind = "review"

    def add(self, **values: Any) -> object:
        return actions.ask_case_review(by=None, at=self.at, report=self.report, **values)


class SendFile(Adding):
    """Photos and other files that come later. Good ones stay when others are refused."""

    public = True
    form_class = forms.SendFile
    template_name = "intake/send_file.html"
    kind = "file"
    refused: Sequence[str] = ()

    def add(self, **values: Any) -> object:
        added, self.refused = actions.send_file(by=None, at=self.at, report=self.report, **values)
        return added

    def form_valid(self, form: Any) -> HttpResponse:
        answered = super().form_valid(form)
        if not self.refused:
            return answered
        for sentence in self.refused:
            form.add_error("uploads", sentence)
        form.data = form.data.copy()
        form.data["submission"] = secrets.token_urlsafe(32)  # the good ones are kept by the old one
        return self.form_invalid(form)

    def context(self) -> dict[str, Any]:
        return {
            "kept": self.result is not None,
            "taken": TAKEN,
            "most": MOST_FILES,
            "largest": LARGEST_FILE // MEGABYTE,
        }


class FollowDone(OfALink, ReportShowPage):
    """We have it, and what happens next by when. Only for the browser that sent it, until it goes on."""

    public = True
    template_name = "intake/follow_done.html"

    def turned_away(self) -> str:
        return "" if self.typed.added(self.kwargs["token"]) else self.back()

    def context(self) -> dict[str, Any]:
        added = self.typed.added(self.kwargs["token"])
        by = date.fromisoformat(added["by"])
        reachable = self.report.contact_id is not None
        return {
            "kind": added["kind"],
            "danger": added["danger"],
            "by": by,
            "reachable": reachable,
            "files": self.files(),
        }
