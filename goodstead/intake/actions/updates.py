"""Short messages that whoever has the private link reads on its page."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.ledger import actions as ledger

from .. import queries, rules
from ..models import Report, Update


@transaction.atomic
def write_update(
    *, by: User | None, at: datetime, report: Report, text: str, submission: str
) -> Update:
    """Put a message behind the private link. Nobody is sent anything.

    Raises ``NotNow`` when it names a person, an officer, a place, a number or a reference. The same
    ``submission`` again returns the message that is there.
    """
    report = Report.objects.lock(report)
    text = text.strip()
    rules.require_can_write_update(by, report, text, queries.telling_parts(report, text))
    if there := report.updates.filter(submission=submission).first():
        return there
    update = Update.objects.create(report=report, text=text, submission=submission, at=at, by=by)
    for file in queries.files_told(report):
        ledger.record(by, "intake.update_written", update, at=at, about=file)
    return update
