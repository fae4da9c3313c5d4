"""What a follow link shows: how far we are and by when we do the next thing. Nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from goodstead.access.definitions.roles import ROLES
from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, can
from goodstead.cases.definitions.statuses import STATUSES
from goodstead.cases.models import Case
from goodstead.cases.queries import suggest_officer
from goodstead.clocks.calendar import day_of
from goodstead.clocks.queries import next_about, running_for
from goodstead.clocks.rules import due_at
from goodstead.evidence.models import StoredFile
from goodstead.evidence.queries import Progress, tally
from goodstead.ledger.models import key_of

from .. import following, rules
from ..definitions.additions import ADDED, DANGER, DISPUTE, NEW_CONTACT, ONLY_READ, REVIEW, WORSE
from ..definitions.recordings import UNHEARD
from ..models import Addition, Report
from .reports import answer_by, triage_team

_PROMISED = (ADDED.code, WORSE.code)
_CLOCKS = {
    "incident": ADDED,
    "file": ADDED,
    "worse": WORSE,
    "dispute": DISPUTE,
    "review": REVIEW,
    "contact": NEW_CONTACT,
    "recording": UNHEARD,
}


@dataclass(frozen=True)
class Followed:
    """How far we are, in one sentence, and by when we do the next thing.

    ``finished``: there is nothing that we still do by ourselves, so they may disagree with it.
    """

    status: str
    by: date | None
    late: bool
    finished: bool


WAITING = "We have your report. An officer will read it and decide what to do."
WORKING = "We are working on what you told us."
FINISHED = "We have finished our work on what you told us."
READ = "We have read your report and decided what to do with it."


def report_of_link(token: str) -> Report | None:
    """The report of this link; None for one that was never given or that was stopped."""
    found = Report.objects.filter(follow_hash=following.hash_of(token))
    return found.select_related("case", "contact").first()


def followed(report: Report, *, at: datetime) -> Followed:
    """How far this report is. What was promised about what they added counts with the rest.

    Of something that is finished no date is shown: it would tell others with the link that somebody
    wrote again.
    """
    added = [d.last_day for d in running_for(report) if d.code in _PROMISED]
    if not report.outcome:
        return _told(WAITING, [answer_by(report), *added], at)
    if report.case is None:
        return _told(READ, [], at, finished=True)
    if not STATUSES[report.case.status].open:
        return _told(FINISHED, [], at, finished=True)
    # The next contact was promised to whoever's report the case was opened from.
    codes = ("first_contact", "next_contact") if report.outcome == "opened" else ()
    found = (next_about(report.case, code) for code in codes)
    return _told(WORKING, [*added, *[one.last_day for one in found if one][:1]], at)


def _told(status: str, days: list[date], at: datetime, *, finished: bool = False) -> Followed:
    by = min(days, default=None)
    return Followed(status, by, by is not None and day_of(at) > by, finished)


def progress_of_sent(report: Report, moments: Collection[datetime]) -> Progress:
    """How far those files are that were sent through the link at these moments. Counts, no names."""
    if not moments:
        return tally(StoredFile.objects.none())
    # One after the other by an index each: together they would be looked for in every file there is.
    sent = StoredFile.objects.filter(received_at__in=moments).exclude(state="withdrawn")
    found = set(sent.filter(about=key_of(report)).values_list("pk", flat=True))
    heard = list(report.recordings.values_list("file", flat=True))
    found |= set(sent.filter(pk__in=heard).values_list("pk", flat=True))
    return tally(StoredFile.objects.filter(pk__in=found))


# What goes on after a report


def files_told(report: Report) -> list[Model]:
    """In whose story it stands what comes through the link: the report's, and its case's."""
    return [report, report.case] if report.case else [report]


def open_case_of(report: Report) -> Case | None:
    """Its case, while somebody works on it."""
    case = report.case
    return case if case and STATUSES[case.status].open else None


def is_closed_to_others(report: Report) -> bool:
    """Whether only named people may know of it."""
    return report.restricted or bool(report.case and report.case.restricted)


def who_hears(report: Report) -> User | None:
    """Who is told of what comes afterwards: the officer of the case, who decided on the report, or
    who would get a case; None when there is nobody. Not somebody who has left since."""
    if report.case and report.case.officer.is_active:
        return report.case.officer
    decided = report.decisions.select_related("by").order_by("-at", "-pk").first()
    if decided and decided.by and _may_hear(decided.by, report):
        return decided.by
    try:
        return suggest_officer(
            patch=report.patch, team=triage_team(report.patch), restricted=_is_restricted(report)
        ).officer
    except NotNow:
        return None


def _is_restricted(report: Report) -> bool:
    return report.restricted or bool(report.case and report.case.restricted)


def _may_hear(user: User, report: Report) -> bool:
    trained = can(user, Permission.RESTRICTED_VIEW) or not _is_restricted(report)
    return user.is_active and trained and can(user, Permission.CASE_WORK)


def promised_by(kind: str, said: Mapping[str, Any], *, at: datetime) -> date:
    """The day by which what was just added is dealt with, by itself.

    Where something before it has an earlier date, all of it is dealt with by then; but whoever has the
    link must not learn from the day that somebody else wrote, nor that they were threatened. For the
    same reason a change of contact details has the same day whether it was done at once or waits.
    """
    if kind == "diary":
        clock = rules.read_diary_by(what=said["what"], affected=said["affected"], text=said["text"])
    else:
        clock = DANGER if said.get("danger") else _CLOCKS[kind]
    return day_of(due_at(clock, at))


def first_waiting(report: Report, kind: str) -> Addition | None:
    """What has waited longest for an answer, of this kind."""
    return report.additions.waiting().filter(kind=kind).order_by("received_at", "pk").first()


def additions_of(report: Report) -> list[Addition]:
    """Everything that came through the link, the newest first."""
    found = report.additions.select_related("settled_by")
    return list(found.order_by("-received_at", "-pk"))


def unread(report: Report) -> list[Addition]:
    """What came through the link and nobody has read."""
    found = report.additions.waiting().filter(kind__in=ONLY_READ)
    return list(found.order_by("received_at", "pk"))


def is_unread(report: Report) -> bool:
    """Whether somebody still has to read it, or what was added to it."""
    codes = {deadline.code for deadline in running_for(report)}
    return bool(codes & set(_PROMISED)) or bool(unread(report))


def is_finished(report: Report) -> bool:
    """Whether there is something to disagree with: it was decided, and nobody works on it."""
    return bool(report.outcome) and open_case_of(report) is None


def who_looks_again(report: Report, *, leaders_first: bool) -> tuple[User | None, str]:
    """Who answers somebody who does not agree: a manager who may open the report, and why not one.

    Whoever did not decide it first; then the leader of the team, or the co-ordinator. Where none of them may open it, its officer
    holds the date and is told to let one in.
    """
    managers = [code for code, role in ROLES.items() if Permission.CASE_ASSIGN in role.permissions]
    team = report.case.team_id if report.case else getattr(triage_team(report.patch), "pk", None)
    found = User.objects.filter(
        is_active=True, role__in=managers, team__organisation__is_council=True
    )
    decided = _who_decided(report)
    for user in sorted(
        found,
        key=lambda u: (u.pk in decided, _is_leader(u) != leaders_first, u.team_id != team, u.pk),
    ):
        if Report.objects.visible_to(user).filter(pk=report.pk).exists():
            return user, ""
    return who_hears(report), "No manager can open it. Put one on the list of the case."


def _who_decided(report: Report) -> set[int]:
    """Who decided on the report, or closed its case."""
    found = set(report.decisions.values_list("by", flat=True))
    if report.case:
        closings = report.case.status_changes.filter(status="closed")
        found |= set(closings.values_list("by", flat=True))
    return found


def _is_leader(user: User) -> bool:
    return can(user, Permission.CASE_VIEW_TEAM)
