"""One date: how it was reached, what became of it, and what is changed of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.shortcuts import get_object_or_404
from django.urls import reverse

from goodstead.access.permissions import Permission, can
from goodstead.clocks import actions, rules
from goodstead.clocks.models import Deadline, DeadlineQuerySet
from goodstead.design.pages import FormPage, ListPage, Page, ShowPage

from .. import forms
from ..queries import day
from ..queries.dates import dates, missed


class _AboutOneDate(Page):
    """Loads the date of the address, which this person must be allowed to see, or answers 404."""

    abstract = True

    def prepare(self) -> None:
        self.deadline: Deadline = get_object_or_404(dates(self.user), pk=self.kwargs["date"])
        self.due = day.with_cases([self.deadline], self.user, self.at)[0]

    def viewed(self) -> list[Model]:
        return [self.due.case] if self.due.case else []

    def context(self) -> dict[str, Any]:
        return {
            "due": self.due,
            "date_url": reverse("workspace:due-date", args=[self.deadline.pk]),
            "changes": rules.open_changes(self.deadline, self.at),
            "may_work": can(self.user, Permission.CASE_WORK),
        }


class DueDate(_AboutOneDate, ShowPage):
    """The sum behind a date, what happened to it, and what can be done."""

    permission = Permission.CASE_VIEW
    template_name = "workspace/due_date.html"

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "moves": self.deadline.moves.select_related("by").order_by("-pk"),
            "pauses": self.deadline.pauses.select_related("by").order_by("-pk"),
        }


class _DateForm(_AboutOneDate, FormPage):
    """A form about one date. It goes back to the case, or to the list of what is due."""

    abstract = True
    permission = Permission.CASE_WORK

    def get_success_url(self) -> str:
        if self.due.case:
            return reverse("workspace:case", args=[self.due.case.reference])
        return reverse("workspace:due")


class GiveReasonForMiss(_DateForm):
    """Say why a date was missed."""

    form_class = forms.GiveReasonForMiss
    template_name = "workspace/give_reason_for_miss.html"
    done_message = "The reason is written down."

    def get_initial(self) -> dict[str, Any]:
        return {"reason": self.deadline.missed_reason}

    def act(self, form: forms.GiveReasonForMiss) -> Deadline:
        return actions.give_reason_for_miss(
            self.deadline, by=self.user, at=self.at, **form.cleaned_data
        )


class MoveDate(_DateForm):
    """Set another date, with the reason."""

    form_class = forms.MoveDate
    template_name = "workspace/move_date.html"
    done_message = "The date is moved. The old one is kept."

    def get_form_kwargs(self) -> dict[str, Any]:
        late = self.deadline.missed_at is not None or self.deadline.is_late(self.at)
        was_missed = late and not self.deadline.missed_reason
        return super().get_form_kwargs() | {"was_missed": was_missed}

    def act(self, form: forms.MoveDate) -> Deadline:
        return actions.move(self.deadline, by=self.user, at=self.at, **form.cleaned_data)


class PauseDate(_DateForm):
    """Let a date wait, with the reason."""

    form_class = forms.PauseDate
    template_name = "workspace/pause_date.html"
    done_message = "The date waits. Start it again as soon as you can."

    def act(self, form: forms.PauseDate) -> object:
        return actions.pause(self.deadline, by=self.user, at=self.at, **form.cleaned_data)


class ResumeDate(_DateForm):
    """Let a date run again."""

    form_class = forms.ResumeDate
    template_name = "workspace/resume_date.html"
    done_message = "The date runs again, with as much time as was left."

    def act(self, form: forms.ResumeDate) -> Deadline:
        return actions.resume(self.deadline, by=self.user, at=self.at)


class MissedDates(ListPage):
    """Dates that were missed and of which nobody has said why. The latest first."""

    permission = Permission.CASE_WORK
    template_name = "workspace/missed_dates.html"
    order = ("-missed_at", "-id")

    def queryset(self) -> DeadlineQuerySet:
        return missed(self.user, of_team=self.of_team())

    def of_team(self) -> bool:
        return self.request.GET.get("whose") == "team" and self.may_see_team()

    def may_see_team(self) -> bool:
        return can(self.user, Permission.CASE_VIEW_TEAM)

    def viewed(self, rows: Sequence[Deadline]) -> list[Model]:
        self.dues = day.with_cases(rows, self.user, self.at)
        return list(dict.fromkeys(due.case for due in self.dues if due.case))

    def context(self) -> dict[str, Any]:
        return {
            "dues": self.dues,
            "tabs": [
                {"text": "Mine", "url": "?", "current": not self.of_team()},
                {"text": "My team’s", "url": "?whose=team", "current": self.of_team()},
            ]
            if self.may_see_team()
            else [],
        }
