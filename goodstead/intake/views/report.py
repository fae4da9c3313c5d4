"""The public form: one question a page, no account, nothing kept in the browser."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from goodstead.access import limits
from goodstead.access.permissions import NotNow
from goodstead.clocks.calendar import day_of
from goodstead.evidence.definitions.kinds import TAKEN
from goodstead.evidence.definitions.limits import (
    A_DAY,
    FROM_ONE_NETWORK_A_DAY,
    LARGEST_FILE,
    LARGEST_REPORT,
    MEGABYTE,
    MOST_FILES,
)

from .. import actions, forms, queries, reading, rules
from ..definitions.asking import Branch, Step
from ..definitions.set_apart import MOST_FROM_ONE, MOST_IN_ALL
from ..pages import ReportFormPage, ReportShowPage
from ..rules import AlreadySent


class Start(ReportFormPage):
    """In danger now, what can be reported here, how long it takes, what happens with it."""

    public = True
    form_class = forms.Start
    template_name = "intake/start.html"
    lets_back = True

    def act(self, form: Any) -> None:
        """Who comes from a guide does not choose once more what it is about."""
        if "anew" in self.request.POST:
            self.typed.forget()
        self.typed.begin()
        about = self.request.GET.get("about", "")
        if rules.may_be_brought(about):
            self.typed.bring(category=about)

    def get_success_url(self) -> str:
        return self.typed.next_url()

    def context(self) -> dict[str, Any]:
        # Also what was only brought from a guide: who shares the browser must know that it is there.
        return {"unfinished": bool(self.typed.done or any(self.typed.answers.values()))}


class ReportStep(ReportFormPage):
    """One question."""

    public = True
    form_class = forms.ReportStep
    template_name = "intake/report_step.html"
    step: Step

    def prepare(self) -> None:
        step = self.typed.form.step(self.kwargs["step"])
        if step is None:
            raise Http404
        self.step = step

    def turned_away(self) -> str:
        return "" if self.typed.may_open(self.step) else self.typed.next_url()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "step": self.step,
            "today": day_of(self.at),
            "places": self.typed.places,
            "ways": self.typed.answers.get("ways") or (),
            "initial": self.typed.initial(self.step),
        }

    def act(self, form: Any) -> None:
        self.typed.answer(self.step, form.cleaned_data)

    def get_success_url(self) -> str:
        return self.typed.next_url()

    def context(self) -> dict[str, Any]:
        return {
            "step": self.step,
            "alone": len(self.step.questions) == 1,
            "back": self.typed.url_before(self.step),
            "search": self.typed.answers.get("search"),
            "branch": self.branch(),
            "read_within": rules.read_within(),
            "heard_within": rules.heard_within(),
        }

    def branch(self) -> Branch | None:
        """What is told about this kind of trouble, on the page that asks about it."""
        category = str(self.typed.answers.get("category", ""))
        return self.typed.form.branch(category) if self.step.categories else None


class AddReportFile(ReportFormPage):
    """Photos and other files. Good ones stay when others are refused."""

    public = True
    form_class = forms.AddReportFile
    template_name = "intake/add_report_file.html"

    def step(self) -> Step:
        found = self.typed.form.step("files")
        assert found is not None  # noqa: S101 - every version of the form has it
        return found

    def turned_away(self) -> str:
        return "" if self.typed.may_open(self.step()) else self.typed.next_url()

    def act(self, form: Any) -> None:
        self.typed.begin()
        given = form.cleaned_data["uploads"]
        in_danger = self.typed.answers.get("danger") == "yes"
        if given and not in_danger and limits.too_many(self.request, "intake.files"):
            raise NotNow("Too many files came from your network. Try again in ten minutes.")
        if given and self.too_much_today(sum(upload.size for upload in given)):
            raise NotNow(
                "Too many files came from your network today. Send your report without "
                "them, and say in it that you have files."
            )
        refused = actions.add_report_file(
            by=None, at=self.at, submission_key=self.typed.key, uploads=given
        )
        for sentence in refused:
            form.add_error("uploads", sentence)
        if not refused and "add" not in self.request.POST:
            self.typed.answer(self.step(), {})

    def too_much_today(self, size: int) -> bool:
        day = int(A_DAY.total_seconds())
        most = FROM_ONE_NETWORK_A_DAY
        return limits.too_much(
            self.request, "intake.file_bytes", amount=size, most=most, seconds=day
        )

    def form_valid(self, form: Any) -> HttpResponse:
        answered = super().form_valid(form)
        return self.form_invalid(form) if form.errors else answered

    def get_success_url(self) -> str:
        here = reverse("intake:add-report-file")
        return here if "add" in self.request.POST else self.typed.next_url()

    def context(self) -> dict[str, Any]:
        return {
            "files": queries.draft_files(self.typed.key),
            "back": self.typed.url_before(self.step()),
            "taken": TAKEN,
            "most": MOST_FILES,
            "largest": LARGEST_FILE // MEGABYTE,
            "together": LARGEST_REPORT // MEGABYTE,
        }


class RemoveReportFile(ReportFormPage):
    """Take back one file before the report is sent."""

    public = True
    form_class = forms.RemoveReportFile
    template_name = "intake/remove_report_file.html"

    def act(self, form: Any) -> None:
        actions.remove_report_file(
            by=None, at=self.at, submission_key=self.typed.key, file_id=self.kwargs["file"]
        )

    def get_success_url(self) -> str:
        return reverse("intake:add-report-file")

    def context(self) -> dict[str, Any]:
        files = queries.draft_files(self.typed.key)
        found = next((file for file in files if file.pk == self.kwargs["file"]), None)
        if found is None:
            raise Http404
        return {"file": found, "back": self.get_success_url()}


class SubmitReport(ReportFormPage):
    """Check your answers, then send."""

    public = True
    form_class = forms.SubmitReport
    template_name = "intake/submit_report.html"

    def turned_away(self) -> str:
        unfinished = self.typed.next_url()
        return "" if unfinished == self.request.path else unfinished

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = self.typed.sent
        if sent and request.POST.get("submission_key") == sent["key"]:
            # Sent again: a reload, a second click, a retry. The same page, with its link.
            self.typed.note_sent(reference=sent["reference"], key=sent["key"])
            return redirect("intake:report-done")
        if not self.typed.begun:
            messages.error(
                request,
                gettext(
                    "We did not get your report. The page was open too long, so what you typed is "
                    "gone. Please start again, or call us on {phone}."
                ).format(phone=settings.COUNCIL["telephone"]),
            )
            return redirect("intake:start")
        if unfinished := self.turned_away():
            return HttpResponseRedirect(unfinished)
        return super().post(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"submission_key": self.typed.key}

    def act(self, form: Any) -> object:
        key = self.typed.key
        try:
            report, _ = actions.submit_report(
                by=None,
                at=self.at,
                submission_key=key,
                answers=self.typed.answers,
                form=self.typed.form,
                set_apart=self.set_apart(form),
            )
        except AlreadySent:
            self.typed.begin_another()
            form.data = form.data.copy()
            form.data["submission_key"] = self.typed.key
            raise
        self.typed.note_sent(reference=report.reference, key=key)
        return report

    def set_apart(self, form: Any) -> str:
        """Why it waits until a person has looked; "" for nearly all. Nobody is refused."""
        if form.cleaned_data["website"]:
            return "trap"
        if self.typed.seconds_since_begun(self.at) < settings.REPORT_LEAST_SECONDS:
            return "hurry"
        ten = limits.SECONDS
        if limits.too_much(
            self.request, "intake.reports", amount=1, most=MOST_FROM_ONE, seconds=ten
        ):
            return "network"
        return "all" if limits.too_much_in_all("intake.reports", MOST_IN_ALL, ten) else ""

    def get_success_url(self) -> str:
        return reverse("intake:report-done")

    def context(self) -> dict[str, Any]:
        return {
            "sections": reading.sections(self.typed.form, self.typed.answers),
            "files": queries.draft_files(self.typed.key),
            "back": self.typed.url_before(None),
            "answers": self.typed.answers,
        }


class ReportDone(ReportShowPage):
    """The reference, what happens next and by when; the follow link, once."""

    public = True
    template_name = "intake/report_done.html"

    def turned_away(self) -> str:
        return "" if self.typed.sent else reverse("intake:start")

    def is_restricted(self) -> bool:
        return bool(self.typed.sent.get("restricted"))

    def context(self) -> dict[str, Any]:
        sent = self.typed.sent
        promised = queries.promised(submission_key=sent["key"])
        if promised is None:
            raise Http404
        link = ""
        if promised.token and sent["show_link"]:
            path = reverse("intake:follow", args=[promised.token])
            link = f"{settings.PUBLIC_URL}{path}"
            self.typed.link_was_shown()
        return {"promised": promised, "link": link, "files": promised.files}


class LeaveReport(ReportShowPage):
    """Away from here at once. What was typed is dropped, and going back does not show it."""

    public = True
    never_waits = True  # also when everybody else has to: see access.flood

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.typed.holds_anything or (not self.typed.left and self.saw_a_form()):
            self.typed.leave()
        if settings.CSRF_COOKIE_NAME in request.COOKIES:
            rotate_token(request)  # a form from before is not taken when going back sends it again
        answered = HttpResponseRedirect(settings.COUNCIL["safe_exit_url"])
        answered["Clear-Site-Data"] = '"storage"'  # recordings that wait on the device
        return answered

    def saw_a_form(self) -> bool:
        """Whether there is a page of ours to which they could go back, by its cookie. Whoever just
        asks for this address is given nothing to keep, nor who asks with made-up cookies again and
        again: this page is never made to wait."""
        seen = settings.CSRF_COOKIE_NAME in self.request.COOKIES
        return seen and not limits.too_many(self.request, "intake.leave")
