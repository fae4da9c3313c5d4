"""Loading outlines, and which of them a point lies in."""

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.ledger.models import Entry
from goodstead.places import actions, lookup, queries
from goodstead.places.loads import AreaRow, Loaded
from goodstead.places.models import Area, Load

from .conftest import SOUTH, WEST, square, ward


@pytest.fixture
def load(db, now):
    def _load(*rows, kind="ward", by=None):
        return actions.load_areas(by=by, at=now, kind=kind, rows=rows, source="file")

    return _load


def at(*points, kind="ward"):
    return lookup.codes_at(kind, [p[0] for p in points], [p[1] for p in points])


@pytest.mark.usefixtures("wards")
def test_each_point_lies_in_its_ward_and_those_outside_in_none():
    points = [(WEST + 1, SOUTH + 1), (WEST + 3999, SOUTH + 999), (WEST - 1, SOUTH), (None, None)]
    assert at(*points) == ["E05000000", "E05000003", "", ""]
    assert at((float("nan"), SOUTH)) == [""]
    assert at() == []


@pytest.mark.usefixtures("wards")
def test_a_point_on_a_shared_edge_has_one_answer():
    assert at((WEST + 1000, SOUTH + 5)) == ["E05000001"]


def test_without_boundaries_a_point_lies_nowhere(db):
    assert at((WEST, SOUTH)) == [""]
    assert not lookup.is_loaded("ward")
    assert queries.patch_for(WEST, SOUTH) is None


@pytest.mark.usefixtures("wards")
def test_the_same_file_again_changes_nothing(load):
    assert load(*(ward(n) for n in range(4))) == Loaded(same=4)
    assert (Load.objects.count(), Entry.objects.filter(verb="places.areas_loaded").count()) == (
        1,
        1,
    )


@pytest.mark.usefixtures("wards")
def test_a_corrected_outline_replaces_the_old_one_at_once(load):
    assert at((WEST + 5, SOUTH + 1500)) == [""]
    assert load(ward(0, side=2000)) == Loaded(changed=1)
    assert at((WEST + 5, SOUTH + 1500)) == ["E05000000"]
    assert Area.objects.get(code="E05000000").max_easting == WEST + 2001


@pytest.mark.usefixtures("wards")
def test_the_index_is_built_once_and_not_for_every_question(django_assert_num_queries):
    at((WEST, SOUTH))
    with django_assert_num_queries(1):
        at((WEST, SOUTH))


@pytest.mark.usefixtures("wards")
def test_the_newest_edition_answers_and_the_old_one_is_kept(load):
    load(AreaRow("E05000009", "Big ward", ward(0, 2026).valid_from, square(WEST, SOUTH, 2000)))
    assert at((WEST + 1, SOUTH + 1), (WEST + 2500, SOUTH + 1)) == ["E05000009", "E05000002"]
    assert Area.objects.filter(kind="ward").count() == 5


@pytest.mark.usefixtures("wards")
def test_a_ward_that_was_replaced_does_not_answer_beyond_todays_boundary(load):
    """Outlines are simplified anew each year: the old one may reach a little farther."""
    load(AreaRow("E05000005", "Older", ward(0, 2013).valid_from, square(WEST - 30, SOUTH, 900)))
    assert at((WEST - 10, SOUTH + 5)) == [""]


@pytest.mark.usefixtures("wards")
def test_a_new_edition_takes_over_the_patch(load, people, now):
    actions.put_area_on_patch(
        by=None, at=now, area=Area.objects.get(code="E05000000"), patch=people.patch
    )
    load(ward(0, 2026))
    assert queries.patch_for(WEST + 1, SOUTH + 1) == people.patch
    assert queries.patch_for_ward("E05000000") == people.patch
    assert queries.patch_for_ward("E05000001") is None is queries.patch_for_ward("")


@pytest.mark.usefixtures("wards")
def test_a_patch_with_an_outline_of_its_own_comes_before_its_ward(load, people, now):
    load(AreaRow("p1", "Centre", ward(0).valid_from, square(WEST, SOUTH, 100)), kind="patch")
    for code, patch in (("p1", people.other_patch), ("E05000000", people.patch)):
        area = Area.objects.get(code=code)
        actions.put_area_on_patch(by=people.administrator, at=now, area=area, patch=patch)
    assert queries.patch_for(WEST + 50, SOUTH + 50) == people.other_patch
    assert queries.patch_for(WEST + 500, SOUTH + 500) == people.patch


@pytest.mark.usefixtures("wards")
def test_all_about_one_point():
    where = queries.location_of(WEST + 10, SOUTH + 10)
    assert (where.cell50, where.ward_code, where.lsoa_code, where.patch) == (
        "10000/4000", "E05000000", "", None
    )  # fmt: skip
    assert queries.location_of(None, None).ward_code == ""
    assert queries.ward_names()["E05000000"] == "Ward 0"


def test_only_an_administrator_or_a_command_loads(load, people):
    with pytest.raises(PermissionDenied):
        load(ward(0), by=people.officer)
    assert load(ward(0), by=people.administrator) == Loaded(new=1)


def test_when_the_entry_fails_nothing_remains(load, monkeypatch):
    monkeypatch.setattr("goodstead.ledger.actions.record", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(ward(0))
    assert not Area.objects.exists() and not Load.objects.exists()


def test_thousands_of_points_cost_one_query(load, django_assert_num_queries):
    load(*(ward(n) for n in range(4)))
    at((WEST, SOUTH))
    with django_assert_num_queries(1):
        found = at(*((WEST + n % 4000 + 0.5, SOUTH + 1) for n in range(5000)))
    assert set(found) == {f"E0500000{n}" for n in range(4)}
