"""An officer's day: who comes first and why, what is due, what is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Count, Q

from goodstead.access.definitions.permissions import Permission
from goodstead.access.definitions.roles import ROLES
from goodstead.access.models import User
from goodstead.access.permissions import can
from goodstead.cases.models import Case, CaseReader, Party
from goodstead.clocks.calendar import day_of
from goodstead.clocks.models import Deadline, DeadlineQuerySet
from goodstead.clocks.queries import due_list, in_order
from goodstead.exchange.definitions.mail import MAILBOX_DOWN, SET_APART_MAIL
from goodstead.intake.models import Report
from goodstead.intake.rules import DANGER_NOW
from goodstead.ledger.models import key_of

from . import outbox
from .dates import missed

DAYS_SHOWN = 7
MOST_FIRST = 5
# Owed by the leader of the team and not by the officer, on whose case they run.
OF_THE_MANAGER = ("manager_review", "oversight_review")
MOST_DUE = 200
NEW_FOR_DAYS = 3
_PAGES = {
    SET_APART_MAIL.code: "exchange:look-through-mail",
    MAILBOX_DOWN.code: "workspace:channels",
}


@dataclass(frozen=True)
class Due:
    """One thing to do: the date, the case it is about (None when not of a case), and why now.

    ``whom`` is the person of the case that it is about, when it is about one. ``report`` is the
    report that it is about, if this person may open it. ``others`` is how
    many more there are in the same case, where a list has one line for each case.
    """

    deadline: Deadline
    case: Case | None
    overdue: bool
    whom: str = ""
    others: int = 0
    report: Report | None = None

    @property
    def page(self) -> str:
        """The name of the page on which it is done, when it is about neither a case nor a report."""
        return _PAGES.get(self.deadline.code, "")

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
class Unopened:
    """Restricted cases whose review a manager owes and whose list they are not on: how many, and
    the officers who can put them on it. Of the cases nothing else is said."""

    cases: int
    officers: list[str]


@dataclass(frozen=True)
class Day:
    """What My day shows. ``later`` is the rest of the week by day; ``team_first`` is for a team
    leader: what is late with others, the most harmed first. ``with_leader`` is what the leader
    owes on my cases, ``shut_out`` which of these cases no leader of the team can open. ``waiting``
    is None for whoever does not decide on reports, ``unopened`` when there is nothing of the kind."""

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
    shut_out: set[int]
    unopened: Unopened | None
    unexplained: int
    to_decide: int


def with_cases(deadlines: Iterable[Deadline], user: User, at: datetime) -> list[Due]:
    """Deadlines beside their cases and the people they are about, in two more queries."""
    found = list(deadlines)
    numbers = {d.about: int(d.about.partition(":")[2]) for d in found if is_about_a_case(d)}
    cases = {
        f"cases.case:{case.pk}": case
        for case in Case.objects.visible_to(user)
        .filter(pk__in=numbers.values())
        .select_related("premises", "officer")
    }
    names = named(d.subject for d in found if d.about in cases)
    reports = reported((d.subject for d in found), user)
    return [
        Due(
            d,
            cases.get(d.about),
            d.is_late(at),
            names.get(d.subject, ""),
            report=reports.get(d.subject),
        )
        for d in found
    ]


def reported(subjects: Iterable[str], user: User) -> dict[str, Report]:
    """Those of the subjects that are reports, for who may see them."""
    numbers = {int(s.partition(":")[2]) for s in subjects if s.startswith("intake.report:")}
    if not numbers:
        return {}
    return {key_of(one): one for one in Report.objects.visible_to(user).filter(pk__in=numbers)}


def named(subjects: Iterable[str]) -> dict[str, str]:
    """The names of those subjects that are people of a case, for who may see that case."""
    numbers = {int(one.partition(":")[2]) for one in subjects if one.startswith("cases.party:")}
    if not numbers:
        return {}
    found = Party.objects.filter(pk__in=numbers).select_related("person")
    return {key_of(party): party.person.name for party in found}


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
        shut_out=shut_out(theirs),
        unopened=unopened(user, until),
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
    own = Deadline.objects.all().visible_to(user).filter(owner=user)
    # Not the list of the team, which would leave out the person's own dates in other teams.
    found = own.exclude(code__in=OF_THE_MANAGER)
    if can(user, Permission.CASE_ASSIGN):
        found = found | reviews_of(user).filter(may_review(user))
    return in_order(found.running(), at)


def owed_as_manager(user: User, at: datetime, until: date) -> list[Deadline]:
    """What the leader of a team owes on the cases of others in it."""
    if not can(user, Permission.CASE_ASSIGN):
        return []
    found = reviews_of(user).filter(may_review(user), last_day__lte=until)
    return list(in_order(found, at)[:MOST_DUE])


def reviews_of(user: User) -> DeadlineQuerySet:
    """The reviews that run in this manager's team on the cases of others, seen or unseen."""
    found = Deadline.objects.filter(team=user.team_id, code__in=OF_THE_MANAGER)
    return found.running().exclude(owner=user)


