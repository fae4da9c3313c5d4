"""Away from here at once."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from .walking import url, walk

pytestmark = pytest.mark.django_db


def test_leaving_drops_the_answers_and_opens_a_neutral_page(client):
    walk(client, until=url("when"))
    answered = client.get("/report/leave")
    assert (answered.status_code, answered.url) == (302, settings.COUNCIL["safe_exit_url"])
    kept = [session.get_decoded() for session in Session.objects.all()]
    assert kept == [{"report_left": True}]


def test_going_back_shows_nothing_of_the_form(client):
    walk(client, until=url("when"))
    client.get("/report/leave")
    for page in ("describe", "check", "done", "files"):
        assert client.get(url(page)).url == settings.COUNCIL["safe_exit_url"]


def test_whoever_was_never_here_is_given_nothing_and_costs_nothing(
    client, django_assert_num_queries
):
    """The way out is never made to wait: a flood of it must not fill the table of sessions."""
    with django_assert_num_queries(0):
        answered = client.get("/report/leave")
    assert answered.url == settings.COUNCIL["safe_exit_url"] and not answered.cookies
    client.cookies[settings.SESSION_COOKIE_NAME] = "madeup" * 5
    with django_assert_num_queries(1):
        client.get("/report/leave")
    assert not Session.objects.exists()


def test_made_up_cookies_make_no_end_of_sessions(client, monkeypatch):
    monkeypatch.setattr("goodstead.access.limits.MOST", 2)
    for _ in range(4):
        client.cookies.clear()
        client.cookies[settings.CSRF_COOKIE_NAME] = "m" * 32
        assert client.get("/report/leave").status_code == 302
    assert Session.objects.count() <= 2


def test_leaving_twice_writes_once(client, django_assert_num_queries):
    walk(client, until=url("when"))
    client.get("/report/leave")
    with django_assert_num_queries(1):
        client.get("/report/leave")


def test_whoever_is_safe_again_can_begin_anew(client):
    walk(client, until=url("when"))
    client.get("/report/leave")
    assert "You began a report" not in client.get("/report").content.decode()
    assert client.post("/report").url == "/report/danger"
    assert client.get("/report/danger").status_code == 200
