"""Searching for a postcode or a street."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goodstead.places import actions, queries
from goodstead.places.loads import PostcodeRow, StreetRow

from .conftest import SOUTH, WEST

pytestmark = pytest.mark.usefixtures("postcodes", "streets")


def labels(text):
    return [place.label for place in queries.find_places(text)]


def test_a_whole_postcode_finds_itself_only():
    (place,) = queries.find_places("zz1 1aa")
    assert (place.kind, place.key, place.label) == ("postcode", "ZZ11AA", "ZZ1 1AA")
    assert (place.easting, place.northing, place.ward_code) == (
        WEST + 500,
        SOUTH + 500,
        "E05000000",
    )


def test_the_start_of_a_postcode_finds_those_in_use():
    assert labels("ZZ1") == ["ZZ1 1AA", "ZZ1 1AB"]
    assert labels("ZZ1 2") == []


def test_a_postcode_that_has_ended_is_found_by_typing_it_whole():
    assert labels("zz12aa") == ["ZZ1 2AA"]


def test_a_street_is_found_by_its_beginning():
    assert labels("fore") == [
        "Foreland Close, Hartsmere",
        "Fore Street, Hartsmere",
        "Fore Street, Little Hart",
    ]


def test_a_house_number_and_a_town_are_understood():
    assert labels("12b Fore St, little") == ["Fore Street, Little Hart"]


def test_a_name_that_breaks_off_finds_both_readings():
    assert labels("mill gr") == ["Mill Green Lane, Hartsmere", "Mill Grove, Hartsmere"]


def test_saint_andrews_road_is_found_however_it_is_written():
    assert labels("saint andrews") == labels("St Andrew's rd") == ["St. Andrew’s Rd, Hartsmere"]


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "x", "%", "_", "'; drop table", "\ud800", "‮", "🚨", "a" * 100_000]
)
def test_what_is_no_place_finds_nothing_and_breaks_nothing(text):
    assert labels(text) == []


def test_at_most_twenty_places_are_answered(now):
    rows = [PostcodeRow(f"ZZ1{n}{a}{b}") for n in range(3, 6) for a in "AB" for b in "DEFGHJLN"]
    actions.load_postcodes(by=None, at=now, rows=rows, source="p")
    streets = [StreetRow("Fore Row", f"Town {n}") for n in range(30)]
    actions.load_streets(by=None, at=now, rows=streets, source="s")
    assert len(labels("ZZ1")) == 20 == len(labels("fore r"))


def test_a_search_reads_places_and_nothing_else():
    """So it cannot tell whether a case exists: the answer and the work are the same."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        labels("fore")
        labels("zz1 1aa")
    tables = {
        word
        for q in asked
        for word in q["sql"].split('"')
        if word.startswith(("places_", "cases_", "intake_", "people_"))
    }
    assert tables - {"places_postcode", "places_street"} == set()


def test_a_prefix_is_answered_from_an_index():
    if connection.vendor != "sqlite":
        pytest.skip("the plan of a table this small says nothing on PostgreSQL")
    found = queries.Postcode.objects.filter(queries._starting("code", "ZZ1", 7))
    assert "USING INDEX" in found.explain()
    found = queries.Street.objects.filter(queries._starting("key", "fore", 120))
    assert "USING INDEX" in found.explain()
