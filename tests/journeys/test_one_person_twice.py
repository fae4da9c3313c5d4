"""A report leads to what belongs with it; two people make two records one, and take them apart.

With GOODSTEAD_PICTURES set to a folder, each step leaves a picture there.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.utils import timezone

from goodstead.people.models import Merge
from goodstead.workspace.tests.pairs import WHY, report_of, smiths
from tests.personas import PASSWORD

from .browser import DESK, PHONE, Watched

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("GOODSTEAD_PICTURES", "")


def signed_in(browser, base, user, size):
    visit = Watched(browser, base, viewport=size)
    visit.go("/sign-in")
    visit.page.fill("[name=login]", user.email)
    visit.page.fill("[name=password]", PASSWORD)
    visit.press("Sign in")
    return visit


def look(visit: Watched, name: str) -> None:
    assert visit.violations() == [], name
    assert visit.sideways() <= 0, f"{name} is wider than the window"
    assert visit.faults == [], name
    if PICTURES:
        visit.picture(Path(PICTURES) / f"{name}-{visit.page.viewport_size['width']}.png")


def propose(officer: Watched, report: str, kept: int, other: int) -> None:
    """An officer, on a phone, from the report."""
    officer.go(f"/reports/{report}")
    officer.press("See what may belong with this report")
    officer.says("Same address")
    look(officer, "belongs-together")
    officer.press("Is Vera Smith recorded twice?")
    officer.says("Name sounds alike")
    look(officer, "might-be-same")
    officer.go(f"/people/{kept}/same-as/{other}")
    officer.press("Propose it")
    officer.says("There is a problem")
    look(officer, "propose-merge-refused")
    for name in ("name", "email"):
        officer.page.check(f"[name={name}][value=kept]")
    officer.page.fill("[name=why]", WHY)
    look(officer, "propose-merge")
    officer.press("Propose it")
    officer.says("A second person decides")
    look(officer, "merge-waits")


def decide_and_take_apart(leader: Watched) -> None:
    """A team leader, at a desk."""
    for name in ("look-alike", "merges"):
        leader.go(f"/people/{name}")
        look(leader, f"people-{name}")
    leader.press("Vera Smith and Vera Smyth")
    leader.press("Decide")
    look(leader, "decide-merge")
    leader.page.check("[name=outcome][value=confirm]")
    leader.press("Save the decision")
    leader.says("The two records are one")
    leader.go(f"/people/merges/{Merge.objects.get().pk}/take-apart")
    look(leader, "take-merge-apart")
    leader.page.fill("[name=why]", "Two sisters after all")
    leader.press("Take them apart")
    leader.says("The two records are two again")
    leader.go(f"/people/merges/{Merge.objects.get().pk}")
    look(leader, "merge-taken-apart")


def test_one_person_recorded_twice_is_found_put_together_and_taken_apart(
    live_server, browser, borough
):
    at = timezone.now()
    kept, other, *_ = smiths(borough, at)
    report = report_of(borough, at, name="Vera Smith")
    officer = signed_in(browser, live_server.url, borough.officer, PHONE)
    propose(officer, report.reference, kept.pk, other.pk)
    decide_and_take_apart(signed_in(browser, live_server.url, borough.leader, DESK))
