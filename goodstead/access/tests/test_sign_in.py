"""Signing in: who may, what is said, how often, and how long it lasts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from goodstead.access import sessions
from tests.personas import PASSWORD

pytestmark = pytest.mark.django_db
URL = "/sign-in"


def sign_in(client, user, password=PASSWORD, **more):
    return client.post(URL, {"login": user.email, "password": password} | more)


def signed_in(client):
    return "_auth_user_id" in client.session


def test_an_officer_signs_in_and_comes_to_their_day(client, people):
    answer = sign_in(client, people.officer)
    assert (answer.status_code, answer["Location"]) == (302, "/my-day")
    assert signed_in(client)


def test_a_wrong_password_an_unknown_address_and_a_leaver_hear_the_same(client, people):
    said = set()
    for email, password in (
        (people.officer.email, "wrong"),
        ("nobody@council.example", "wrong"),
        (people.leaver.email, PASSWORD),
    ):
        answer = client.post(URL, {"login": email, "password": password})
        body = answer.content.decode()
        assert answer.status_code == 200 and not signed_in(client)
        said.add(body.count("The email address or the password is not right"))
    assert len(said) == 1 and said != {0}, "alike, and said"


def test_what_was_typed_stays_but_not_the_password(client, people):
    body = sign_in(client, people.officer, "a wrong one").content.decode()
    assert people.officer.email in body and "a wrong one" not in body


def test_the_session_gets_a_new_id_when_somebody_signs_in(client, people):
    client.get(URL)
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    sign_in(client, people.officer)
    assert client.session.session_key != before


def test_ten_failures_shut_one_account_and_leave_the_others_alone(client, people):
    for _ in range(10):
        sign_in(client, people.officer, "wrong")
    refused = sign_in(client, people.officer)
    assert not signed_in(client)
    assert "Too many tries" in refused.content.decode() or refused.status_code == 429
    sign_in(client, people.leader)
    assert signed_in(client)


def test_without_the_limit_the_eleventh_try_would_get_in(client, people, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    for _ in range(10):
        sign_in(client, people.officer, "wrong")
    sign_in(client, people.officer)
    assert signed_in(client)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_the_way_back_never_leads_off_the_site(client, people, elsewhere):
    answer = sign_in(client, people.officer, next=elsewhere)
    assert answer["Location"] == "/my-day"


START = timezone.now()


def at(monkeypatch, **later):
    moment = START + timedelta(**later)
    monkeypatch.setattr(sessions.timezone, "now", lambda: moment)


@pytest.mark.parametrize(
    "steps, still",
    [([29], True), ([29, 58], True), ([31], False), ([29, 61], False)],
)
def test_half_an_hour_unused_ends_a_session(client, people, monkeypatch, steps, still):
    at(monkeypatch, minutes=0)
    sign_in(client, people.officer)
    client.get("/design")
    for minutes in steps:
        at(monkeypatch, minutes=minutes)
        client.get("/design")
    assert signed_in(client) is still


def test_ten_hours_end_a_session_however_busy_it_was(client, people, monkeypatch):
    at(monkeypatch, minutes=0)
    sign_in(client, people.officer)
    for quarter in range(0, 10 * 4):
        at(monkeypatch, minutes=15 * quarter)
        client.get("/design")
        assert signed_in(client)
    at(monkeypatch, hours=10, minutes=1)
    client.get("/design")
    assert not signed_in(client)


def test_a_clock_set_back_revives_nothing(client, people, monkeypatch):
    sign_in(client, people.officer)
    client.get("/design")
    at(monkeypatch, hours=-2)
    client.get("/design")
    assert not signed_in(client)


def test_a_suspended_person_is_out_with_the_next_request(client, people, now):
    from goodstead.access import actions

    sign_in(client, people.officer)
    actions.suspend_user(by=people.administrator, user=people.officer, at=now)
    assert client.get("/my-day").status_code == 302
    assert "/sign-in" in client.get("/my-day")["Location"]


def test_the_page_itself_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(reverse("access:sign-in")).status_code == 200


def test_a_sign_in_of_the_demo_is_none_in_production(client, people, settings):
    people.officer.email = f"officer@{settings.DEMO_DOMAIN}"
    people.officer.save(update_fields=["email"])
    assert sign_in(client, people.officer).status_code == 302
    assert client.get("/my-day").status_code == 200
    settings.PRODUCTION = True
    assert client.get("/my-day").status_code == 302, "a session from before ends, too"
    assert sign_in(client, people.officer).status_code == 200
