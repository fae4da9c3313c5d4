"""Messages: queued, sent, held back, failed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodstead.access.permissions import Permission
from goodstead.correspondence.models import Message, MessageQuerySet
from goodstead.correspondence.queries import outbox, stuck
from goodstead.design.pages import ListPage


class Messages(ListPage):
    """The outbox, newest first. In the demo this is where messages are read."""

    permission = Permission.MESSAGE_VIEW
    template_name = "workspace/messages.html"
    order = ("-queued_at", "-id")

    def queryset(self) -> MessageQuerySet:
        return outbox(self.user)

    def viewed(self, rows: Sequence[Message]) -> list[Message]:
        return list(rows)

    def context(self) -> dict[str, Any]:
        return {"stuck": stuck(self.at)}
