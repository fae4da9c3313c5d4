"""The staff's pages of one file that came with a report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from goodstead.access.permissions import NotNow, Permission
from goodstead.design.pages import ShowPage
from goodstead.evidence import actions as evidence
from goodstead.evidence import responses
from goodstead.evidence.models import StoredFile
from goodstead.evidence.queries import custody

from .. import queries
from ..said_place import said_place
from .triage import AboutOneReport


class OneFile(AboutOneReport, ShowPage):
    """A file of a report: the report is asked for first, on every byte."""

    abstract = True
    file: StoredFile

    def prepare(self) -> None:
        super().prepare()
        found = queries.file_of(self.report, self.kwargs["file"])
        if found is None:
            raise Http404
        self.file = found


class ReportFile(OneFile):
    """The safe copy of a picture."""

    permission = (Permission.REPORT_TRIAGE, Permission.REPORT_LOG)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.write_viewing([self.report, self.file])
        return responses.copy_of(self.file)


class AboutFile(OneFile):
    """What a file is, what was done with it, and the ways to see more of it."""

    permission = (Permission.REPORT_TRIAGE, Permission.REPORT_LOG)
    template_name = "intake/about_file.html"

    def viewed(self) -> Iterable[Model]:
        return (self.report, self.file)

    def context(self) -> dict[str, Any]:
        return {
            "report": self.report,
            "file": self.file,
            "story": custody(self.file),
            "may_open": ReportOriginal.may(self.user),
        }


class FilePlace(OneFile):
    """Where a photo or video says that it was made: a suggestion, with an entry for each look."""

    permission = Permission.REPORT_TRIAGE
    template_name = "intake/file_place.html"

    def viewed(self) -> Iterable[Model]:
        return (self.report, self.file)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.place = evidence.read_place(
                by=self.user, at=self.at, file=self.file, about=self.report
            )
        except NotNow as reason:
            messages.error(request, str(reason))
            return redirect("intake:report", self.report.reference)
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        said = said_place(self.report, self.place) if self.place else None
        return {"report": self.report, "file": self.file, "said": said}


class ReportOriginal(OneFile):
    """The sealed original, with an entry for each time it is opened."""

    permission = Permission.REPORT_TRIAGE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            evidence.open_original(by=self.user, at=self.at, file=self.file, about=self.report)
        except NotNow as reason:
            messages.error(request, str(reason))
            return redirect("intake:report", self.report.reference)
        return responses.original(self.file)
