"""The same address is written the same way, and different ones stay different."""

import pytest

from goodstead.places import addresses


@pytest.mark.parametrize("typed", ["St. Andrew's Road", "st andrews rd", "SAINT ANDREW’S  RD."])
def test_a_street_is_found_however_it_is_typed(typed):
    assert addresses.street_key(typed) == "standrewsroad"


def test_street_and_saint_are_not_confused():
    assert addresses.street_key("St Albans St") == "stalbansstreet"
    assert addresses.street_key("St") == "st"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("12 Fore Street", "Fore Street"), ("12a, Fore St", "Fore St"), ("1st Avenue", "1st Avenue"),
     ("12", "12"), ("7 ", "7 "), ("A1", "A1")],
)  # fmt: skip
def test_a_house_number_is_not_part_of_the_street(typed, asked):
    assert addresses.without_house_number(typed) == asked


@pytest.mark.parametrize(
    ("typed", "code"),
    [("al7 3bx", "AL73BX"), (" E C1A1 BB", "EC1A1BB"), ("AL7", ""), ("AL7 3B", ""), ("", ""),
     ("AL7 3BX1", ""), ("A٣7 3BX", "")],
)  # fmt: skip
def test_only_a_whole_postcode_is_a_postcode(typed, code):
    assert addresses.compact_postcode(typed) == code


@pytest.mark.parametrize(
    ("typed", "start"), [("al", ""), ("al7", "AL7"), ("al7 3", "AL73"), ("fore st", "")]
)
def test_the_start_of_a_postcode_is_known(typed, start):
    assert addresses.start_of_postcode(typed) == start


def test_a_postcode_is_shown_with_its_space():
    assert addresses.spaced_postcode("AL73BX") == "AL7 3BX"
    assert addresses.spaced_postcode("") == ""


def key(line, street="", town="", postcode="ZZ1 1AA"):
    return addresses.premises_key(address_line=line, street=street, town=town, postcode=postcode)


def test_an_address_in_one_field_or_two_is_the_same_address():
    assert key("12 Fore St") == key("12", "Fore Street") == key("12 FORE STREET", "Fore Street")


def test_the_town_counts_only_without_a_postcode():
    assert key("12 Fore St", town="A") == key("12 Fore St", town="B")
    assert key("1 Fore St", town="A", postcode="") != key("1 Fore St", town="B", postcode="")


def test_flat_1_of_number_2_is_not_flat_12():
    assert key("Flat 1, 2 High Street") != key("Flat 12 High Street")


def test_without_an_address_there_is_no_key():
    assert key("", postcode="") == "" == key("")
