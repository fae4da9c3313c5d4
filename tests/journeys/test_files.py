"""Files in a real browser: sent from a phone, checked, looked at by an officer.

With GOODSTEAD_PICTURES set to a folder, each step leaves a picture there.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from goodstead.evidence import periodic
from goodstead.evidence.models import StoredFile
from goodstead.evidence.tests.attacks import EICAR
from goodstead.evidence.tests.clamd import Clamd
from goodstead.evidence.tests.conftest import picture
from goodstead.evidence.tests.test_place import HERE, photo
from goodstead.intake.models import Report
from goodstead.intake.tests.walking import url, walk
from tests.personas import PASSWORD

from .browser import DESK, PHONE, Watched

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("GOODSTEAD_PICTURES", "")


@pytest.fixture
def clamd(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    running = Clamd()
    settings.CLAMD = running.address
    yield running
    running.stop()


def look(screen: Watched, name: str) -> None:
    assert screen.violations() == [], name
    assert screen.sideways() <= 0, f"{name} is wider than the window"
    assert screen.faults == [], name
    if PICTURES:
        screen.picture(Path(PICTURES) / f"{name}.png")


def phone_on_the_page_of_files(browser, live_server) -> Watched:
    client = Client()
    walk(client, until=url("files"))
    phone = Watched(browser, live_server.url, viewport=PHONE)
    cookie = {"name": "session", "value": client.cookies["session"].value, "url": live_server.url}
    phone.context.add_cookies([cookie])
    phone.go(url("files"))
    return phone


def given(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_files_are_sent_checked_and_looked_at(live_server, browser, borough, clamd):
    phone = phone_on_the_page_of_files(browser, live_server)
    files = [
        given("Front door.jpg", photo(HERE)),
        given("diary.txt", EICAR),
        given("IMG_0042.PNG", picture("PNG")[:60]),
        given("holiday.jpg.exe", picture()),
    ]
    phone.page.set_input_files("input[type=file]", files)
    phone.press("Continue")
    phone.says("holiday.jpg.exe is not a kind of file that we can take")
    phone.says("Front door.jpg")
    look(phone, "files-refused-phone")
    phone.press("Continue")
    phone.press("Send my report")
    phone.says("We have 3 files from you.")
    phone.says("3 are being checked.")
    look(phone, "files-waiting-phone")
    waiting(live_server, browser, borough)
    periodic.make_copies(timezone.now())
    phone.page.reload()
    phone.says("A virus was found in 1.")
    phone.says("1 is ready for the officer.")
    look(phone, "files-checked-phone")
    for size, name in ((DESK, "desktop"), (PHONE, "phone")):
        officer_looks(live_server, browser, borough, size, name)
    phone.context.close()


def signed_in(live_server, browser, people, size) -> tuple[Watched, Report]:
    report = Report.objects.get()
    Report.objects.filter(pk=report.pk).update(patch=people.patch)
    screen = Watched(browser, live_server.url, viewport=size)
    screen.go("/sign-in")
    screen.page.fill("#id_login", people.officer.email)
    screen.page.fill("#id_password", PASSWORD)
    screen.press("Sign in")
    screen.page.wait_for_url("**/my-day")
    return screen, report


def waiting(live_server, browser, people) -> None:
    screen, report = signed_in(live_server, browser, people, DESK)
    screen.go(f"/reports/{report.reference}")
    screen.says("Being checked for viruses. Nobody can open it before that is done.")
    look(screen, "files-waiting-desktop")
    screen.context.close()


def officer_looks(live_server, browser, people, size, name) -> None:
    screen, report = signed_in(live_server, browser, people, size)
    screen.go(f"/reports/{report.reference}")
    screen.says("A virus was found in it (Eicar-Test-Signature). It stays sealed.")
    look(screen, f"files-of-a-report-{name}")
    assert screen.page.get_by_role("link", name="Download the original").count() == 2
    screen.page.get_by_role("link", name="Front door.jpg", exact=True).click()
    screen.says("What was done with it")
    assert screen.page.locator("main img").evaluate("i => i.complete && i.naturalWidth") > 0
    look(screen, f"about-file-{name}")
    screen.press("Show where the file says it was made")
    screen.says("This is a suggestion.")
    look(screen, f"file-place-{name}")
    bad = StoredFile.objects.get(state="infected")
    screen.go(f"/reports/{report.reference}/files/{bad.pk}/about")
    screen.says("Nobody can open it.")
    look(screen, f"about-file-virus-{name}")
    screen.context.close()
