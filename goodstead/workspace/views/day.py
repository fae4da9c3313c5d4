"""What is to be done, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodstead.access.permissions import Permission, can
from goodstead.clocks.models import Deadline, DeadlineQuerySet
from goodstead.clocks.queries import DUE_ORDER, due_list
from goodstead.design.pages import ListPage, ShowPage
from goodstead.evidence.queries import waiting

from ..queries import day, merging


class MyDay(ShowPage):
    """Home: who comes first and why, what is due this week, what is new."""

    any_staff = True
    template_name = "workspace/my_day.html"

    def context(self) -> dict[str, Any]:
        works = can(self.user, Permission.CASE_VIEW)
        self.day = day.my_day(self.user, self.at) if works else None
        answers = (Permission.CASE_VIEW_TEAM, Permission.CASE_VIEW_ALL, Permission.USER_MANAGE)
        tells = any(can(self.user, one) for one in answers)
        return {
            "day": self.day,
            "files": waiting(self.at) if tells else None,
            "merges": merging.waiting_for_me(self.user),
        }

    def viewed(self) -> list[Any]:
        """The cases and reports whose story is told on the page."""
        if self.day is None:
            return []
        first = [*self.day.first, *self.day.team_first, *self.day.with_leader]
        shown = [due.case for due in first if due.case]
        shown += [due.case for _, dues in self.day.later for due in dues if due.case]
        return [*dict.fromkeys(shown), *self.day.new_reports]


class Due(ListPage):
    """Everything with a date: mine, or my team's."""

    permission = Permission.CASE_VIEW
    template_name = "workspace/due.html"
    order = DUE_ORDER

    def queryset(self) -> DeadlineQuerySet:
        if self.of_team():
            return due_list(self.user, at=self.at)
        return day.mine(self.user, self.at)

    def of_team(self) -> bool:
        return self.request.GET.get("whose") == "team" and self.may_see_team()

    def may_see_team(self) -> bool:
        wider = (Permission.CASE_VIEW_TEAM, Permission.CASE_VIEW_ALL)
        return any(can(self.user, one) for one in wider)

    def viewed(self, rows: Sequence[Deadline]) -> list[Any]:
        self.dues = day.with_cases(rows, self.user, self.at)
        return list(dict.fromkeys(due.case for due in self.dues if due.case))

    def context(self) -> dict[str, Any]:
        return {
            "dues": self.dues,
            "may_work": can(self.user, Permission.CASE_WORK),
            "tabs": [
                {"text": "Mine", "url": "?", "current": not self.of_team()},
                {"text": "My team’s", "url": "?whose=team", "current": self.of_team()},
            ]
            if self.may_see_team()
            else [],
        }
