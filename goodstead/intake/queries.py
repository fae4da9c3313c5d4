"""What pages and actions read about reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from goodstead.access.definitions.permissions import Permission
from goodstead.access.definitions.roles import ROLES
from goodstead.access.models import Patch, Team, User
from goodstead.access.permissions import NotNow
from goodstead.cases.definitions.standards import clock_for
from goodstead.cases.definitions.statuses import STATUSES
from goodstead.cases.queries import suggest_officer
from goodstead.clocks.calendar import day_of
from goodstead.clocks.queries import next_about
from goodstead.clocks.rules import due_at
from goodstead.evidence.models import StoredFile
from goodstead.ledger.models import key_of

from . import following
from .definitions.standards import ACKNOWLEDGE
from .models import Draft, Report


def triage_team(patch: Patch | None) -> Team | None:
    """Whose inbox a report stands in: the patch's team, or the council's first that triages."""
    if patch is not None:
        return patch.team
    roles = [code for code, role in ROLES.items() if Permission.REPORT_TRIAGE in role.permissions]
    teams = Team.objects.filter(
        organisation__is_council=True, members__is_active=True, members__role__in=roles
    )
    return teams.order_by("pk").first()


def trained_for(report: Report) -> User | None:
    """Who is alarmed about a restricted report: a named person, because nobody else may see it."""
    try:
        return suggest_officer(
            patch=report.patch, team=triage_team(report.patch), restricted=True
        ).officer
    except NotNow:
        return None


# The public


def draft_files(submission_key: str) -> list[StoredFile]:
    """The files added to a report that is being written."""
    draft = Draft.objects.filter(key=submission_key).first()
    return list(StoredFile.objects.about(key_of(draft))) if draft else []


@dataclass(frozen=True)
class Promised:
    """What the last page of the form promises, from the service standard of the day."""

    reference: str
    answer_by: date
    speak_by: date
    plan_by: date
    may_contact: bool
    token: str | None


def promised(*, submission_key: str) -> Promised | None:
    """The promises about the report that was just sent; None when there is none."""
    report = Report.objects.filter(submission_key=submission_key).first()
    if report is None:
        return None
    return Promised(
        reference=report.reference,
        answer_by=_answer_by(report),
        speak_by=_promise("interview", report),
        plan_by=_promise("plan_due", report),
        may_contact=report.contact_id is not None,
        token=following.token_of(submission_key) if report.follow_hash else None,
    )


def _answer_by(report: Report) -> date:
    clock = ACKNOWLEDGE.clock(report.harm_band)
    return day_of(due_at(clock, report.received_at)) if clock else day_of(report.received_at)


def _promise(code: str, report: Report) -> date:
    clock = clock_for(code, report.harm_band, day_of(report.received_at))
    return day_of(due_at(clock, report.received_at)) if clock else _answer_by(report)


@dataclass(frozen=True)
class Followed:
    """What a follow link shows: how far we are, in one sentence, and by when we do the next thing."""

    status: str
    by: date | None
    late: bool


WAITING = "We have your report. An officer will read it and decide what to do."
WORKING = "We are working on what you told us."
FINISHED = "We have finished our work on what you told us."
READ = "We have read your report and decided what to do with it."


def followed(token: str, *, at: datetime) -> Followed | None:
    """How far the report of this link is; None when no report has it."""
    report = (
        Report.objects.filter(follow_hash=following.hash_of(token)).select_related("case").first()
    )
    if report is None:
        return None
    if not report.outcome:
        by = _answer_by(report)
        return Followed(WAITING, by, day_of(at) > by)
    if report.case is None:
        return Followed(READ, None, False)
    if not STATUSES[report.case.status].open:
        return Followed(FINISHED, None, False)
    # The next contact was promised to whoever's report the case was opened from.
    codes = ("first_contact", "next_contact") if report.outcome == "opened" else ()
    found = (next_about(report.case, code) for code in codes)
    due = next((deadline.last_day for deadline in found if deadline), None)
    return Followed(WORKING, due, due is not None and day_of(at) > due)
