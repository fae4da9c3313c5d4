"""Who may write about a person, and what is sound."""

from __future__ import annotations

from datetime import date

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, can, require

from .definitions.needs import NEEDS, SOURCES
from .definitions.tenure import TENURES
from .models import Person, Vulnerability
from .names import LONGEST

_WRITERS = (Permission.REPORT_LOG, Permission.REPORT_TRIAGE, Permission.CASE_WORK)
LONGEST_DETAIL = 500


def _require_writer(by: User | None) -> None:
    if not any(can(by, permission) for permission in _WRITERS):
        raise PermissionDenied(Permission.CASE_WORK)


def require_can_add_person(by: User | None, person: Person, today: date) -> None:
    """The public for themselves (``None``), or staff who write reports or work on cases."""
    _require_writer(by)
    require_sound(person, today)


def require_can_change_person(by: User | None, person: Person, today: date) -> None:
    """As for adding. The caller has found the person through a file that ``by`` may see."""
    _require_writer(by)
    require_sound(person, today)


def require_can_note(by: User | None, kind: str, source: str, detail: str) -> None:
    """A vulnerability is noted by staff, or by the public about themselves in a report (``None``)."""
    _require_writer(by)
    if kind not in NEEDS:
        raise NotNow("Choose what makes it worse from the list.")
    if source not in SOURCES:
        raise NotNow("Choose who told us.")
    if len(detail) > LONGEST_DETAIL:
        raise NotNow(f"What was said must be {LONGEST_DETAIL} characters or fewer.")


def require_review_on(review_on: date, today: date) -> None:
    """The day to look again lies ahead."""
    if review_on <= today:
        raise NotNow("The day to look again must be after today.")


def require_can_end(by: User | None, vulnerability: Vulnerability) -> None:
    """Only staff on cases decide that something no longer applies."""
    require(by, Permission.CASE_WORK)
    if vulnerability.ended_at is not None:
        raise NotNow("This was already marked as no longer applying.")


def require_can_link(by: User | None, person: Person, *, taken: bool) -> None:
    """One set of contact details belongs to one person."""
    _require_writer(by)
    if taken:
        raise NotNow("These contact details belong to another person. Add new ones for this one.")


def require_no_contact_yet(person: Person) -> None:
    """Details that are there are changed, so that what they were before is kept."""
    if person.contact_id is not None:
        raise NotNow(
            "Somebody else wrote down contact details while you were writing. "
            "Open the page again and see what they wrote first."
        )


def require_sound(person: Person, today: date) -> None:
    """What is written about a person can be true."""
    for label, text in (("name", person.name), ("name they like", person.known_as)):
        if len(text) > LONGEST:
            raise NotNow(f"The {label} must be {LONGEST} characters or fewer.")
    if person.tenure not in TENURES:
        raise NotNow("Choose how the person lives in their home from the list.")
    if person.born_on and not date(1880, 1, 1) <= person.born_on <= today:
        raise NotNow("The date of birth must be in the past, like 27 3 1980.")
