"""Saying on which patch a ward lies."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.ledger.models import Entry
from goodstead.places import actions
from goodstead.places.loads import AreaRow
from goodstead.places.models import Area

from .conftest import ward

VERB = "places.area_put_on_patch"


@pytest.fixture
def put(wards, people, now):
    def _put(patch=people.patch, by=people.administrator, code="E05000000"):
        area = Area.objects.get(code=code)
        return actions.put_area_on_patch(by=by, at=now, area=area, patch=patch)

    return _put


def test_a_ward_is_put_on_a_patch_and_taken_off(put, people):
    assert put().patch == people.patch
    assert put(None).patch is None
    assert Entry.objects.filter(verb=VERB).count() == 2


def test_putting_it_where_it_is_writes_nothing(put):
    put()
    put()
    assert Entry.objects.filter(verb=VERB).count() == 1


def test_an_officer_may_not(put, people):
    with pytest.raises(PermissionDenied):
        put(by=people.officer)


def test_a_small_area_belongs_to_no_patch(put, now):
    row = ward(9)
    rows = [AreaRow("E01000001", "Small", row.valid_from, row.geometry)]
    actions.load_areas(by=None, at=now, kind="lsoa", rows=rows, source="x")
    with pytest.raises(NotNow, match="Only a ward"):
        put(code="E01000001")


def test_when_the_entry_fails_nothing_remains(put, monkeypatch):
    monkeypatch.setattr("goodstead.ledger.actions.record", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        put()
    assert not Area.objects.exclude(patch=None).exists()
