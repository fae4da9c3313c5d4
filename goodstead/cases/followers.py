"""When somebody's name is corrected, their cases are found by the new one."""

from __future__ import annotations

from goodstead.ledger.following import Follower
from goodstead.ledger.models import Entry

from .findable import keep_findable
from .models import Case


def keep_cases_findable(entry: Entry) -> None:
    """Every case in which this person has or had a part, in whichever file the name was corrected."""
    pk = int(entry.subject.partition(":")[2])
    for case in Case.objects.filter(parties__person=pk).distinct().order_by("pk"):
        keep_findable(case)


FOLLOWERS = [
    Follower("cases.keep_findable", frozenset({"people.name_changed"}), keep_cases_findable)
]
