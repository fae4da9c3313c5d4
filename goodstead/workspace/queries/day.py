"""An officer's day: who comes first and why, what is due, what is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Count, Q

from goodstead.access.definitions.permissions import Permission
from goodstead.access.definitions.roles import ROLES
from goodstead.access.models import User
from goodstead.access.permissions import can
from goodstead.cases.models import Case
from goodstead.clocks.calendar import day_of
from goodstead.clocks.models import Deadline, DeadlineQuerySet
from goodstead.clocks.queries import due_list, in_order
from goodstead.intake.models import Report

from . import outbox
from .dates import missed

DAYS_SHOWN = 7
MOST_FIRST = 5
# Owed by the leader of the team and not by the officer, on whose case they run.
OF_THE_MANAGER = ("manager_review", "oversight_review")
MOST_DUE = 200
NEW_FOR_DAYS = 3


@dataclass(frozen=True)
class Due:
    """One thing to do: the date, the case it is about (None when not of a case), and why now."""

    deadline: Deadline
    case: Case | None
    overdue: bool

    @property
    def unexplained(self) -> bool:
        """Missed, and nobody has said why."""
        missed = self.overdue or self.deadline.missed_at is not None
        return missed and not self.deadline.missed_reason

    @property
    def why(self) -> str:
        """Why it stands where it stands, in words."""
        harm = self.case.harm_words if self.case else ""
        late = "The date has passed" if self.overdue else ""
        said = [part.rstrip(".") for part in (late, self.deadline.note, harm) if part]
        return ". ".join([*said, ""]).strip()


@dataclass(frozen=True)
class Waiting:
    """Reports that nobody has decided on. ``unseen``: how many of them are for trained people
    only, told to somebody who is not; of those nothing else is said."""

    reports: int
    worst: str
    danger: int
    unseen: int
    trained: int


@dataclass(frozen=True)
class Day:
    """What My day shows. ``later`` is the rest of the week by day; ``team_first`` is for a team
    leader: what is late with others, the most harmed first. ``with_leader`` is what the leader
    owes on my cases. ``waiting`` is None for whoever does not decide on reports."""

    first: list[Due]
    team_first: list[Due]
    later: list[tuple[date, list[Due]]]
    more: int
    high: int
    open_cases: int
    new_reports: list[Report]
    oldest_report: Report | None
    waiting: Waiting | None
    with_leader: list[Due]
    unexplained: int
    to_decide: int


def with_cases(deadlines: Iterable[Deadline], user: User, at: datetime) -> list[Due]:
    """Deadlines beside their cases, in one more query."""
    found = list(deadlines)
    numbers = {d.about: int(d.about.partition(":")[2]) for d in found if is_about_a_case(d)}
    cases = {
        f"cases.case:{case.pk}": case
        for case in Case.objects.visible_to(user)
        .filter(pk__in=numbers.values())
        .select_related("premises", "officer")
    }
    return [Due(d, cases.get(d.about), d.is_late(at)) for d in found]


def is_about_a_case(deadline: Deadline) -> bool:
    return deadline.about.startswith("cases.case:")


def my_day(user: User, at: datetime) -> Day:
    """One person's day. Harm first, then the date; never more than five under "Do first"."""
    today = day_of(at)
    until = today + timedelta(days=DAYS_SHOWN)
    owned = list(due_list(user, at=at, owner=user, until=until)[:MOST_DUE])
    every = with_cases([*owned, *owed_as_manager(user, at, until)], user, at)
    theirs = [due for due in every if of_the_manager(due) and due.deadline.owner_id == user.pk]
    left_to_leader = {due.deadline.pk for due in theirs}
    mine = [due for due in every if due.deadline.pk not in left_to_leader]
    mine.sort(key=lambda due: (due.deadline.due_at, due.deadline.pk))
    now = [due for due in mine if due.overdue or due.deadline.last_day <= today]
    now.sort(key=most_harmed_first)
    first, rest = now[:MOST_FIRST], now[MOST_FIRST:]
    chosen = {due.deadline.pk for due in now}
    later = [due for due in mine if due.deadline.pk not in chosen]
    own = Case.objects.visible_to(user).filter(officer=user).still_open()
    return Day(
        first=first,
        team_first=late_in_team(user, at),
        later=[(d, list(g)) for d, g in groupby(later, key=lambda due: due.deadline.last_day)],
        more=len(rest),
        high=own.filter(harm_band="high").count(),
        open_cases=own.count(),
        new_reports=new_on_my_cases(user, at),
        oldest_report=oldest_waiting(user),
        waiting=waiting_reports(user),
        with_leader=theirs,
        unexplained=missed(user, of_team=False).count() if can(user, Permission.CASE_WORK) else 0,
        to_decide=outbox.to_decide(user).count(),
    )


