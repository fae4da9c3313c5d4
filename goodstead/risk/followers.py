"""When a case gets somebody new, or comes back, a date for assessing their risk is set."""

from __future__ import annotations

from goodstead.cases.models import Case
from goodstead.ledger.following import Follower
from goodstead.ledger.models import Entry

from . import actions


def keep_assessments_due(entry: Entry) -> None:
    """Set the dates of the case whose file this happened in."""
    label, _, pk = entry.file.partition(":")
    case = Case.objects.filter(pk=pk).first() if label == "cases.case" else None
    if case:
        actions.keep_assessments_due(by=None, case=case, at=entry.at)


FOLLOWERS = [
    Follower(
        "risk.keep_assessments_due",
        frozenset(
            {"cases.case_opened", "cases.case_reopened", "cases.party_added", "cases.party_ended"}
        ),
        keep_assessments_due,
    )
]
