"""Who may use, stop and answer what comes through a private link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, require

from ..definitions.additions import HEAVY
from ..models import Addition, Report


class AlreadyTaken(NotNow):
    """This page was sent before, and now other words came from it."""


def require_can_stop_link(by: User | None, report: Report) -> None:
    """Whoever has it (``None``), and staff who decide on reports and see this one."""
    if by is not None:
        require_may_answer(by, report)


def require_can_add(by: User | None, report: Report) -> None:
    """Whoever has a link that was not stopped in the meantime. Staff have pages of their own."""
    if by is not None:
        raise PermissionDenied("Added through the private link only")
    if report.follow_hash is None:
        raise NotNow("This link no longer works, so this was not sent. Please call us.")


def require_says_something(text: str, question: str) -> None:
    if not text.strip():
        raise NotNow(f"{question} A few words are enough.")


def require_same_words(known: Addition, *, text: str, details: Mapping[str, Any]) -> None:
    """What is sent twice is one thing. What is sent afterwards with other words is never lost."""
    if (known.text, known.details) != (text, dict(details)):
        raise AlreadyTaken(
            "We already have what you sent from this page before. What you see now is different and "
            "is not sent yet. Press the button again to send it as well."
        )


def require_may_answer(by: User | None, report: Report) -> None:
    """Staff who decide on reports and see this one, or the service itself."""
    require(by, Permission.REPORT_TRIAGE)
    if by is not None and not Report.objects.visible_to(by).filter(pk=report.pk).exists():
        raise PermissionDenied("Not a report of theirs")


def is_heavy(*, danger: bool, changed: tuple[str, ...] = ()) -> bool:
    """Whether what was added is as urgent as a report of high harm."""
    return danger or bool(set(changed) & set(HEAVY))
