"""The way out of the form, for somebody who is watched while they write."""

import pytest
from django.test import Client

from goodstead.intake.tests.walking import url, walk

from .browser import DESK, NARROW, PHONE


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [NARROW, PHONE, DESK], ids=["narrow", "phone", "desk"])
def test_the_way_out_stays_in_view_however_far_down_somebody_reads(live_server, browser, size):
    client = Client()
    walk(client, until=url("describe"), what={"category": "domestic_abuse"})
    context = browser.new_context(viewport=size)
    session = client.cookies["session"].value
    context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}{url('what')}")
    page.evaluate("document.querySelector('main button:last-of-type').scrollIntoView(false)")
    assert page.evaluate("scrollY") > size["height"] / 4
    box = page.locator(".govuk-exit-this-page__button").bounding_box()
    assert box and 0 <= box["y"] and box["y"] + box["height"] <= size["height"] / 2
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    context.close()
