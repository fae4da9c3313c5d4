"""What pages and actions read about reports."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case as CaseWhen
from django.db.models import Min, Q, QuerySet, Value, When

from goodstead.access.definitions.permissions import Permission
from goodstead.access.definitions.roles import ROLES
from goodstead.access.models import Patch, Team, User
from goodstead.access.permissions import NotNow
from goodstead.cases.definitions.standards import clock_for
from goodstead.cases.definitions.tracks import GOOD_NEIGHBOURHOOD
from goodstead.cases.models import Case
from goodstead.cases.queries import Suggestion, holders, suggest_officer
from goodstead.clocks.calendar import (
    add_working_days,
    day_of,
    end_of_day,
    working_days_between,
)
from goodstead.clocks.rules import due_at
from goodstead.correspondence.definitions.delivery import State
from goodstead.correspondence.models import Message
from goodstead.evidence.models import StoredFile
from goodstead.evidence.queries import Progress, progress
from goodstead.ledger.models import key_of

from .. import following, rules
from ..definitions.asking import Branch, ReportForm
from ..definitions.report_forms import FORM, FORMS
from ..definitions.standards import ACKNOWLEDGE
from ..models import Addition, DiaryEntry, Draft, Recording, Report


def form_of(report: Report) -> ReportForm:
    """The version of the form that its answers belong to."""
    return FORMS.get(report.form_version, FORM)


def proposed_track(report: Report) -> rules.Proposed:
    """Which way its answers speak for, and why."""
    return rules.track_for(
        form_of(report),
        category=report.category,
        answers=report.answers,
        harm_band=report.harm_band,
        restricted=report.restricted,
    )


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
    """What the last page of the form promises, from the service standard of the day.

    ``branch`` says who deals with it and what they cannot do; nothing when the report is restricted,
    because the page is left lying open. ``neighbourly``: it goes the good neighbourhood way.
    """

    reference: str
    answer_by: date
    speak_by: date
    plan_by: date
    may_contact: bool
    token: str | None
    branch: Branch | None
    neighbourly: bool
    files: Progress


def acknowledgement(report: Report) -> Message | None:
    """The acknowledgement that left, to an address of theirs or, in a demonstration, to a page."""
    found = _acknowledgements(report).filter(state__in=(State.SENT, State.SHOWN))
    return found.order_by("sent_at").first()


def acknowledgement_waits(report: Report) -> bool:
    """Whether it is still on its way. One that is held or failed is not."""
    return _acknowledgements(report).filter(state=State.QUEUED).exists()


def _acknowledgements(report: Report) -> QuerySet[Message]:
    codes = ("report_received", "report_received_without_link", "report_read")
    return Message.objects.about(key_of(report)).filter(template__in=codes)


def promised(*, submission_key: str) -> Promised | None:
    """The promises about the report that was just sent; None when there is none."""
    report = Report.objects.filter(submission_key=submission_key).first()
    if report is None:
        return None
    return Promised(
        reference=report.reference,
        answer_by=answer_by(report),
        speak_by=_promise("interview", report),
        plan_by=_promise("plan_due", report),
        may_contact=report.contact_id is not None,
        token=following.token_of(submission_key) if report.follow_hash else None,
        branch=None if report.restricted else form_of(report).branch(report.category),
        neighbourly=proposed_track(report).track == GOOD_NEIGHBOURHOOD,
        files=progress(key_of(report)),
    )


def answer_by(report: Report) -> date:
    """The day by which whoever reported it was promised an answer."""
    clock = ACKNOWLEDGE.clock(report.harm_band)
    return day_of(due_at(clock, report.received_at)) if clock else day_of(report.received_at)


def answer_still_by(report: Report, *, at: datetime) -> date:
    """The day that can still be promised: of one that waited too long it is counted anew."""
    promised, clock = answer_by(report), ACKNOWLEDGE.clock(report.harm_band)
    return day_of(due_at(clock, at)) if clock and promised < day_of(at) else promised


def _promise(code: str, report: Report) -> date:
    clock = clock_for(code, report.harm_band, day_of(report.received_at))
    return day_of(due_at(clock, report.received_at)) if clock else answer_by(report)


# The staff


LATELY = timedelta(days=365)
MOST_EARLIER = 10


def undecided_before(at: datetime) -> datetime:
    """Reports received before this moment should have been decided by now (one working day)."""
    today, day = day_of(at), day_of(at)
    while add_working_days(day, 1) >= today:
        day -= timedelta(days=1)
    return end_of_day(day)


@dataclass(frozen=True)
class Line:
    """One row of the inbox, with the words for why it stands there."""

    report: Report
    late: bool
    answer_by: date
    matches: str
    added: bool = False  # they wrote again, here or in the diary, and nobody has dealt with it
    unheard: bool = False  # a recording came, and nobody has listened to it
    danger_since: bool = False  # and then somebody was in danger


def inbox_lines(user: User, rows: Sequence[Report], *, at: datetime) -> list[Line]:
    """The rows with what was reported at the same premises in the last year, and what came since.

    Two queries, however many rows there are.
    """
    wanted = {row.premises_id for row in rows if row.premises_id}
    before: defaultdict[int | None, list[datetime]] = defaultdict(list)
    if wanted:
        found = (
            Report.objects.visible_to(user)
            .filter(premises__in=wanted, received_at__gte=at - LATELY)
            .values_list("premises_id", "received_at")
        )
        for premises, received in found:
            before[premises].append(received)
    for times in before.values():
        times.sort()
    cutoff = undecided_before(at)
    came = _came_since([row.pk for row in rows])
    return [
        Line(
            report=row,
            late=row.received_at <= cutoff,
            answer_by=answer_by(row),
            matches=_matches(before[row.premises_id], row.received_at),
            added=bool(came[row.pk] & {_WROTE, _IN_DANGER}),
            unheard=_RECORDED in came[row.pk],
            danger_since=_IN_DANGER in came[row.pk],
        )
        for row in rows
    ]


_WROTE, _IN_DANGER, _RECORDED = range(3)


def _came_since(reports: list[int]) -> defaultdict[int, set[int]]:
    """What of each report nobody has read or heard, by its number. One query."""
    danger = CaseWhen(When(danger=True, then=_IN_DANGER), default=_WROTE)
    added = Addition.objects.filter(report__in=reports).waiting()
    diary = DiaryEntry.objects.filter(report__in=reports).unread()
    recordings = Recording.objects.filter(report__in=reports).unheard()
    found: defaultdict[int, set[int]] = defaultdict(set)
    for report, came in (
        added.annotate(came=danger)
        .values_list("report_id", "came")
        .union(
            diary.annotate(came=Value(_WROTE)).values_list("report_id", "came"),
            recordings.annotate(came=Value(_RECORDED)).values_list("report_id", "came"),
        )
    ):
        found[report].add(came)
    return found


def _matches(received: list[datetime], this: datetime) -> str:
    """“2 earlier reports at this address since May 2025”, or nothing. ``received`` is in order."""
    earlier = bisect_left(received, this)
    if not earlier:
        return ""
    reports = "report" if earlier == 1 else "reports"
    return f"{earlier} earlier {reports} at this address since {day_of(received[0]):%B %Y}"


def oldest_waiting(waiting: QuerySet[Report], *, at: datetime) -> str:
    """How long the oldest of these has waited, in words; empty when nothing waits."""
    # Not "the first by date": PostgreSQL might then look for it among all reports, from the oldest.
    oldest = waiting.aggregate(oldest=Min("received_at"))["oldest"]
    if oldest is None:
        return ""
    days = working_days_between(day_of(oldest), day_of(at))
    if days == 0:
        return "The oldest came today."
    return f"The oldest has waited {days} working {'day' if days == 1 else 'days'}."


def newest_points(square: str, most: int) -> list[tuple[int, int, int]]:
    """Number and point of the newest reports of one 500 m square; whose they are is not asked.

    Numbers and points alone: who shows a report has to go through ``visible_to`` with the number.
    """
    placed = Report.objects.filter(cell500=square).order_by("-pk")
    points = placed.values_list("pk", "easting", "northing")[:most]
    return [(pk, e, n) for pk, e, n in points if e is not None and n is not None]


@dataclass(frozen=True)
class Earlier:
    """What else was reported, as far as this person may see it. The newest few, and how many more."""

    at_premises: list[Report]
    by_person: list[Report]
    more_at_premises: int
    more_by_person: int


def earlier(user: User, report: Report) -> Earlier:
    """Other reports at the same premises, and from the same email address or telephone."""
    others = Report.objects.visible_to(user).exclude(pk=report.pk)
    here, more_here = _newest(others.filter(at_same_premises(report)))
    theirs, more_theirs = _newest(others.filter(by_same_person(report)))
    return Earlier(here, theirs, more_here, more_theirs)


def _newest(found: QuerySet[Report]) -> tuple[list[Report], int]:
    """The newest few, and how many there are besides."""
    newest = list(found.select_related("case").order_by("-received_at")[: MOST_EARLIER + 1])
    more = found.count() - MOST_EARLIER if len(newest) > MOST_EARLIER else 0
    return newest[:MOST_EARLIER], more


def at_same_premises(report: Report) -> Q:
    """Which reports are at the address of this one; none when it has none."""
    return Q(premises=report.premises_id) if report.premises_id else Q(pk__in=[])


def by_same_person(report: Report) -> Q:
    """Which reports came with the email address or the telephone of this one."""
    same = Q(pk__in=[])
    if report.contact and report.contact.email_key:
        same |= Q(contact__email_key=report.contact.email_key)
    if report.contact and report.contact.phone_key:
        same |= Q(contact__phone_key=report.contact.phone_key)
    return same


def files_of(report: Report) -> list[StoredFile]:
    """What was sent with it."""
    return list(StoredFile.objects.about(key_of(report)))


def file_of(report: Report, pk: int) -> StoredFile | None:
    """One of the files or recordings of a report that was found by ``visible_to``."""
    theirs = Q(about=key_of(report)) | Q(recording__report=report)
    return StoredFile.objects.filter(theirs, pk=pk).exclude(state="withdrawn").first()


def possible_officers(report: Report) -> QuerySet[User]:
    """Who may be given a case opened from this report."""
    council = User.objects.filter(is_active=True, team__organisation__is_council=True)
    found: QuerySet[User] = council.filter(role__in=holders(restricted=report.restricted))
    return found.order_by("name", "pk")


def suggestion(report: Report) -> Suggestion | None:
    """Who should get the case, and why; None when there is nobody."""
    try:
        return suggest_officer(patch=report.patch, team=None, restricted=report.restricted)
    except NotNow:
        return None


def open_cases(user: User, report: Report) -> QuerySet[Case]:
    """Open cases that this person sees, at the same premises or of the same category nearby."""
    seen = Case.objects.visible_to(user).still_open()
    return seen.filter(premises=report.premises_id) if report.premises_id else seen.none()


def case_called(user: User, reference: str) -> Case | None:
    """The case with this reference, if this person may see it."""
    return Case.objects.visible_to(user).filter(reference=reference.strip().upper()).first()
