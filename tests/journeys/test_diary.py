"""The diary and the recordings in a real browser: written at night on a telephone, read by staff.

With GOODSTEAD_PICTURES set to a folder, each step leaves a picture there.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.utils import timezone

from goodstead.evidence import periodic
from goodstead.intake import actions as intake
from goodstead.intake.models import DiaryEntry, Recording, Report
from goodstead.intake.rules import recordings as recording_rules
from goodstead.intake.tests.telling import EVERYTHING, key
from tests.personas import PASSWORD

from .browser import ARGUMENTS, DESK, PHONE, Watched, program

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
    phone.page.get_by_label("Another time").check()
    phone.press("Save this")
    phone.says("Enter the day on which it happened")
    look(phone, "diary-refused-phone")
    assert DiaryEntry.objects.count() == 1
    desk = officer(browser, live_server, borough)
    case = intake.open_case(
        by=borough.officer, at=timezone.now(), report=report, officer=borough.officer, reason="Go"
    )
    desk.go(f"/cases/{case.reference}/diary")
    desk.says("Loud music or television")
    look(desk, "case-diary-desk")
    desk.page.set_viewport_size(PHONE)
    look(desk, "case-diary-phone")


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


def waits(phone) -> int:
    """How many recordings lie on the telephone."""
    return int(
        phone.page.evaluate(
            """async () => {
                const found = await indexedDB.databases();
                if (!found.length) return 0;
                return new Promise((done) => {
                    const asked = indexedDB.open("recordings");
                    asked.onsuccess = () => {
                        const all = asked.result.transaction("clips").objectStore("clips").getAll();
                        all.onsuccess = () => { asked.result.close(); done(all.result.length); };
                    };
                });
            }"""
        )
    )


KEEP = "keep it on this phone or computer"


def record(phone, seconds: int = 2) -> None:
    phone.press("Start recording")
    phone.page.get_by_text(f"{30 - seconds} seconds left").wait_for()
    phone.press("Stop")
    phone.page.get_by_text("Recorded. Listen to it").wait_for()


@pytest.fixture
def listening(browser):
    """Another browser, with a microphone that hears a beep each second."""
    more = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    found = browser.browser_type.launch(executable_path=program(), args=[*ARGUMENTS, *more])
    yield found
    found.close()


def test_recorded_sent_lost_the_network_recorded_again_and_back_there_are_exactly_two(
    live_server, listening, borough, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    report, token = reported(borough)
    phone = Watched(listening, live_server.url, viewport=PHONE)
    phone.context.grant_permissions(["microphone"], origin=live_server.url)
    phone.go(f"/follow/{token}/record")
    record(phone)
    look(phone, "recording-phone")
    phone.press("Send this recording")
    phone.page.get_by_text("An officer listens to it").wait_for()
    assert Recording.objects.count() == 1 and waits(phone) == 0
    phone.press("Record again")
    phone.page.get_by_role("button", name="Start recording").wait_for()
    phone.context.set_offline(True)
    record(phone)
    phone.page.get_by_label(KEEP).check()
    phone.press("Send this recording")
    phone.page.get_by_text("It waits on this device").wait_for()
    assert Recording.objects.count() == 1 and waits(phone) == 1
    phone.faults.clear()  # the browser writes into its console that there is no network
    look(phone, "recording-waits-phone")
    phone.context.set_offline(False)
    phone.page.get_by_text("Sent: 1 recording that waited").wait_for()
    assert waits(phone) == 0
    phone.page.reload()
    assert Recording.objects.count() == 2
    assert all(one.made_at and "Chrome" in one.device for one in Recording.objects.all())
    heard_at_a_desk(live_server, listening, borough, report)


def heard_at_a_desk(live_server, listening, borough, report) -> None:
    periodic.make_copies(timezone.now())
    desk = officer(listening, live_server, borough)
    desk.go(f"/reports/{report.reference}/diary")
    desk.says("Not heard")
    look(desk, "recordings-desk")
    first = Recording.objects.order_by("pk")[0]
    desk.go(f"/reports/{report.reference}/recordings/{first.pk}")
    desk.page.wait_for_function("document.querySelector('audio').readyState >= 1")
    assert desk.page.evaluate("document.querySelector('audio').duration") > 1
    look(desk, "hear-recording-desk")
    desk.press("I have listened to it")
    desk.says("Noted: you listened to it")


@pytest.mark.parametrize("category", ["noise", "domestic_abuse"])
def test_unless_it_is_asked_for_a_recording_never_lies_on_the_telephone(
    live_server, listening, borough, settings, tmp_path, category
):
    settings.MEDIA_ROOT = tmp_path
    _, token = reported(borough, category=category)
    phone = Watched(listening, live_server.url, viewport=PHONE)
    phone.context.grant_permissions(["microphone"], origin=live_server.url)
    phone.go(f"/follow/{token}/record")
    phone.context.set_offline(True)
    record(phone)
    phone.press("Send this recording")
    phone.page.get_by_text("keep this page open and press again").wait_for()
    assert phone.page.evaluate("indexedDB.databases()") == []
    phone.context.set_offline(False)
    phone.press("Send this recording")
    phone.page.get_by_text("An officer listens to it").wait_for()
    assert Recording.objects.count() == 1
    assert phone.page.evaluate("indexedDB.databases()") == []
    assert phone.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_what_the_server_refuses_for_now_stays_on_the_telephone_and_is_said(
    live_server, listening, borough, settings, tmp_path, monkeypatch
):
    settings.MEDIA_ROOT = tmp_path
    _, token = reported(borough)
    phone = Watched(listening, live_server.url, viewport=PHONE)
    phone.context.grant_permissions(["microphone"], origin=live_server.url)
    phone.go(f"/follow/{token}/record")
    record(phone)
    phone.page.get_by_label(KEEP).check()
    most = recording_rules.MOST_A_DAY
    monkeypatch.setattr(recording_rules, "MOST_A_DAY", 0)
    phone.press("Send this recording")
    phone.page.get_by_text("enough for today. This one was not sent.").wait_for()
    phone.page.get_by_text("1 recording waits on this device.").wait_for()
    phone.page.reload()
    phone.page.get_by_text("enough for today. This one was not sent.").wait_for()
    assert waits(phone) == 1
    for status, words in ((403, "did not accept it"), (413, "too large"), (500, "wrong with our")):
        answer_posts(phone, status)
        phone.page.reload()
        phone.page.get_by_text(words).wait_for()
        assert waits(phone) == 1
    phone.faults.clear()  # the browser writes into its console what was refused
    phone.context.unroute_all()
    monkeypatch.setattr(recording_rules, "MOST_A_DAY", most)
    pressed_while_it_sends(phone)
    assert Recording.objects.count() == 2 and waits(phone) == 0


def answer_posts(phone, status: int) -> None:
    phone.context.unroute_all()
    phone.context.route(
        "**/follow/*/record",
        lambda route: (
            route.fulfill(status=status) if route.request.method == "POST" else route.continue_()
        ),
    )


def pressed_while_it_sends(phone) -> None:
    """The one that waits is held up until another is recorded and its button pressed."""
    held = []

    def hold(route) -> None:
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    phone.context.route("**/follow/*/record", hold)
    phone.page.reload()
    record(phone)
    phone.press("Send this recording")
    phone.page.get_by_text("Sending what waits first").wait_for()
    held[0].continue_()
    phone.page.get_by_text("An officer listens to it").wait_for()


def test_what_waits_is_deleted_when_they_say_so_and_the_box_is_empty_again(
    live_server, listening, borough, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    _, token = reported(borough)
    phone = Watched(listening, live_server.url, viewport=PHONE)
    phone.context.grant_permissions(["microphone"], origin=live_server.url)
    phone.go(f"/follow/{token}/record")
    phone.context.set_offline(True)
    record(phone)
    phone.page.get_by_label(KEEP).check()
    phone.press("Send this recording")
    phone.page.get_by_text("It waits on this device").wait_for()
    answer_posts(phone, 500)
    phone.context.set_offline(False)
    phone.page.reload()
    assert not phone.page.get_by_label(KEEP).is_checked()
    phone.page.get_by_label(KEEP).check()
    phone.go("/cookies")
    phone.page.go_back()
    assert not phone.page.get_by_label(KEEP).is_checked(), "nor by going back"
    phone.press("Delete what waits here")
    phone.page.get_by_text("Deleted. Nothing waits on this device.").wait_for()
    phone.page.wait_for_function("indexedDB.databases().then((found) => !found.length)")
    assert not Recording.objects.exists()


def test_leaving_in_a_hurry_deletes_what_waits(live_server, listening, borough, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.COUNCIL = settings.COUNCIL | {"safe_exit_url": f"{live_server.url}/design"}
    _, token = reported(borough)
    phone = Watched(listening, live_server.url, viewport=PHONE)
    phone.context.grant_permissions(["microphone"], origin=live_server.url)
    phone.go(f"/follow/{token}/record")
    phone.context.set_offline(True)
    record(phone)
    phone.page.get_by_label(KEEP).check()
    phone.press("Send this recording")
    phone.page.get_by_text("It waits on this device").wait_for()
    assert waits(phone) == 1
    phone.context.route("**/follow/*/record", lambda route: route.abort())  # it never arrives
    phone.context.set_offline(False)
    for _ in range(3):
        phone.page.keyboard.press("Shift")
    phone.page.wait_for_url("**/design")
    assert phone.page.evaluate("indexedDB.databases()") == []
