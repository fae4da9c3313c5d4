"""What an administrator must know about work without seeing any of it."""

from __future__ import annotations

from goodstead.access.models import User
from goodstead.cases.models import Case

MOST = 200


def open_references(officer: User) -> list[str]:
    """The references of the open cases that this person holds, and nothing else of them.

    Not through ``visible_to``: an administrator sees no case. A reference tells nobody whom or
    what a case is about; the team leader needs it to name another officer.
    """
    held = Case.objects.still_open().filter(officer=officer).order_by("reference")
    return list(held.values_list("reference", flat=True)[:MOST])
