"""People are written down, corrected, and never listed."""

from datetime import date

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.correspondence import actions as correspondence
from goodstead.ledger.models import Entry, key_of
from goodstead.people import actions
from goodstead.people.models import Person

pytestmark = pytest.mark.django_db
WHO = ["auditor", "administrator", "councillor", "partner", "leaver"]


@pytest.fixture
def file(people):
    return people.team


@pytest.fixture
def amina(people, now, file):
    return actions.add_person(
        by=people.officer, at=now, name="Amina  Óduya", known_as="Mina", about=file
    )


def test_a_person_is_written_down_in_the_file_without_their_name_in_the_ledger(amina, file):
    assert (amina.name, amina.called, amina.initials) == ("Amina Óduya", "Mina", "M")
    entry = Entry.objects.get(verb="people.person_added")
    assert (entry.file, entry.subject) == (key_of(file), key_of(amina))
    assert "Amina" not in entry.facts_json


def test_somebody_may_stay_without_a_name(now):
    person = actions.add_person(by=None, at=now)
    assert (str(person), person.name_key) == ("Name not known", "")


def test_a_corrected_name_is_found_by_its_new_key(people, amina, now):
    changed = actions.change_name(by=people.officer, at=now, person=amina, name="Amina Okoye")
    assert (changed.name_key, changed.known_as) == ("amina okoye", "Mina")
    changed = actions.change_name(by=None, at=now, person=amina, name="Amina Okoye", known_as="")
    assert changed.called == "Amina Okoye"
    facts = " ".join(e.facts_json for e in Entry.objects.filter(verb="people.name_changed"))
    assert "Okoye" not in facts


def test_details_are_corrected_and_checked(people, amina, now):
    actions.change_details(
        by=people.officer, at=now, person=amina, born_on=date(2008, 3, 3), tenure="owner"
    )
    person = Person.objects.get()
    assert (person.tenure, person.age_on(now.date())) == ("owner", 17)
    assert person.age_on(date(2026, 3, 3)) == 18
    assert person.age_on(date(2000, 1, 1)) is None
    for wrong in (date(2026, 3, 3), date(1850, 1, 1)):
        with pytest.raises(NotNow, match="in the past"):
            actions.change_details(
                by=people.officer, at=now, person=amina, born_on=wrong, tenure=""
            )
    with pytest.raises(NotNow, match="from the list"):
        actions.change_details(
            by=people.officer, at=now, person=amina, born_on=None, tenure="castle"
        )


@pytest.mark.parametrize("wrong", [{"name": "x" * 121}, {"known_as": "x" * 121}])
def test_a_name_too_long_is_refused_in_plain_words(now, wrong):
    with pytest.raises(NotNow, match="120 characters or fewer"):
        actions.add_person(by=None, at=now, **wrong)


def test_contact_details_belong_to_one_person(people, amina, now):
    contact = correspondence.add_contact(by=None, at=now, email="a@example.com")
    actions.link_contact(by=people.officer, at=now, person=amina, contact=contact)
    actions.link_contact(by=people.officer, at=now, person=amina, contact=contact)
    with pytest.raises(NotNow, match="belong to another person"):
        actions.add_person(by=None, at=now, name="Ben", contact=contact)
    other = actions.add_person(by=None, at=now, name="Ben")
    with pytest.raises(NotNow, match="belong to another person"):
        actions.link_contact(by=people.officer, at=now, person=other, contact=contact)
    assert contact.person == amina


@pytest.mark.parametrize("who", WHO)
def test_those_who_do_not_work_with_people_cannot_write_about_them(people, amina, now, who):
    by = getattr(people, who)
    with pytest.raises(PermissionDenied):
        actions.add_person(by=by, at=now, name="X")
    with pytest.raises(PermissionDenied):
        actions.change_name(by=by, at=now, person=amina, name="X")
    assert actions.add_person(by=people.call_handler, at=now, name="X").name == "X"


def test_nobody_can_list_people_whatever_their_post(people, amina):
    """A list of people is a list of victims. They are reached through a file."""
    every = [value for value in vars(people).values() if hasattr(value, "role")]
    assert len(every) == 14
    assert not [user for user in every if Person.objects.visible_to(user).exists()]


def test_it_is_all_written_or_none_of_it(amina, now, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.add_person(by=None, at=now, name="Ben")
    with pytest.raises(RuntimeError):
        actions.change_name(by=None, at=now, person=amina, name="Ben")
    assert [person.name for person in Person.objects.all()] == ["Amina Óduya"]
