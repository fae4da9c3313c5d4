"""Who may write, decide and bring in reports, and when."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, require
from goodstead.cases.definitions.categories import CATEGORIES
from goodstead.cases.definitions.statuses import MISTAKE, STATUSES
from goodstead.cases.models import Case

from ..definitions.channels import CHANNELS
from ..models import Report


class AlreadySent(NotNow):
    """This page has made a report, and other answers came from it again. ``reference`` names it."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__(
            f"This page was already sent: it is report {reference}. What you see now is different "
            "and is not saved yet. Press the button again to save it as a new report."
        )


def require_same_answers(known: Report, *, channel: str, answers: Mapping[str, Any]) -> None:
    """What is sent twice is one report. What is sent afterwards with other words is never lost."""
    if (known.channel, known.answers) != (channel, json.loads(json.dumps(answers))):
        raise AlreadySent(known.reference)


def require_can_submit_report(
    by: User | None, *, channel: str, category: str, description: str
) -> None:
    """The public and the system (``None``), or staff who write down reports."""
    if by is not None:
        require(by, Permission.REPORT_LOG)
    if channel not in CHANNELS:
        raise NotNow("Choose how the report reached us.")
    if category not in CATEGORIES:
        raise NotNow("Choose what is happening.")
    if not description.strip():
        raise NotNow("Tell us what happened. A few words are enough.")


def require_can_add_draft_file(by: User | None, *, sent: bool) -> None:
    """Anybody, to a report that they are writing and have not sent."""
    if sent:
        raise NotNow("This report has been sent. Call us to add to it.")


def require_can_clear_drafts(by: User | None) -> None:
    """The system does this by itself."""
    if by is not None:
        raise PermissionDenied("Drafts are cleared by the system")


def require_can_note_answer(by: User | None) -> None:
    """That a message left is noted by the system; staff say so with their decision."""
    if by is not None:
        raise PermissionDenied("Noted by the system when the message has left")


def require_can_sort(by: User | None) -> None:
    """Whoever decides on reports looks at those that were set apart."""
    require(by, Permission.REPORT_TRIAGE)


def require_can_add_recording(by: User | None) -> None:
    """Recordings of another system are taken in by the service, after somebody said so."""
    if by is not None:
        raise PermissionDenied("Recordings are taken in by the service")


def unanswered_because(report: Report) -> str:
    """Why the promise to answer ends without an answer."""
    if report.contact_id is None:
        return "they gave no way to reach them"
    if report.case_id is not None:
        return "not answered yet; the case promises to speak to them"
    return "decided, and nobody told them"


def require_can_decide(by: User | None, report: Report, reason: str) -> None:
    """Whoever decides may triage and can see this report; it is decided once, with a reason."""
    require(by, Permission.REPORT_TRIAGE)
    if by is not None and not Report.objects.visible_to(by).filter(pk=report.pk).exists():
        raise PermissionDenied("Not a report of theirs")
    if report.outcome:
        raise NotNow(f"This report was already decided: {report.get_outcome_display().lower()}.")
    if not reason.strip():
        raise NotNow("Say why. The reason stays with the report.")


def require_can_land_incidents(by: User | None) -> None:
    """Files from other systems are brought in by the system or by who may import."""
    require(by, Permission.DATA_IMPORT)


def require_can_attach(by: User | None, report: Report, case: Case) -> None:
    """The case is open and theirs to see, and as closed to others as the report is."""
    if by is not None and not Case.objects.visible_to(by).filter(pk=case.pk).exists():
        raise PermissionDenied("Not a case of theirs")
    if not STATUSES[case.status].open:
        raise NotNow("This case is closed. Reopen it first, or open a new case.")
    if report.person_id and _complained_about(case, report.person_id):
        raise NotNow(
            "Whoever made this report is the person complained about in that case. What its "
            "complainant told us must not reach them. Open a case of its own, and link the two."
        )
    if report.restricted and not case.restricted:
        raise NotNow(
            "This report is restricted and the case is not. Restrict the case first, "
            "or open a new case."
        )


def _complained_about(case: Case, person: int) -> bool:
    """Whether this person is, or was, the one whom the case is about: threat T1, the counter-report."""
    parts = case.parties.filter(person=person, part="alleged_perpetrator")
    return parts.exclude(ended_because=MISTAKE).exists()


def require_names_somebody(to: str) -> None:
    """A referral goes to somebody."""
    if not to.strip():
        raise NotNow("Say who the report is referred to.")
