"""The staff's pages: write a report down, the inbox, one report, and what becomes of it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from goodstead.access.permissions import Permission, can
from goodstead.cases.definitions.tracks import GOOD_NEIGHBOURHOOD
from goodstead.cases.models import Case
from goodstead.cases.pages import address
from goodstead.clocks.calendar import day_of
from goodstead.design.dates import weekday
from goodstead.design.pages import FormPage, ListPage, Page, ShowPage
from goodstead.evidence.queries import waiting

from .. import actions, filters, forms, queries, reading, rules
from ..definitions.set_apart import A_PAGE
from ..models import Report as Record
from ..rules import AlreadySent


class LogReport(FormPage):
    """Write down a report for somebody who called, came or wrote."""

    permission = Permission.REPORT_LOG
    form_class = forms.LogReport
    template_name = "intake/log_report.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": day_of(self.at)}

    def get_initial(self) -> dict[str, Any]:
        return {"submission_key": secrets.token_urlsafe(32), "channel": "phone"}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The other button asks for the questions about this kind of trouble; nothing is saved."""
        if "show" in request.POST:
            form = self.get_form()
            for name in set(form.errors) - {"category"}:
                del form.errors[name]  # what else is missing is said when it is saved
            return self.render_to_response(self.get_context_data(form=form))
        return super().post(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {"read_within": rules.read_within(), "heard_within": rules.heard_within()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"branch": context["form"].branch}

    def act(self, form: Any) -> object:
        answers = dict(form.cleaned_data)
        try:
            report, _ = actions.submit_report(
                by=self.user,
                at=self.at,
                submission_key=answers.pop("submission_key"),
                channel=answers.pop("channel"),
                files=answers.pop("uploads"),
                answers=answers,
            )
        except AlreadySent:
            # The page before was opened again and written over: this is another report.
            form.data = form.data.copy()
            form.data["submission_key"] = secrets.token_urlsafe(32)
            raise
        return report

    def get_done_message(self) -> str:
        promised = queries.promised(submission_key=self.result.submission_key)
        by = weekday(promised.answer_by) if promised else ""
        branch = queries.form_of(self.result).branch(self.result.category)
        team = f" It is for: {branch.team}." if branch else ""
        return f"Report {self.result.reference} saved. Tell them: you hear from an officer by {by}.{team}"

    def get_success_url(self) -> str:
        return reverse("intake:log-report")


class Inbox(ListPage):
    """What waits for a decision: danger now first, then the band of harm, then the oldest."""

    permission = Permission.REPORT_TRIAGE
    template_name = "intake/inbox.html"
    filter_class = filters.Inbox
    order = ("-inbox_rank", "received_at", "id")

    def queryset(self) -> QuerySet[Record]:
        self.request.at = self.at  # type: ignore[attr-defined]  # for the filter
        seen = Record.objects.visible_to(self.user)
        self.waiting, self.apart = seen.in_the_inbox(), seen.set_apart()
        return self.waiting.select_related("premises", "patch").for_a_line()

    def viewed(self, rows: Sequence[Any]) -> Iterable[Model]:
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["lines"] = queries.inbox_lines(self.user, context["rows"], at=self.at)
        context["files"] = waiting(self.at)
        context["may_look_again"] = can(self.user, Permission.CASE_ASSIGN)
        context["apart"] = self.apart.count()
        context["oldest"] = queries.oldest_waiting(self.waiting, at=self.at)
        return context


class SortSetApart(FormPage):
    """Reports that a machine may have sent: let them in, or say that there is nothing in them."""

    permission = Permission.REPORT_TRIAGE
    form_class = forms.SortSetApart
    template_name = "intake/sort_set_apart.html"

    def prepare(self) -> None:
        seen = Record.objects.visible_to(self.user).set_apart()
        self.more = max(seen.count() - A_PAGE, 0)
        placed = seen.select_related("premises", "patch")
        self.reports = list(placed.order_by("-inbox_rank", "received_at", "pk")[:A_PAGE])

    def viewed(self) -> Iterable[Model]:
        return self.reports

    def get_form_kwargs(self) -> dict[str, Any]:
        lines = {r.reference: reading.line_set_apart(r, at=self.at) for r in self.reports}
        return super().get_form_kwargs() | {"lines": lines}

    def context(self) -> dict[str, Any]:
        return {"reports": self.reports, "more": self.more}

    def act(self, form: Any) -> object:
        ticked = form.cleaned_data["reports"]
        return actions.sort_set_apart(
            by=self.user,
            at=self.at,
            reports=[report for report in self.reports if report.reference in ticked],
            let_in=form.let_in,
            reason=form.cleaned_data["reason"],
        )

    def get_done_message(self) -> str:
        many = f"{self.result} report{'' if self.result == 1 else 's'}"
        nothing = "nothing" in self.request.POST
        return f"{many} {'decided: nothing in it' if nothing else 'let into the inbox'}."

    def get_success_url(self) -> str:
        return reverse("intake:sort-set-apart")


class ListReports(ListPage):
    """Every report that this person may see."""

    permission = Permission.REPORT_TRIAGE
    template_name = "intake/list_reports.html"
    filter_class = filters.ListReports
    order = ("-received_at", "-id")
    sorts = {
        "newest": ("Newest first", ("-received_at", "-id")),
        "oldest": ("Oldest first", ("received_at", "id")),
    }
    csv_permission = Permission.REPORT_TRIAGE
    csv_name = "reports"
    csv_columns = (
        ("Reference", lambda r: r.reference),
        ("Received", lambda r: r.received_at),
        ("Channel", lambda r: r.get_channel_display()),
        ("What", lambda r: r.get_category_display()),
        ("Harm", lambda r: r.get_harm_band_display()),
        ("Ward", lambda r: r.ward_code),
        ("Patch", lambda r: r.patch.name if r.patch else ""),
        ("Outcome", lambda r: r.get_outcome_display()),
        ("Decided", lambda r: r.decided_at),
    )

    def queryset(self) -> QuerySet[Record]:
        seen = Record.objects.visible_to(self.user)
        return seen.select_related("premises", "patch").for_a_line()

    def viewed(self, rows: Sequence[Any]) -> Iterable[Model]:
        return rows


class AboutOneReport(Page):
    """Loads the report of the address, which this person must be allowed to see, or answers 404."""

    abstract = True
    report: Record

    def prepare(self) -> None:
        visible = Record.objects.visible_to(self.user)
        visible = visible.select_related("premises", "patch", "person", "contact", "case")
        self.report = get_object_or_404(visible, reference=self.kwargs["reference"])

    def viewed(self) -> Iterable[Model]:
        return (self.report,)


class Report(AboutOneReport, ShowPage):
    """One report, whole, as it was typed."""

    permission = (Permission.REPORT_TRIAGE, Permission.REPORT_LOG)
    template_name = "intake/report.html"

    def record(self) -> Record:
        return self.report

    def viewed(self) -> Iterable[Model]:
        return (self.report, *self.earlier.at_premises, *self.earlier.by_person)

    def context(self) -> dict[str, Any]:
        self.earlier = queries.earlier(self.user, self.report)
        form = queries.form_of(self.report)
        in_diary, new_in_diary = queries.diary_size(self.report)
        return {
            "report": self.report,
            "sections": reading.sections(form, self.report.answers, with_empty=False),
            "files": queries.files_of(self.report),
            "additions": queries.additions_of(self.report),
            "may_look_again": can(self.user, Permission.CASE_ASSIGN),
            "in_diary": in_diary,
            "unheard": queries.unheard_of(self.report),
            "new_in_diary": new_in_diary,
            "unread": queries.is_unread(self.report),
            "earlier": self.earlier,
            "answer_by": queries.answer_by(self.report),
            "decisions": self.report.decisions.select_related("by").order_by("-at"),
            "neighbourly": queries.proposed_track(self.report).track == GOOD_NEIGHBOURHOOD,
            "may_decide": Triage.may(self.user) and not self.report.outcome,
            "late": not self.report.outcome
            and self.report.received_at <= queries.undecided_before(self.at),
        }


class Triage(AboutOneReport, FormPage):
    """One decision about one report, then back to the inbox."""

    abstract = True
    permission = Permission.REPORT_TRIAGE

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"report": self.report, "user": self.user}

    def get_success_url(self) -> str:
        return reverse("intake:inbox")

    def context(self) -> dict[str, Any]:
        return {"report": self.report}


