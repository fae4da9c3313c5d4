"""Loading postcodes from more than one source."""

from datetime import date

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.ledger.models import Entry
from goodstead.places import actions, queries
from goodstead.places.loads import Loaded, PostcodeRow
from goodstead.places.models import Postcode


@pytest.fixture
def load(db, now):
    def _load(*rows, by=None):
        return actions.load_postcodes(by=by, at=now, rows=rows, source="file")

    return _load


PLACED = PostcodeRow("ZZ11AA", 500_000, 200_000, "E05000001")
LOOKED_UP = PostcodeRow("ZZ11AA", lsoa_code="E01000001", says_ended=True)


@pytest.mark.parametrize("order", [(PLACED, LOOKED_UP), (LOOKED_UP, PLACED)])
def test_what_one_file_does_not_say_does_not_erase_the_other(load, order):
    assert [load(row) for row in order] == [Loaded(new=1), Loaded(changed=1)]
    postcode = queries.postcode("zz1 1aa")
    assert (postcode.easting, postcode.ward_code) == (500_000, "E05000001")
    assert (postcode.lsoa_code, postcode.ended_on) == ("E01000001", None)


def test_a_postcode_ends_and_may_come_back(load):
    load(PostcodeRow("ZZ11AA", ended_on=date(2020, 1, 1), says_ended=True))
    assert queries.postcode("ZZ1 1AA").ended_on == date(2020, 1, 1)
    load(PostcodeRow("ZZ11AA", says_ended=True))
    assert queries.postcode("ZZ1 1AA").ended_on is None


def test_the_same_rows_again_change_nothing(load):
    load(PLACED)
    assert load(PLACED, PLACED) == Loaded(same=1)
    assert Entry.objects.filter(verb="places.postcodes_loaded").count() == 1


def test_only_an_administrator_or_a_command_loads(load, people):
    with pytest.raises(PermissionDenied):
        load(PLACED, by=people.officer)
    assert load(PLACED, by=people.administrator) == Loaded(new=1)


def test_when_the_entry_fails_nothing_remains(load, monkeypatch):
    monkeypatch.setattr("goodstead.ledger.actions.record", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(PLACED)
    assert not Postcode.objects.exists()
