"""An officer's day: who comes first and why, what is due, what is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from goodstead.access.models import User
from goodstead.access.permissions import Permission, can
from goodstead.cases.models import Case
from goodstead.clocks.calendar import day_of
from goodstead.clocks.models import Deadline
from goodstead.clocks.queries import due_list
from goodstead.intake.models import Report

DAYS_SHOWN = 7
MOST_FIRST = 5
MOST_DUE = 200
NEW_FOR_DAYS = 3


@dataclass(frozen=True)
class Due:
    """One thing to do: the date, the case it is about (None when not of a case), and why now."""

    deadline: Deadline
    case: Case | None
    overdue: bool

    @property
    def why(self) -> str:
        """Why it stands where it stands, in words."""
        harm = self.case.harm_words if self.case else ""
        late = "The date has passed" if self.overdue else ""
        said = [part.rstrip(".") for part in (late, self.deadline.note, harm) if part]
        return ". ".join([*said, ""]).strip()


@dataclass(frozen=True)
class Day:
    """What My day shows. ``later`` is the rest of the week by day; ``team_first`` is for a team
    leader: what is late with others, the most harmed first."""

    first: list[Due]
    team_first: list[Due]
    later: list[tuple[date, list[Due]]]
    more: int
    high: int
    open_cases: int
    new_reports: list[Report]
    oldest_report: Report | None


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
    mine = with_cases(due_list(user, at=at, owner=user, until=until)[:MOST_DUE], user, at)
    now = [due for due in mine if due.overdue or due.deadline.last_day <= today]
    now.sort(key=lambda due: (-due.deadline.harm, due.deadline.due_at, due.deadline.pk))
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
    )


def late_in_team(user: User, at: datetime) -> list[Due]:
    """The five most harmed of what is late with others, for those who see the whole team."""
    if not can(user, Permission.CASE_VIEW_TEAM):
        return []
    late = due_list(user, at=at, until=day_of(at)).filter(due_at__lt=at).exclude(owner=user)
    found = sorted(late[:MOST_DUE], key=lambda one: (-one.harm, one.due_at, one.pk))
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
