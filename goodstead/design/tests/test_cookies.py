"""The page of cookies names those that there are."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_it_names_both_and_says_what_for(client, settings):
    page = client.get("/cookies").content.decode()
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        assert f"“{name}”" in page
    assert "It shows that a form came from our page" in page


def test_reading_it_sets_none(client):
    assert not client.get("/cookies").cookies
