"""The private link to a report: stopped by whoever has it, or by us."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.ledger import actions as ledger

from .. import queries, rules
from ..models import Report


@transaction.atomic
def stop_link(*, by: User | None, at: datetime, report: Report) -> Report:
    """Let the private link open nothing from now on. Its hash is dropped, so no link can be it again.

    ``by`` None: whoever has the link. Stopping one that is stopped changes nothing.
    """
    report = Report.objects.lock(report)
    rules.require_can_stop_link(by, report)
    if report.follow_hash is None:
        return report
    report.follow_hash, report.follow_stopped_at = None, at
    report.save(update_fields=["follow_hash", "follow_stopped_at"])
    whom = "by us" if by else "by the person who has it"
    for file in queries.files_told(report):
        ledger.record(by, "intake.link_stopped", report, at=at, about=file, whom=whom)
    return report
