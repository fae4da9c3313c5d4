"""What the pages of partners read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from goodstead.access.models import User
from goodstead.cases.definitions.statuses import STATUSES
from goodstead.intake.models import Report
from goodstead.intake.queries import link

from .models import HateReport, HateReportQuerySet, Invitation, InvitationQuerySet, Referral


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def behind(token: str, at: datetime) -> Invitation | None:
    """The invitation of this token while it works; None for every other."""
    return Invitation.objects.working(at).filter(token_hash=hash_of(token)).first()


def referral_of(invitation: Invitation, submission_key: str) -> Referral | None:
    """What came by this invitation with this key."""
    return Referral.objects.filter(
        invitation=invitation, report__submission_key=submission_key
    ).first()


def of_token(token: str) -> Invitation | None:
    """The invitation of this token, whether or not it still works: for what is being sent, so that
    nothing typed is lost. The action decides whether it is taken."""
    return Invitation.objects.filter(token_hash=hash_of(token)).first()


def hate_reports(user: User) -> HateReportQuerySet:
    """What this person's centre took down."""
    found: HateReportQuerySet = HateReport.objects.visible_to(user)
    return found.select_related("report__case", "taken_by")


@dataclass(frozen=True)
class Told:
    """One line of a centre's list: how far the report is, as coarsely as the person is told."""

    taken: HateReport
    status: str


def told(reports: Iterable[HateReport]) -> list[Told]:
    """The words of ``intake.queries.followed``, without its dates: what they need was read with the
    page, so a line more costs no query more."""
    return [Told(one, _status_of(one.report)) for one in reports]


def _status_of(report: Report) -> str:
    if not report.outcome:
        return link.WAITING
    if report.case is None:
        return link.READ
    return link.WORKING if STATUSES[report.case.status].open else link.FINISHED


def invitations(user: User) -> InvitationQuerySet:
    found: InvitationQuerySet = Invitation.objects.visible_to(user)
    return found.select_related("made_by")


def standing(invitation: Invitation, at: datetime) -> str:
    """Whether the link works, and if not why."""
    if invitation.stopped_at:
        return "Stopped"
    if invitation.ends_at <= at:
        return "Ended"
    return "Used up" if invitation.used >= invitation.most else "Works"
