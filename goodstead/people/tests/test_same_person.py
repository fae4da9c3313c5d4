"""Somebody who was here before is found again, however they are written; staff decide who is who."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstead.correspondence import actions as correspondence
from goodstead.people import actions, queries
from goodstead.people.names import name_key


@pytest.mark.parametrize(
    "one, other",
    [
        ("Séan O'Brien", "sean obrien"),
        ("Dr. Ana-María  Núñez", "ANA MARIA NUNEZ"),
        ("Straße", "STRASSE"),
        ("Søren Łukasz", "soren lukasz"),
        ("Mrs J. Smith", "J Smith"),
        ("Nguyễn Thị", "nguyen thi"),
        ("Zoe\u0308", "Zo\u00eb"),
    ],
)
def test_a_name_has_one_key_however_it_is_written(one, other):
    assert name_key(one) == name_key(other) != ""


def test_names_that_differ_keep_different_keys():
    names = ["Ann Lee", "Anne Lee", "Lee Ann", "Amina", "أمينة", "李", "Miss"]
    assert len({name_key(name) for name in names}) == len(names)


@given(st.text(st.characters(codec=None), max_size=300))
def test_any_text_has_a_key_that_is_its_own_key(text):
    key = name_key(text)
    assert len(key) <= 120 and key == " ".join(key.split())
    key.encode("utf-8")


@pytest.fixture
def add(db, now):
    def add(name, email="", telephone=""):
        contact = correspondence.add_contact(by=None, at=now, email=email, telephone=telephone)
        return actions.add_person(by=None, at=now, name=name, contact=contact)

    return add


def test_the_best_founded_match_comes_first_and_says_why(add):
    mina = add("Mina", telephone="+44 7700 900123")
    whole = add("Dr Amina Oduya", "amina@EXAMPLE.com", "07700 900123")
    namesake = add("amina óduya")
    add("Somebody Else", "else@example.com", "07700 900999")
    asked = add("Amina Oduya", "Amina@example.com", "0044 7700900123")
    found = queries.same_person(asked.contact, name=asked.name)
    assert [(match.person, match.why) for match in found] == [
        (whole, ("same email", "same telephone", "same name")),
        (namesake, ("same name",)),
        (mina, ("same telephone",)),
    ]


def test_nothing_known_matches_nobody(add):
    add("", "", "")
    assert queries.same_person(add("", "", "").contact) == []


def test_a_look_up_is_four_probes_however_many_there_are(add, django_assert_num_queries):
    for number in range(30):
        add(f"Name {number}", f"{number}@example.com", f"07700 9{number:05}")
    asked = add("Name 3", "3@example.com", "07700 900003")
    with django_assert_num_queries(4):
        [match] = queries.same_person(asked.contact, name=asked.name)
    assert len(match.why) == 3


def test_many_of_one_name_are_cut_off(add):
    for _ in range(25):
        add("John Smith")
    found = queries.same_person(add("John Smith").contact, name="John Smith")
    assert len(found) == queries.MOST
