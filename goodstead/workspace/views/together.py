"""What belongs together: reports and cases here; people in ``merging``."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.shortcuts import get_object_or_404

from goodstead.access.permissions import Permission, can
from goodstead.design.pages import ShowPage
from goodstead.intake.models import Report

from ..queries import alike


class BelongsTogether(ShowPage):
    """Other reports and cases that may belong with one report, with the reasons."""

    permission = Permission.REPORT_TRIAGE
    template_name = "workspace/belongs_together.html"

    def prepare(self) -> None:
        visible = Report.objects.visible_to(self.user)
        visible = visible.select_related("premises", "person__contact", "contact", "case")
        self.report = get_object_or_404(visible, reference=self.kwargs["reference"])

    def record(self) -> Report:
        return self.report

    def viewed(self) -> list[Model]:
        shown = [*self.found.cases, *self.found.reports]
        return [self.report, *(one.record for one in shown)]

    def context(self) -> dict[str, Any]:
        self.found = alike.with_report(self.user, self.report)
        may_merge = can(self.user, Permission.PERSON_MERGE)
        return {"report": self.report, "found": self.found, "may_merge": may_merge}
