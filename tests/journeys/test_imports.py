"""A team leader brings a log of the police, on a phone and at a desk.

With GOODSTEAD_PICTURES set to a folder, each step leaves a picture there.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.utils import timezone

from goodstead.exchange import post
from goodstead.exchange.periodic import take_in
from goodstead.exchange.tests import logs
from goodstead.exchange.tests.letters import FakeBox, in_place_of_a_server, letter
from tests.personas import PASSWORD

from .browser import DESK, PHONE, Watched

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("GOODSTEAD_PICTURES", "")
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


@pytest.fixture
def visit(live_server, browser, borough, size):
    visit = Watched(browser, live_server.url, viewport=size)
    visit.go("/sign-in")
    visit.page.fill("[name=login]", borough.leader.email)
    visit.page.fill("[name=password]", PASSWORD)
    visit.press("Sign in")
    return visit


def look(visit: Watched, name: str) -> None:
    assert visit.violations() == [], name
    assert visit.sideways() <= 0, f"{name} is wider than the window"
    assert visit.faults == [], name
    if PICTURES:
        wide = visit.page.viewport_size["width"]
        visit.picture(Path(PICTURES) / f"{name}-{wide}.png")


@SIZES
def test_a_log_is_brought_matched_checked_and_taken_in(visit, tmp_path, size):
    day = f"{timezone.localdate():%d/%m/%Y}"
    file = tmp_path / "hartshire-weekly-log-with-a-very-long-name-2026-11-16-to-22.csv"
    rows = [
        logs.row(417, day=day, postcode="HM1 1AA"),
        logs.row(418, day="soon"),
        logs.row(419, day=day, kind="DOMESTIC INCIDENT", text="Shouting heard"),
        logs.row("", day=day),
    ]
    file.write_bytes(logs.log(*rows))
    visit.go("/imports/bring")
    look(visit, "bring-a-file")
    visit.page.get_by_label("101 incident log").check()
    visit.page.set_input_files("[name=upload]", str(file))
    visit.press("Look at the file")
    look(visit, "match-columns")
    visit.page.fill("[name=name]", "Hartshire Police, weekly log")
    visit.press("Save and look at the first rows")
    visit.says("2 can be taken in, 2 cannot")
    look(visit, "check-first-rows")
    visit.press("Take in this file")
    visit.says("Line 0 of 6")
    take_in(timezone.now())
    visit.page.reload()
    visit.says("Taken in")
    look(visit, "file-taken-in")
    visit.page.click("text=2 rows that were not taken in")
    look(visit, "rows-not-taken-in")
    visit.go("/imports")
    look(visit, "files-from-others")
    visit.go("/channels")
    visit.says("2 rows of hartshire-weekly-log")
    look(visit, "channels")


@SIZES
def test_emails_that_were_set_apart_are_read_and_made_into_a_report(
    visit, monkeypatch, settings, size
):
    raw = letter("He will kill me. " * 30, subject="Please help " * 8, X_Spam_Flag="YES")
    in_place_of_a_server(monkeypatch, settings, FakeBox({1: raw}))
    post.read(timezone.now())
    visit.go("/imports/mail")
    look(visit, "emails-set-apart")
    visit.press("Please help")
    look(visit, "email-set-apart")
    visit.press("Make it a report")
    visit.says("No email was set apart")
