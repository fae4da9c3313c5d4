"""What auditors read: what happened and who looked, without opening a file."""

from __future__ import annotations

from django.db.models import QuerySet

from goodstead.access.permissions import Permission
from goodstead.design.pages import ListPage
from goodstead.ledger import queries
from goodstead.ledger.models import Entry, Viewing


class Entries(ListPage):
    """Every change, newest first: the file's key, the verb and who did it. No case content."""

    permission = Permission.LEDGER_VIEW
    template_name = "workspace/entries.html"
    order = ("-id",)

    def queryset(self) -> QuerySet[Entry]:
        found = queries.entries()
        file = self.request.GET.get("file", "")[:80]
        return found.filter(file=file) if file else found


class Viewings(ListPage):
    """Who looked at what, newest first."""

    permission = Permission.LEDGER_VIEW
    template_name = "workspace/viewings.html"
    order = ("-id",)

    def queryset(self) -> QuerySet[Viewing]:
        found = queries.viewings()
        subject = self.request.GET.get("subject", "")[:80]
        return found.filter(subject=subject) if subject else found
