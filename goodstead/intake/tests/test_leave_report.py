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


def test_whoever_is_safe_again_can_begin_anew(client):
    walk(client, until=url("when"))
    client.get("/report/leave")
    assert "You began a report" not in client.get("/report").content.decode()
    assert client.post("/report").url == "/report/danger"
    assert client.get("/report/danger").status_code == 200
