"""The diary and the recordings in a real browser: written at night on a telephone, read by staff.

With GOODSTEAD_PICTURES set to a folder, each step leaves a picture there.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.utils import timezone

from goodstead.intake import actions as intake
from goodstead.intake.models import DiaryEntry, Report
from goodstead.intake.tests.telling import EVERYTHING, key
from tests.personas import PASSWORD

from .browser import DESK, PHONE, Watched

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("GOODSTEAD_PICTURES", "")


def look(screen: Watched, name: str) -> None:
    assert screen.violations() == [], name
    assert screen.sideways() <= 0, f"{name} is wider than the window"
    assert screen.faults == [], name
    if PICTURES:
        screen.picture(Path(PICTURES) / f"{name}.png")


def reported(borough, **changed) -> tuple[Report, str]:
    at = timezone.now()
    report, token = intake.submit_report(
        by=None, at=at, submission_key=key(), answers=EVERYTHING | changed, channel="web"
    )
    Report.objects.filter(pk=report.pk).update(patch=borough.patch)
    report.refresh_from_db()
    assert token
    return report, token


def officer(browser, live_server, borough) -> Watched:
    screen = Watched(browser, live_server.url, viewport=DESK)
    screen.go("/sign-in")
    screen.page.fill("#id_login", borough.officer.email)
    screen.page.fill("#id_password", PASSWORD)
    screen.press("Sign in")
    return screen


def test_the_diary_is_written_on_a_telephone_and_read_at_a_desk(live_server, browser, borough):
    report, token = reported(borough)
    phone = Watched(browser, live_server.url, viewport=PHONE)
    phone.go(f"/follow/{token}")
    phone.press("Write down what happens, in a few presses")
    look(phone, "diary-phone")
    phone.page.get_by_label("Loud music or television").check()
    phone.page.get_by_label("It woke me or kept me awake").check()
    phone.press("Save this")
    phone.says("An officer reads it")
    look(phone, "diary-written-phone")
    phone.press("Write down something else")
    phone.says("You have written 1 time")
    phone.page.get_by_label("Another time").check()
    phone.press("Save this")
    phone.says("Enter the day on which it happened")
    look(phone, "diary-refused-phone")
    assert DiaryEntry.objects.count() == 1
    desk = officer(browser, live_server, borough)
    desk.go(f"/reports/{report.reference}/diary")
    desk.says("Loud music or television")
    look(desk, "diary-desk")


def test_without_javascript_the_diary_is_written_all_the_same(live_server, browser, borough):
    _, token = reported(borough)
    plain = Watched(browser, live_server.url, viewport=PHONE, java_script_enabled=False)
    plain.go(f"/follow/{token}/diary")
    if PICTURES:
        plain.picture(Path(PICTURES) / "diary-without-javascript-phone.png")
    plain.page.get_by_label("Banging, footsteps or furniture").check()
    plain.press("Save this")
    plain.says("An officer reads it")
    assert DiaryEntry.objects.get().what == ["banging"]
