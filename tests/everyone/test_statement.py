"""W-3: the accessibility statement, by each of the 44 checks of the regulator."""

from datetime import timedelta

import pytest
from django.conf import settings

from goodstead.design.definitions import statement
from goodstead.design.tests.test_accessibility_statement import released

from .statement import CHECKS, Page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SPOILED = [one for one in CHECKS if one.twin and not one.reason]


@pytest.fixture
def html(client):
    return client.get("/accessibility").content.decode().strip()


def failing(html):
    page = Page(html, settings.COUNCIL["name"])
    return [one.number for one in CHECKS if not one.holds(page)]


def test_the_statement_holds_every_check(html, figure):
    assert [one.number for one in CHECKS] == list(range(1, 45))
    about_us = [one for one in CHECKS if not one.reason]
    figure(
        f"W-3: {len(CHECKS)} checks of the statement, {len(about_us)} of them about us, "
        f"{len(failing(html))} fail"
    )
    assert failing(html) == []


def test_each_check_sees_what_is_missing(html):
    """The twin."""
    for one in SPOILED:
        assert one.spoil in html, one
        assert one.number in failing(html.replace(one.spoil, one.put)), one


def test_a_claim_of_a_burden_is_seen(html):
    claimed = html.replace("What we have not tested yet", "Disproportionate burden")
    assert failing(claimed) == [22, 23, 43]


def test_a_statement_a_year_old_is_seen(html, monkeypatch):
    old = released() - timedelta(days=366)
    monkeypatch.setattr(statement, "REVIEWED", old)
    assert failing(html) == [31]
