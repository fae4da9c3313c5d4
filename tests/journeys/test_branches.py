"""The page about each kind of trouble on a phone, the last page, and the page of the call handlers."""

import os
from pathlib import Path

import pytest
from django.test import Client

from goodstead.intake.definitions.report_form_v3 import BRANCHES
from goodstead.intake.tests.walking import send, url, walk
from tests.personas import PASSWORD

from .browser import DESK, NARROW, PHONE, Watched

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("GOODSTEAD_PICTURES", "")
HEAVIEST = 40_000  # characters of one page of the form, before it is compressed


def looked_at(visit, name):
    """Nothing that axe finds, nothing wider than the window, with everything opened."""
    visit.page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    assert visit.violations() == [], name
    assert visit.sideways() <= 0, f"{name} is wider than the window"
    assert visit.faults == [], name
    if PICTURES:
        visit.picture(Path(PICTURES) / f"{name}.png")


def carry_on(visit, client, base):
    """The browser goes on with the report that the test client began."""
    session = client.cookies["session"].value
    visit.context.add_cookies([{"name": "session", "value": session, "url": base}])


@pytest.mark.parametrize("size", [NARROW, PHONE], ids=["narrow", "phone"])
def test_each_page_can_be_used_on_a_phone_and_is_small(live_server, browser, size):
    visit = Watched(browser, live_server.url, viewport=size)
    for branch in BRANCHES:
        client = Client()
        walk(client, until=url(branch.code), what={"category": branch.categories[0]})
        assert len(client.get(url(branch.code)).content) < HEAVIEST, branch.code
        carry_on(visit, client, live_server.url)
        visit.go(url(branch.code))
        looked_at(visit, f"{branch.code}-{size['width']}")
    visit.context.close()


def test_the_last_page_can_be_read_on_a_phone(live_server, browser, people):
    client = Client()
    send(client, what={"category": "noise"}, about_noise={"noise_kinds": ["music"]})
    visit = Watched(browser, live_server.url, viewport=PHONE)
    carry_on(visit, client, live_server.url)
    visit.go("/report/done")
    visit.says("Who deals with it")
    looked_at(visit, "report-done-noise")
    visit.context.close()


def test_a_call_handler_without_scripts_gets_the_questions_of_this_kind(
    live_server, browser, people
):
    visit = Watched(browser, live_server.url, viewport=DESK, java_script_enabled=False)
    visit.go("/sign-in")
    visit.page.fill("#id_login", people.call_handler.email)
    visit.page.fill("#id_password", PASSWORD)
    visit.press("Sign in")
    visit.go("/reports/log")
    visit.page.fill("[name=description]", "A mattress by the garages")
    visit.page.select_option("[name=category]", "fly_tipping")
    visit.press("Show what to ask and say about this")
    visit.says("Is it in the way?")
    assert visit.page.input_value("[name=description]") == "A mattress by the garages"
    if PICTURES:
        visit.picture(Path(PICTURES) / "log-report-waste.png")
    visit.context.close()
