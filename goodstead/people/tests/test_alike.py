"""How alike two people are: reasons in words, and what outweighs a home and a telephone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstead.people.alike import Name, Traits, likeness, name_reason
from goodstead.people.definitions import alike as points
from goodstead.people.definitions.alike import strength_of
from goodstead.people.names import name_key, sound, sounds

pytestmark = pytest.mark.once


def said(one, other):
    reason = name_reason(Name.of(one), Name.of(other))
    return reason.code if reason else None


@pytest.mark.parametrize(
    "one, other, code",
    [
        ("John Smith", "Jon Smyth", "sounds_alike"),
        ("Catherine Jones", "Kathryn Jones", "sounds_alike"),
        ("Mohammed Ali", "Muhammad Aly", "sounds_alike"),
        ("Leah Cole", "Lea Cole", "sounds_alike"),
        ("Robert Brown", "Rodbert Brown", "spelt_alike"),
        ("Иван Петров", "Ивана Петрова", "spelt_alike"),
        ("Ana Maria Nunez", "Ana Nunez", "spelt_alike"),
        ("J Smith", "John Smith", "short_form"),
        ("Mr John Smith", "SMITH, John", "same_name"),
        ("Nguyễn Thị", "Thi Nguyen", "same_name"),
        ("李", "李", "same_name"),
        ("أمينة", "أمينة", "same_name"),
        ("Mina", "mina", "one_word"),
    ],
)
def test_one_name_written_in_two_ways_is_seen_and_said(one, other, code):
    assert said(one, other) == said(other, one) == code


@pytest.mark.parametrize(
    "one, other",
    [
        ("Tom Brown", "Tim Brown"),
        ("Jane Doe", "June Doe"),
        ("Smith", "John Smith"),
        ("John Smith", "John Baker"),
        ("A", "A"),
        ("J S", "John Smith"),
        ("", ""),
        ("...", "!!!"),
        ("李", "王"),
        ("أمينة", "أمير"),
    ],
)
def test_two_names_stay_two(one, other):
    assert said(one, other) is None and said(other, one) is None


AT_HOME = {"phone_key": "1632960001", "addresses": frozenset({"14 elm"})}


def rank(one, other):
    found = strength_of(likeness(Traits(**one), Traits(**other)).points)
    return found.name if found else ""


def test_twins_at_one_address_do_not_rank_as_one_person():
    born = date(1990, 5, 4)
    anna = {"name": "Anna Smith", "born_on": born, **AT_HOME}
    bert = {"name": "Bert Smith", "born_on": born, **AT_HOME}
    assert rank(anna, bert) == ""
    assert rank(anna, anna) == "Very likely"
    assert rank(anna, bert | {"born_on": date(1991, 6, 7)}) == ""


def test_a_new_name_is_possible_and_said():
    before = {"name": "Jane Smith", "email_key": "jane@example.org", **AT_HOME}
    assert rank(before, before | {"name": "Jane Baker"}) == "Possible"


def test_father_and_son_of_one_name_do_not_rank_as_one_person_and_it_is_said_why():
    father = {"name": "John Smith", "born_on": date(1955, 1, 2), **AT_HOME}
    son = {"name": "John Smith", "born_on": date(1985, 3, 4), **AT_HOME}
    assert rank(father, son) == ""
    found = likeness(Traits(**father), Traits(**son))
    assert found.against == (
        "Born about 30 years apart: they may be parent and child of one name.",
    )
    assert found.points == points.MOST_OF_OTHER_BIRTHDAY < sum(r.points for r in found.reasons)


def test_without_a_birthday_it_is_said_that_nothing_tells_them_apart():
    found = likeness(Traits(name="John Smith"), Traits(name="John Smith"))
    assert found.against == ("A date of birth is missing, so it cannot tell them apart.",)


def test_day_and_month_exchanged_is_a_slip_and_not_another_person():
    one = {"name": "John Smith", "born_on": date(1980, 4, 3)}
    assert rank(one, one | {"born_on": date(1980, 3, 4)}) == "Likely"


@given(st.text(st.characters(codec=None), max_size=200), st.text(max_size=60))
def test_any_two_texts_are_compared_alike_in_both_directions(one, other):
    a, b = Name.of(one), Name.of(other)
    forth, back = name_reason(a, b), name_reason(b, a)
    assert (forth and forth.code) == (back and back.code)
    assert all(len(heard) <= 12 for heard in sounds(name_key(one)))


def test_a_name_of_ten_megabytes_costs_no_more_than_its_beginning():
    assert said("x" * 10_000_000, "y" * 10_000_000) is None
    assert said("John Smith " * 1_000_000, "John Smith " * 1_000_000) == "same_name"
    assert sound("a" * 10_000_000) == ""


@pytest.mark.parametrize("word", ["李", "أمينة", "иван", "\U0001f600", "123", "a", "", "\ud800"])
def test_what_has_no_english_sound_is_not_looked_for_by_one(word):
    assert sound(word) == ""
