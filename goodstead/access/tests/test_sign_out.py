"""Signing out leaves nothing behind."""

import pytest

pytestmark = pytest.mark.django_db


def test_signing_out_ends_the_session_and_clears_the_browser(client, people):
    client.force_login(people.officer)
    old = client.cookies["session"].value
    answer = client.post("/sign-out")
    assert answer.status_code == 302 and answer["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies["session"] = old
    assert client.get("/my-day").status_code == 302, "the old cookie opens nothing"


def test_a_link_cannot_sign_anybody_out(client, people):
    client.force_login(people.officer)
    assert client.get("/sign-out").status_code == 405
    assert "_auth_user_id" in client.session