class OpenCase(Triage):
    """Open a case, with a named officer."""

    permission = Permission.REPORT_TRIAGE
    form_class = forms.OpenCase
    template_name = "intake/open_case.html"

    def get_initial(self) -> dict[str, Any]:
        return {"track": queries.proposed_track(self.report).track}

    def act(self, form: Any) -> object:
        return actions.open_case(by=self.user, at=self.at, report=self.report, **form.cleaned_data)

    def get_done_message(self) -> str:
        return f"Case {self.result.reference} opened and given to {self.result.officer.name}."

    def get_success_url(self) -> str:
        """The case, for whoever may open it: a restricted one is its officer's."""
        seen = Case.objects.visible_to(self.user).filter(pk=self.result.pk).exists()
        return (seen and address("workspace:case", self.result)) or super().get_success_url()


class AttachToCase(Triage):
    """Add the report to a case that is open."""

    permission = Permission.REPORT_TRIAGE
    form_class = forms.AttachToCase
    template_name = "intake/attach_to_case.html"

    def act(self, form: Any) -> object:
        return actions.attach_to_case(
            by=self.user, at=self.at, report=self.report, **form.cleaned_data
        )

    def get_done_message(self) -> str:
        return f"Report {self.report.reference} added to case {self.result.reference}."

    def context(self) -> dict[str, Any]:
        cases = queries.open_cases(self.user, self.report)[: queries.MOST_EARLIER]
        return super().context() | {"cases": cases}


class ReferReport(Triage):
    """Pass the report to somebody else who can act on it."""

    permission = Permission.REPORT_TRIAGE
    form_class = forms.ReferReport
    template_name = "intake/refer_report.html"

    def act(self, form: Any) -> object:
        return actions.refer_report(
            by=self.user, at=self.at, report=self.report, **form.cleaned_data
        )

    def get_done_message(self) -> str:
        return f"Report {self.report.reference} referred to {self.result.referred_to}."


class AdviseReport(Triage):
    """Advice is the answer to the report."""

    permission = Permission.REPORT_TRIAGE
    form_class = forms.AdviseReport
    template_name = "intake/advise_report.html"

    def act(self, form: Any) -> object:
        return actions.advise_report(
            by=self.user, at=self.at, report=self.report, **form.cleaned_data
        )

    def get_done_message(self) -> str:
        return f"Advice noted on report {self.report.reference}."


class MarkNotAsb(Triage):
    """It is not anti-social behaviour."""

    permission = Permission.REPORT_TRIAGE
    form_class = forms.MarkNotAsb
    template_name = "intake/mark_not_asb.html"

    def act(self, form: Any) -> object:
        return actions.mark_not_asb(
            by=self.user, at=self.at, report=self.report, **form.cleaned_data
        )

    def get_done_message(self) -> str:
        return f"Report {self.report.reference} decided: not anti-social behaviour."
