"""Page classes for every page of one case. Risk, plan and powers build on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import Model
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse

from goodstead.access.permissions import Permission
from goodstead.clocks.calendar import day_of
from goodstead.design.pages import FormPage, Page, ShowPage

from . import queries
from .models import Case

# The parts of a case, in the order in which they are offered. One that no app serves is left out.
PARTS_OF_A_CASE = (
    ("Overview", "workspace:case"),
    ("Timeline", "workspace:timeline"),
    ("People", "workspace:people"),
    ("Risk", "risk:risk"),
    ("Plan", "plans:plan"),
    ("Diary", "intake:case-diary"),
)


class _AboutOneCase(Page):
    """Loads the case of the address, which this person must be allowed to see, or answers 404."""

    abstract = True
    permission = Permission.CASE_VIEW
    shell = "cases/case_shell.html"
    part: ClassVar[str] = ""  # the name in PARTS_OF_A_CASE that this page belongs to
    case: Case

    def prepare(self) -> None:
        visible = Case.objects.visible_to(self.user).select_related("premises", "officer", "team")
        self.case = get_object_or_404(visible, reference=self.kwargs["reference"])

    def viewed(self) -> Iterable[Model]:
        return (self.case,)

    def context(self) -> dict[str, Any]:
        return {
            "case": self.case,
            "today": day_of(self.at),
            "standing": queries.standing(self.case, self.at),
            "parts_of_the_case": self._parts(),
            "case_url": self.case_url(),
        }

    def case_url(self) -> str:
        """The overview of the case, or the list of cases while nothing serves it."""
        return address("workspace:case", self.case) or reverse("cases:list-cases")

    def case_url_if_visible(self) -> str:
        """After a change that may have shut the reader out."""
        still = Case.objects.visible_to(self.user).filter(pk=self.case.pk).exists()
        return self.case_url() if still else reverse("cases:list-cases")

    def _parts(self) -> list[dict[str, Any]]:
        found = []
        for name, url_name in PARTS_OF_A_CASE:
            if url := address(url_name, self.case):
                found.append({"text": name, "url": url, "current": name == self.part})
        return found


class CaseFormPage(_AboutOneCase, FormPage):
    """A form about one case. It goes back to the overview when it is done."""

    abstract = True

    def get_success_url(self) -> str:
        return self.case_url()


class CaseShowPage(_AboutOneCase, ShowPage):
    """A page about one case."""

    abstract = True

    def record(self) -> Case:
        return self.case


def address(url_name: str, case: Case) -> str:
    """Where a part of this case is; empty when no app serves it."""
    try:
        return reverse(url_name, args=[case.reference])
    except NoReverseMatch:
        return ""
