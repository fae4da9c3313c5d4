"""Date of birth and home are corrected in the case."""

from datetime import date

import pytest

from goodstead.ledger.models import Entry, key_of
from goodstead.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case):
    return f"/cases/{case.reference}/parties/{case.parties.get().pk}/details"


def born(day, month, year, **more):
    return {"born_on_day": day, "born_on_month": month, "born_on_year": year} | more


def test_they_are_saved_and_shown_with_the_age(signed_in, people, case, url, victim):
    client = signed_in(people.officer)
    answer = client.post(url, born(27, 3, 1980, tenure="council"))
    assert answer.status_code == 302
    person = Person.objects.get(pk=victim.pk)
    assert (person.born_on, person.tenure) == (date(1980, 3, 27), "council")
    body = client.get(answer["Location"]).content.decode()
    assert "27 March 1980" in body and "years old" in body and "Council tenant" in body
    entry = Entry.objects.get(verb="people.details_changed")
    assert (entry.file, "1980" in entry.facts_json) == (key_of(case), False)


@pytest.mark.parametrize("wrong", [born(27, 3, 2080), born(31, 2, 1980), born(1, 1, 1700)])
def test_what_cannot_be_is_refused(signed_in, people, url, victim, wrong):
    assert signed_in(people.officer).post(url, wrong).status_code == 200
    assert Person.objects.get(pk=victim.pk).born_on is None


def test_another_patch_finds_nothing(signed_in, people, url):
    assert signed_in(people.other_officer).post(url, born(1, 1, 1980)).status_code == 404
