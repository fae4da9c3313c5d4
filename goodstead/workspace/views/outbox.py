"""Messages: queued, sent, held back, failed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodstead.access.permissions import Permission
from goodstead.cases.models import Case
from goodstead.correspondence.models import Message, MessageQuerySet
from goodstead.correspondence.queries import outbox, stuck
from goodstead.design.pages import ListPage
from goodstead.intake.models import Report


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
        return {"stuck": stuck(self.at)}
