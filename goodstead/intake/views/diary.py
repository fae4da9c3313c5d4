"""The diary: written behind the private link or by staff, and read in the report and in the case."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from goodstead.access.permissions import Permission
from goodstead.cases.pages import CaseShowPage
from goodstead.clocks.calendar import day_of
from goodstead.design.pages import ShowPage

from .. import actions, forms, queries
from ..rules import AlreadyTaken
from .answering import AboutALink
from .follow import Adding
from .triage import AboutOneReport


class WriteDiary(Adding):
    """Quick, at night, on a telephone. What was written before is not shown, nor that it was."""

    public = True
    form_class = forms.WriteDiary
    template_name = "intake/write_diary.html"
    kind = "diary"

    def add(self, **values: Any) -> object:
        return actions.write_diary(by=None, at=self.at, report=self.report, **values)


def _skip(request: HttpRequest) -> int:
    """After how many recordings the page goes on."""
    said = request.GET.get("after", "")
    return int(said) if re.fullmatch(r"[0-9]{1,6}", said) else 0


class Diary(AboutOneReport, ShowPage):
    """What was written in the diary of one report."""

    permission = (Permission.REPORT_TRIAGE, Permission.REPORT_LOG)
    template_name = "intake/diary.html"

    def context(self) -> dict[str, Any]:
        return {
            "report": self.report,
            "diary": queries.diary_of_report(self.report),
            "recordings": queries.recordings_of_report(self.report, skip=_skip(self.request)),
            "may_write": LogDiary.may(self.user),
        }


class LogDiary(AboutALink):
    """Write down an entry for somebody who called or handed in a sheet."""

    permission = Permission.REPORT_TRIAGE
    form_class = forms.LogDiary
    template_name = "intake/log_diary.html"

    def get_initial(self) -> dict[str, Any]:
        return {"submission": secrets.token_urlsafe(32)}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": day_of(self.at)}

    def act(self, form: Any) -> object:
        try:
            return actions.write_diary(by=self.user, at=self.at, report=self.report, **form.values)
        except AlreadyTaken:
            form.data = form.data.copy()
            form.data["submission"] = secrets.token_urlsafe(32)
            raise

    def get_done_message(self) -> str:
        return "The entry is in the diary. You can write down the next one."

    def get_success_url(self) -> str:
        return reverse("intake:log-diary", args=[self.report.reference])


class ReadDiary(AboutALink):
    """Read the new entries, and say so. What came after the page was shown is not read by it."""

    permission = Permission.REPORT_TRIAGE
    form_class = forms.ReadDiary
    template_name = "intake/read_diary.html"

    def prepare(self) -> None:
        super().prepare()
        self.shown = queries.unread_in_diary(self.report)

    def get_initial(self) -> dict[str, Any]:
        return {"seen": max((entry.pk for entry in self.shown), default=0)}

    def act(self, form: Any) -> object:
        return actions.read_diary(
            by=self.user, at=self.at, report=self.report, seen=form.cleaned_data["seen"]
        )

    def get_done_message(self) -> str:
        if queries.unread_in_diary(self.report):
            return "What you saw is noted as read. There is more that nobody has read: read it too."
        return "Noted as read. The date for it is met."

    def get_success_url(self) -> str:
        return reverse("intake:diary", args=[self.report.reference])

    def context(self) -> dict[str, Any]:
        return super().context() | {"entries": self.shown}


class CaseDiary(CaseShowPage):
    """The diaries of all reports of a case together."""

    permission = Permission.CASE_VIEW
    template_name = "intake/case_diary.html"
    part = "Diary"

    def viewed(self) -> Iterable[Model]:
        reports = {entry.report for entry in self.diary.entries}
        reports |= {one.recording.report for one in self.recordings.rows}
        return (self.case, *sorted(reports, key=lambda report: report.pk))

    def context(self) -> dict[str, Any]:
        self.diary = queries.diary_of_case(self.user, self.case)
        self.recordings = queries.recordings_of_case(self.user, self.case, skip=_skip(self.request))
        return super().context() | {"diary": self.diary, "recordings": self.recordings}
