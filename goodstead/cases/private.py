"""Whatever is sent to anybody in a restricted case is neutral. Called inside actions only."""

from __future__ import annotations

from datetime import datetime

from goodstead.access.models import User
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.models import SafeContact

from .models import Case


def keep_private(case: Case, *, by: User | None, at: datetime) -> None:
    """Note with everybody in a restricted case, now or earlier, that words to them give nothing away.

    It stands with the person and not with the case: a message about another case in which they
    have a part could be read by the same eyes. What waits to go to them is held. It is taken off
    only by somebody who changes their contact details. Does nothing while it is not restricted.
    """
    if not case.restricted:
        return
    known = SafeContact.objects.filter(person__parts__case=case, flagged=False)
    for contact in known.order_by("pk").distinct():
        correspondence.change_contact(by=by, at=at, contact=contact, about=case, flagged=True)
