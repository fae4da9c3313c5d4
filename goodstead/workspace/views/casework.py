"""One case, composed: the overview, its story, its people."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Model

from goodstead.access.permissions import Permission, can
from goodstead.cases.pages import CaseShowPage
from goodstead.clocks.calendar import day_of
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import key_of
from goodstead.plans import queries as plans

from ..queries import overview, timeline


class Case(CaseShowPage):
    """What an officer needs to know at one look."""

    part = "Overview"
    template_name = "workspace/case.html"

    def context(self) -> dict[str, Any]:
        lists = self.case.officer_id == self.user.pk or can(self.user, Permission.CASE_ASSIGN)
        may = {
            "restrict": can(self.user, Permission.CASE_WORK) and not self.case.restricted,
            "name_readers": self.case.restricted and lists,
        }
        self.view = overview.of(self.case, self.user, self.at)
        return super().context() | {
            "view": self.view,
            "may": may,
            "may_work": can(self.user, Permission.CASE_WORK),
            "due": self._due(),
            "wanted": self._wanted(),
            "may_plan": can(self.user, Permission.PLAN_MANAGE),
        }

    def _due(self) -> list[tuple[Deadline, str]]:
        """Each date of the case, and whom it is about where that is one of its people."""
        names = {key_of(one.party): one.party.person.name for one in self.view.parties}
        return [(one, names.get(one.subject, "")) for one in self.view.due]

    def _wanted(self) -> list[plans.Wanted]:
        """What an assessment asked for at once and is not in the plan; asked only after one."""
        asked = self.view.risk is not None and not self.case.closed_at
        return plans.wanted_steps(self.case) if asked else []

    def viewed(self) -> list[Model]:
        """The case, and the people of whom it says how they are reached."""
        return [self.case, *dict.fromkeys(one.party.person for one in self.view.parties)]


class Timeline(CaseShowPage):
    """What happened, newest first, in plain sentences."""

    part = "Timeline"
    template_name = "workspace/timeline.html"

    def context(self) -> dict[str, Any]:
        kind = self.request.GET.get("kind", "")
        kind = kind if kind in timeline.KINDS else ""
        before = self.request.GET.get("before", "")
        events, older = timeline.page(
            self.case,
            before=int(before) if re.fullmatch("[0-9]{1,18}", before) else None,
            kind=kind,
        )
        return super().context() | {
            "events": events,
            "kinds": timeline.KINDS,
            "kind": kind,
            "older": older,
        }


class People(CaseShowPage):
    """Who has a part in the case, what they need, and how they may be reached."""

    part = "People"
    template_name = "workspace/people.html"

    def prepare(self) -> None:
        super().prepare()
        self.parties = overview.parties(self.case)

    def viewed(self) -> list[Model]:
        return [self.case, *dict.fromkeys(party.person for party in self.parties)]

    def context(self) -> dict[str, Any]:
        ages = {p.person_id: p.person.age_on(day_of(self.at)) for p in self.parties}
        return super().context() | {
            "parties": [(party, ages[party.person_id]) for party in self.parties],
            "file": key_of(self.case),
            "may_merge": can(self.user, Permission.PERSON_MERGE),
            "may_work": can(self.user, Permission.CASE_WORK),
        }
