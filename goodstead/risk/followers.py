"""What risk does when the people of a case change, or the case ends or comes back."""

from __future__ import annotations

from goodstead.cases.models import Case
from goodstead.ledger.following import Follower
from goodstead.ledger.models import Entry

from . import actions


def keep_assessments_due(entry: Entry) -> None:
    """Set the dates of the case whose file this happened in."""
    if case := _case_of(entry):
        actions.keep_assessments_due(by=None, case=case, at=entry.at)


def lapse_lowerings(entry: Entry) -> None:
    """What waits for a second person waits no longer, when it is about nobody here."""
    if case := _case_of(entry):
        actions.lapse_lowerings(by=None, case=case, at=entry.at)


def _case_of(entry: Entry) -> Case | None:
    label, _, pk = entry.file.partition(":")
    return Case.objects.filter(pk=pk).first() if label == "cases.case" else None


FOLLOWERS = [
    Follower(
        "risk.keep_assessments_due",
        frozenset(
            {"cases.case_opened", "cases.case_reopened", "cases.party_added", "cases.party_ended"}
        ),
        keep_assessments_due,
    ),
    Follower(
        "risk.lapse_lowerings",
        frozenset({"cases.case_closed", "cases.party_ended"}),
        lapse_lowerings,
    ),
]
