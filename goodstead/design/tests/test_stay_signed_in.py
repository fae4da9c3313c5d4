"""The warning before a session ends, and the press that keeps it. In a browser: ``test_browser``."""

from datetime import timedelta

import pytest
from django.utils import timezone

from goodstead.access import sessions

START = timezone.now()


def at(monkeypatch, **later):
    moment = START + timedelta(**later)
    monkeypatch.setattr(sessions.timezone, "now", lambda: moment)


@pytest.fixture
def officer(client, people, monkeypatch):
    at(monkeypatch)
    client.force_login(people.officer)
    client.get("/stay-signed-in")
    return client


def test_asking_to_stay_begins_the_half_hour_again(officer, monkeypatch):
    for minutes in (29, 58):
        at(monkeypatch, minutes=minutes)
        assert officer.get("/stay-signed-in").json() == {"seconds": 30 * 60}


def test_the_page_never_says_more_than_the_server_keeps(officer, monkeypatch):
    """Use is noted by the minute: the half hour runs from when it was noted."""
    at(monkeypatch, seconds=50)
    assert officer.get("/stay-signed-in").json() == {"seconds": 30 * 60 - 50}


def test_after_ten_hours_nobody_can_stay(officer, monkeypatch):
    for quarter in range(1, 39):
        at(monkeypatch, minutes=15 * quarter)
        officer.get("/stay-signed-in")
    at(monkeypatch, hours=9, minutes=50)
    assert officer.get("/stay-signed-in").json() == {"seconds": 10 * 60}
    at(monkeypatch, hours=10)
    assert officer.get("/stay-signed-in").status_code == 302


def test_a_session_that_has_ended_is_not_kept_by_asking(officer, monkeypatch):
    at(monkeypatch, minutes=31)
    assert officer.get("/stay-signed-in").status_code == 302
    assert officer.get("/my-day").status_code == 302


def test_a_staff_page_carries_the_warning_and_a_public_one_does_not(officer, client):
    assert b'data-seconds="1800"' in officer.get("/my-day").content
    assert b"gs-ending" not in officer.get("/report").content


def test_staying_costs_no_more_than_knowing_who_asks(officer, django_assert_num_queries):
    with django_assert_num_queries(2):  # the session and the person
        officer.get("/stay-signed-in")