def most_harmed_first(due: Due) -> tuple[int, bool, datetime, int]:
    """Harm as the case stands now, then what is late, then the date."""
    harm = max(due.deadline.harm, due.case.harm_rank if due.case else 0)
    return -harm, not due.overdue, due.deadline.due_at, due.deadline.pk


def of_the_manager(due: Due) -> bool:
    return due.deadline.code in OF_THE_MANAGER


def mine(user: User, at: datetime) -> DeadlineQuerySet:
    """Everything that this person has to do: their own dates, without what their manager owes them,
    and what they owe as the manager of others."""
    own = Q(owner=user) & ~Q(code__in=OF_THE_MANAGER)
    if can(user, Permission.CASE_ASSIGN):
        own |= Q(team=user.team_id, code__in=OF_THE_MANAGER) & ~Q(owner=user)
    # Not the list of the team, which would leave out the person's own dates in other teams.
    return in_order(Deadline.objects.all().visible_to(user).running().filter(own), at)


def owed_as_manager(user: User, at: datetime, until: date) -> list[Deadline]:
    """What the leader of a team owes on the cases of others in it."""
    if not can(user, Permission.CASE_ASSIGN):
        return []
    found = due_list(user, at=at, until=until).filter(code__in=OF_THE_MANAGER)
    return list(found.filter(team_id=user.team_id).exclude(owner=user)[:MOST_DUE])


def waiting_reports(user: User) -> Waiting | None:
    """What waits in the inbox: how much, how bad, and whether anybody is in danger now."""
    if not can(user, Permission.REPORT_TRIAGE):
        return None
    seen = Report.objects.visible_to(user).waiting()
    found = seen.aggregate(
        reports=Count("pk"),
        danger=Count("pk", filter=Q(answers__danger="yes")),
        high=Count("pk", filter=Q(harm_band="high")),
        medium=Count("pk", filter=Q(harm_band="medium")),
    )
    worst = "high" if found["high"] else "medium" if found["medium"] else "standard"
    unseen = 0
    if not can(user, Permission.RESTRICTED_VIEW):
        unseen = Report.objects.filter(restricted=True).waiting().count()
    return Waiting(found["reports"], worst, found["danger"], unseen, trained() if unseen else 0)


def trained() -> int:
    """How many people may open a restricted report and decide on it."""
    both = {Permission.RESTRICTED_VIEW, Permission.REPORT_TRIAGE}
    roles = [code for code, role in ROLES.items() if both <= role.permissions]
    people: int = User.objects.filter(is_active=True, role__in=roles).count()
    return people


def late_in_team(user: User, at: datetime) -> list[Due]:
    """The five most harmed of what is late with others, for those who see the whole team."""
    if not can(user, Permission.CASE_VIEW_TEAM):
        return []
    late = due_list(user, at=at, until=day_of(at)).filter(due_at__lt=at).exclude(owner=user)
    others = late.exclude(code__in=OF_THE_MANAGER)  # those stand in the leader's own list
    found = sorted(others[:MOST_DUE], key=lambda one: (-one.harm, one.due_at, one.pk))
    return with_cases(found[:MOST_FIRST], user, at)


def new_on_my_cases(user: User, at: datetime) -> list[Report]:
    """Reports of the last days that were added to a case of mine."""
    since = at - timedelta(days=NEW_FOR_DAYS)
    found = Report.objects.visible_to(user).filter(case__officer=user, received_at__gte=since)
    return list(found.select_related("case").order_by("-received_at")[:10])


def oldest_waiting(user: User) -> Report | None:
    """The report that has waited longest for a decision, for those who decide."""
    if not can(user, Permission.REPORT_TRIAGE):
        return None
    return Report.objects.visible_to(user).waiting().order_by("received_at", "pk").first()
