"""Search."""

from __future__ import annotations

from typing import Any

from goodstead.access.permissions import Permission, can
from goodstead.design.pages import ShowPage

from .. import forms
from ..queries import finding


class Search(ShowPage):
    """One box over everything that this person may see."""

    permission = Permission.SEARCH
    template_name = "workspace/search.html"

    def context(self) -> dict[str, Any]:
        form = forms.Search(self.request.GET or None)
        self.found = None
        if form.is_bound and form.is_valid() and form.cleaned_data["q"]:
            self.found = finding.find(self.user, form.cleaned_data["q"])
        may_merge = can(self.user, Permission.PERSON_MERGE)
        return {"form": form, "found": self.found, "may_merge": may_merge}

    def viewed(self) -> list[Any]:
        return [hit.record for hit in self.found.hits] if self.found else []