def may_review(user: User) -> Q:
    """Those of a restricted case only when the manager is on its list."""
    listed = Case.objects.visible_to(user).still_open().filter(restricted=True)
    return Q(restricted=False) | Q(about__in=[key_of(case) for case in listed])


def unopened(user: User, until: date) -> Unopened | None:
    """What this manager owes on cases that they cannot open yet and could be let into."""
    if not (can(user, Permission.CASE_ASSIGN) and can(user, Permission.RESTRICTED_VIEW)):
        return None
    found = reviews_of(user).filter(last_day__lte=until).exclude(may_review(user))
    rows = list(found.values_list("about", "owner__name"))
    names = sorted({name for _, name in rows if name})
    return Unopened(len({about for about, _ in rows}), names) if rows else None


def shut_out(dues: Iterable[Due]) -> set[int]:
    """The restricted cases among these that no manager of the team can open."""
    teams = {due.case.pk: due.deadline.team_id for due in dues if due.case and due.case.restricted}
    if not teams:
        return set()
    managers = [code for code, role in ROLES.items() if Permission.CASE_ASSIGN in role.permissions]
    listed = CaseReader.objects.filter(
        case__in=teams, ended_at=None, user__is_active=True, user__role__in=managers
    ).values_list("case_id", "user__team_id")
    opened = {case for case, team in listed if team == teams[case]}
    return set(teams) - opened


def waiting_reports(user: User) -> Waiting | None:
    """What waits in the inbox: how much, how bad, and whether anybody is in danger now."""
    if not can(user, Permission.REPORT_TRIAGE):
        return None
    seen = Report.objects.visible_to(user).in_the_inbox()
    found = seen.aggregate(
        reports=Count("pk"),
        danger=Count("pk", filter=Q(inbox_rank=DANGER_NOW)),
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
    """What is late with others, for those who see the whole team: of the five most harmed cases
    the most urgent date each, and how many more there are."""
    if not can(user, Permission.CASE_VIEW_TEAM):
        return []
    late = due_list(user, at=at, until=day_of(at)).filter(due_at__lt=at, paused_at=None)
    others = late.exclude(owner=user).exclude(
        code__in=OF_THE_MANAGER
    )  # those stand in the leader's own list
    found = sorted(others[:MOST_DUE], key=lambda one: (-one.harm, one.due_at, one.pk))
    first: dict[str, Deadline] = {}
    for one in found:
        first.setdefault(one.about, one)
    shown = list(first.values())[:MOST_FIRST]
    counted = dict(
        others.order_by()
        .filter(about__in=[one.about for one in shown])
        .values_list("about")
        .annotate(many=Count("pk"))
    )
    dues = with_cases(shown, user, at)
    return [replace(due, others=counted.get(due.deadline.about, 1) - 1) for due in dues]


def new_on_my_cases(user: User, at: datetime) -> list[Report]:
    """Reports of the last days that were added to a case of mine."""
    since = at - timedelta(days=NEW_FOR_DAYS)
    found = Report.objects.visible_to(user).filter(case__officer=user, received_at__gte=since)
    return list(found.select_related("case").order_by("-received_at")[:10])


def oldest_waiting(user: User) -> Report | None:
    """The report that has waited longest for a decision, for those who decide."""
    if not can(user, Permission.REPORT_TRIAGE):
        return None
    return Report.objects.visible_to(user).in_the_inbox().order_by("received_at", "pk").first()
