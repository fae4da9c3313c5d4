"""Messages: queued, sent, held back, failed; and the decision about those that wait for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.shortcuts import get_object_or_404
from django.urls import reverse

from goodstead.access.permissions import Permission, can
from goodstead.cases.models import Case
from goodstead.correspondence import actions
from goodstead.correspondence.models import Message, MessageQuerySet
from goodstead.correspondence.queries import outbox, stuck
from goodstead.design.pages import FormPage, ListPage
from goodstead.intake.models import Report

from .. import forms
from ..queries.outbox import Letter, decidable, to_decide, with_files


class Messages(ListPage):
    """The outbox, newest first: messages of cases and reports that this person may open.

    In the demo this is where messages are read.
    """

    permission = Permission.MESSAGE_VIEW
    template_name = "workspace/messages.html"
    order = ("-queued_at", "-id")

    def queryset(self) -> MessageQuerySet:
        files = [Case.objects.visible_to(self.user), Report.objects.visible_to(self.user)]
        return outbox(self.user, files=files)

    def viewed(self, rows: Sequence[Message]) -> list[Message]:
        return list(rows)

    def context(self) -> dict[str, Any]:
        return {"stuck": stuck(self.at), "may_decide": can(self.user, Permission.CASE_WORK)}


class HeldMessages(ListPage):
    """What was not sent, and waits for this person to release or cancel it. The newest first."""

    permission = Permission.CASE_WORK
    template_name = "workspace/held_messages.html"
    order = ("-queued_at", "-id")

    def queryset(self) -> MessageQuerySet:
        return to_decide(self.user)

    def viewed(self, rows: Sequence[Message]) -> list[Model]:
        self.letters = with_files(self.user, list(rows))
        return list(rows)

    def context(self) -> dict[str, Any]:
        return {"letters": self.letters, "may_see_all": can(self.user, Permission.MESSAGE_VIEW)}


class _DecisionForm(FormPage):
    """A decision about one message, with its words and the reason for which it was held."""

    abstract = True
    permission = Permission.CASE_WORK
    letter: Letter

    def prepare(self) -> None:
        found = decidable(self.user).select_related("to__person")
        message = get_object_or_404(found, pk=self.kwargs["message"])
        self.letter = with_files(self.user, [message])[0]

    def viewed(self) -> list[Model]:
        return [self.letter.message]

    def context(self) -> dict[str, Any]:
        message = self.letter.message
        return {
            "letter": self.letter,
            "decisions": message.decisions.select_related("by").order_by("-pk"),
            "back_url": self.get_success_url(),
        }

    def get_success_url(self) -> str:
        if self.letter.case:
            return reverse("workspace:case", args=[self.letter.case.reference])
        return reverse("workspace:held-messages")


class ReleaseMessage(_DecisionForm):
    """Send a message after all."""

    form_class = forms.ReleaseMessage
    template_name = "workspace/release_message.html"
    done_message = "The message is released. It leaves in the next minutes."

    def act(self, form: forms.ReleaseMessage) -> Message:
        return actions.release(
            by=self.user, at=self.at, message=self.letter.message, **form.cleaned_data
        )


class CancelMessage(_DecisionForm):
    """Decide that a message never leaves."""

    form_class = forms.CancelMessage
    template_name = "workspace/cancel_message.html"
    done_message = "The message is cancelled. It will not be sent."

    def act(self, form: forms.CancelMessage) -> Message:
        return actions.cancel(
            by=self.user, at=self.at, message=self.letter.message, **form.cleaned_data
        )
