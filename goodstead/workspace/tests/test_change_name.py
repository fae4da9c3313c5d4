"""A name is corrected in the case, and everything finds the new one."""

import pytest

from goodstead.cases.followers import FOLLOWERS
from goodstead.ledger.following import follow
from goodstead.ledger.models import Entry, key_of
from goodstead.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case):
    return f"/cases/{case.reference}/parties/{case.parties.get().pk}/name"


def test_the_new_name_is_shown_and_found_and_the_old_one_is_not(
    signed_in, people, case, url, victim, now
):
    client = signed_in(people.officer)
    assert "Vera Víctim" in client.get(url).content.decode()
    answer = client.post(url, {"name": "Wera Wójcik", "known_as": "Wera"})
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.reference}/people")
    body = client.get(answer["Location"]).content.decode()
    assert "Wera Wójcik" in body and "Vera" not in body
    assert case.reference in client.get("/search?q=wera+wojcik").content.decode()
    assert case.reference not in client.get("/search?q=wojcik").content.decode()
    follow(FOLLOWERS, at=now)  # the worker
    assert case.reference in client.get("/search?q=wojcik").content.decode()
    assert case.reference not in client.get("/search?q=victim").content.decode()
    entry = Entry.objects.get(verb="people.name_changed")
    assert (entry.file, entry.by) == (key_of(case), people.officer)
    assert "W" not in entry.facts_json


def test_somebody_keeps_at_least_one_name(signed_in, people, url, victim):
    answer = signed_in(people.officer).post(url, {"name": " ", "known_as": ""})
    assert "Enter a name, or how you know this person" in answer.content.decode()
    assert Person.objects.get(pk=victim.pk).name == "Vera Víctim"


def test_another_patch_finds_nothing_and_who_only_reads_changes_nothing(signed_in, people, url):
    assert signed_in(people.other_officer).post(url, {"name": "X"}).status_code == 404
    assert signed_in(people.information_officer).post(url, {"name": "X"}).status_code == 403
