"""The link to a password is shown once and kept nowhere."""

import re

import pytest

from goodstead.access import queries
from goodstead.access.models import SignInLink
from goodstead.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def make(signed_in, people):
    def make():
        url = f"/administration/people/{people.officer.pk}/link"
        answer = signed_in(people.administrator).post(url)
        assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
        return re.search(r"/choose-password/([\w-]+)", answer.content.decode())[1]

    return make


def test_it_is_shown_once_and_only_its_hash_is_kept(make, people, signed_in):
    token = make()
    link = SignInLink.objects.get()
    assert link.token_hash == queries.hash_of(token) and token not in link.token_hash
    page = signed_in(people.administrator).get(f"/administration/people/{people.officer.pk}/link")
    assert token not in page.content.decode() and "/choose-password/" not in page.content.decode()
    entry = Entry.objects.get(verb="access.link_given")
    assert entry.by == people.administrator and token not in entry.facts_json


def test_a_new_link_ends_the_one_before(make):
    first, second = make(), make()
    at = SignInLink.objects.order_by("pk").last().made_at
    assert queries.link_of(first, at) is None and queries.link_of(second, at)


def test_a_suspended_person_gets_none(signed_in, people):
    url = f"/administration/people/{people.leaver.pk}/link"
    answer = signed_in(people.administrator).post(url)
    assert "Bring the person back first" in answer.content.decode()
    assert not SignInLink.objects.exists()


def test_nobody_else_makes_one(signed_in, people):
    url = f"/administration/people/{people.officer.pk}/link"
    for who in (people.leader, people.officer, people.auditor):
        assert signed_in(who).post(url).status_code == 403
    assert not SignInLink.objects.exists()
