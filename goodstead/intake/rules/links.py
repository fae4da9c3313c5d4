"""Who may use, stop and answer what comes through a private link."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from django.utils.translation import gettext

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, can, require
from goodstead.correspondence.models import SafeContact

from ..definitions.additions import HEAVY
from ..models import Addition, DiaryEntry, Report

_Row = TypeVar("_Row", Addition, DiaryEntry)


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
        raise NotNow(f"{gettext(question)} {gettext('A few words are enough.')}")


def require_files(number: int) -> None:
    if not number:
        raise NotNow("Choose at least one photo or other file.")


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


def were_seen(waiting: Iterable[_Row], seen: int | None) -> tuple[list[_Row], list[_Row]]:
    """What stood on the page that somebody read, and what came after it was shown.

    ``seen`` is the highest number on that page. The numbers of one report rise in the order in which
    its rows arrive, because each is written while the report is locked.
    """
    rows = list(waiting)
    return (
        [row for row in rows if seen is None or row.pk <= seen],
        [row for row in rows if seen is not None and row.pk > seen],
    )


def is_heavy(*, danger: bool, changed: tuple[str, ...] = ()) -> bool:
    """Whether what was added is as urgent as a report of high harm."""
    return danger or bool(set(changed) & set(HEAVY))


def require_has_contact(report: Report, wanted: Mapping[str, Any]) -> None:
    """Only who gave us a way to reach them can change it here, and something must change."""
    if report.contact is None:
        raise NotNow("You stayed anonymous. Call us if you want us to be able to contact you.")
    if not wanted:
        raise NotNow("Fill in what changes. What you leave empty stays as it is.")


def needs_care(report: Report, wanted: Mapping[str, Any]) -> bool:
    """Whether somebody near them may harm them if they learn of this: by the person, the report, the
    case, or what they say now."""
    marked: list[Any] = [one for one in (report, report.case) if one is not None]
    flagged = report.contact is not None and report.contact.flagged
    said = bool(wanted.get("who_must_not_know"))
    return flagged or said or any(one.restricted or one.hate for one in marked)


def old_address_hears(contact: SafeContact, wanted: Mapping[str, Any]) -> bool:
    """Whether the person would learn by the address that we have that somebody changed it."""
    stays = wanted.get("may_email", True) is True
    return contact.may_email is True and bool(contact.email) and stays


def require_waits(addition: Addition, outcome: str, outcomes: Collection[str], words: str) -> None:
    """It is answered once, in one of these ways, and it is said why."""
    if addition.settled_at is not None:
        raise NotNow(f"This was already answered: {addition.became.lower()}.")
    if outcome not in outcomes:
        raise NotNow("Choose what you decide.")
    if not words.strip():
        raise NotNow("Say why. It stays with the report.")


def require_finished(finished: bool) -> None:
    """While we work on it there is nothing yet to disagree with."""
    if not finished:
        raise NotNow("We are still working on what you told us. If something is wrong, call us.")


def require_may_look_again(by: User | None, report: Report) -> None:
    """Not whoever decided before, but who may give cases to others; and they see the report."""
    require(by, Permission.CASE_ASSIGN)
    require_may_answer(by, report)


def require_can_take_up_again(by: User | None, report: Report) -> None:
    """A case is reopened by somebody who works on cases."""
    if report.case is not None and not can(by, Permission.CASE_WORK):
        raise NotNow("You cannot reopen a case. Ask the team leader to answer this.")
