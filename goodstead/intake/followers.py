"""What intake does when a message about a report has left."""

from __future__ import annotations

from goodstead.ledger.following import Follower
from goodstead.ledger.models import Entry

from . import actions
from .models import Report


def note_answer(entry: Entry) -> None:
    """An acknowledgement that left keeps the promise to answer."""
    label, _, pk = entry.file.partition(":")
    report = Report.objects.filter(pk=pk).first() if label == "intake.report" else None
    if report:
        actions.note_answer(by=None, report=report, at=entry.at)


FOLLOWERS = [
    Follower(
        "intake.note_answer",
        frozenset({"correspondence.message_sent", "correspondence.message_shown"}),
        note_answer,
    )
]
