"""When a case is closed, the people who complained are asked how it was."""

from __future__ import annotations

from goodstead.cases.models import Case
from goodstead.ledger.following import Follower
from goodstead.ledger.models import Entry

from . import actions, queries


def invite_after_closing(entry: Entry) -> None:
    """Ask each of them. A case that is open again by now is asked about when it is closed again."""
    case = Case.objects.filter(pk=entry.file.partition(":")[2]).first()
    if case is None or case.closed_at is None:
        return
    for person in queries.to_ask(case):
        actions.invite(by=None, case=case, person=person, at=entry.at)


FOLLOWERS = [
    Follower(
        "engagement.invite_after_closing", frozenset({"cases.case_closed"}), invite_after_closing
    )
]
