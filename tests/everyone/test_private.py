"""Nothing is left behind: no cookie but two, nothing stored in the browser, no way back after leaving."""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from goodstead.intake.tests.walking import url, walk
from tests.journeys.browser import NARROW

from .states import states_of
from .test_keyboard import KEYS, Keys

pytestmark = pytest.mark.once
ALLOWED = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}


@pytest.mark.django_db
def test_no_public_page_sets_another_cookie(figure):
    states = states_of()
    others = {name for one in states for name in one.cookies} - ALLOWED
    figure(
        f"Cookies: {len(states)} page states set {len(ALLOWED)} cookies and {len(others)} others"
    )
    assert not others


@pytest.mark.django_db
def test_every_page_leads_to_the_notices():
    """But for those that are drawn when nothing works."""
    bare = {"error: 400", "error: 429", "error: 500", "error: 503"}
    for one in states_of():
        if one.page not in bare:
            for path in ("/privacy", "/cookies", "/accessibility"):
                assert f'href="{path}"' in one.html, one.name


@pytest.mark.django_db
def test_what_was_typed_lasts_as_long_as_the_pages_say(settings):
    """Not half an hour: who needs long for one answer, or is called away, does not lose the others."""
    client = Client()
    walk(client, until=url("describe"))
    hours = (Session.objects.get().expire_date - timezone.now()).total_seconds() / 3600
    assert 9.9 < hours <= 10
    said = {one.page: one.html for one in states_of("the form", "the rest")}
    assert "dropped ten hours after the last one" in said["intake:start"]
    assert "cannot be opened after ten hours" in said["design:privacy-notice"]
    assert "dropped 10 hours after the last answer" in said["design:cookies"]
    assert not [
        page for page, html in said.items() if "half an hour," in html or "30 minutes" in html
    ]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_after_leaving_there_is_no_way_back_and_nothing_is_kept(live_server, browser, settings):
    """P-4: one press, reached by the second stop of the keyboard; Back leads to nothing of ours."""
    elsewhere = f"{live_server.url}/healthz"
    settings.COUNCIL = settings.COUNCIL | {"safe_exit_url": elsewhere}
    client = Client()
    walk(client, until=url("describe"), what={"category": "domestic_abuse"})
    keys = Keys(browser, live_server.url, viewport=NARROW)
    session = client.cookies["session"].value
    keys.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    keys.go(url("describe"))
    keys.page.fill("[name=description]", "He waits at the door")
    keys.page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0) }")
    keys.page.reload()
    stops = [keys.tab() for _ in range(2)]
    assert "Exit this page quickly" in stops[1], stops
    keys.page.fill("[name=description]", "He waits at the door")
    keys.page.evaluate("document.activeElement.blur()")
    keys.to("a[class*=exit-this-page-skiplink]")
    keys.press_key("Enter")
    keys.page.wait_for_url(elsewhere)
    kept = keys.page.evaluate(f"{KEYS}.kept()")
    keys.page.go_back()
    keys.page.wait_for_timeout(200)
    shown = keys.page.content()
    keys.context.close()
    assert kept == []
    assert "He waits" not in shown and "<form" not in shown


@pytest.mark.django_db
def test_the_second_stop_of_every_page_with_a_way_out_is_the_way_out():
    ways_out = [one for one in states_of() if "govuk-exit-this-page" in one.html]
    assert len(ways_out) > 20
    for one in ways_out:
        links = re.findall(r"<a [^>]*>", one.html)
        assert "exit-this-page-skiplink" in links[1], one.name
