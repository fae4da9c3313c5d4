"""A person chooses their own password, once, with a link that works."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from goodstead.access import actions
from goodstead.access.models import User
from goodstead.ledger.models import Entry

pytestmark = pytest.mark.django_db
GOOD = "violet anchor pantry seven"


@pytest.fixture
def token(people):
    return actions.give_sign_in_link(
        by=people.administrator, user=people.officer, at=timezone.now()
    )


def send(client, token, password=GOOD, again=None):
    said = {"password": password, "again": password if again is None else again}
    return client.post(f"/choose-password/{token}", said)


def test_the_password_is_set_and_signs_them_in(client, people, token):
    page = client.get(f"/choose-password/{token}")
    assert people.officer.email in page.content.decode()
    assert page["Referrer-Policy"] == "strict-origin" and "no-store" in page["Cache-Control"]
    answer = send(client, token)
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in")
    said = {"login": people.officer.email, "password": GOOD}
    assert client.post("/sign-in", said)["Location"] == "/my-day"
    entry = Entry.objects.get(verb="access.password_set")
    assert entry.by is None and GOOD not in entry.facts_json


def test_it_works_once_and_ends_the_sessions_of_before(client, people, token):
    before = Client()
    before.force_login(people.officer)
    assert before.get("/my-day").status_code == 200
    send(client, token)
    assert before.get("/my-day").status_code == 302
    answer = send(client, token, "another long passphrase 9")
    assert "does not work any more" in answer.content.decode()
    assert User.objects.get(pk=people.officer.pk).check_password(GOOD)


@pytest.mark.parametrize(
    "password, again, words",
    [
        ("short", "short", "at least 15 characters"),
        (GOOD, "something else entirely", "differ"),
        ("officer@council.example", "officer@council.example", "too similar"),
        ("", "", "Enter"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused_and_the_link_still_works(
    client, people, token, password, again, words
):
    body = send(client, token, password, again).content.decode()
    assert words in body and "Choose a password" in body
    assert send(client, token).status_code == 302


def test_wrong_old_and_suspended_links_look_the_same(client, people, now):
    old = actions.give_sign_in_link(
        by=people.administrator, user=people.leader, at=timezone.now() - timedelta(hours=73)
    )
    shut = actions.give_sign_in_link(
        by=people.administrator, user=people.officer, at=timezone.now()
    )
    actions.suspend_user(by=people.administrator, user=people.officer, at=timezone.now())
    pages = set()
    for token in (old, shut, "nonsense"):
        page = client.get(f"/choose-password/{token}").content.decode()
        assert "This link does not work any more" in page and "<form" not in page.split("<main")[1]
        pages.add(page.replace(token, ""))
        send(client, token)
    assert len(pages) == 1
    assert not User.objects.get(pk=people.leader.pk).check_password(GOOD)


def test_it_is_all_written_or_none_of_it(people, token, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.set_password(by=None, token=token, password=GOOD, at=timezone.now())
    assert not User.objects.get(pk=people.officer.pk).check_password(GOOD)
