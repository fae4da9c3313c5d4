"""Loading streets."""

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.places import actions
from goodstead.places.loads import Loaded, StreetRow
from goodstead.places.models import Street

from .conftest import SOUTH, WEST

FORE = StreetRow("Fore Street", "Hartsmere", WEST + 10, SOUTH + 10)


@pytest.fixture
def load(wards, now):
    def _load(*rows, by=None):
        return actions.load_streets(by=by, at=now, rows=rows, source="file")

    return _load


def test_a_street_knows_its_square_and_ward(load):
    assert load(FORE) == Loaded(new=1)
    street = Street.objects.get()
    assert (street.cell50, street.ward_code, str(street)) == (
        "10000/4000", "E05000000", "Fore Street, Hartsmere"
    )  # fmt: skip


def test_the_same_name_in_the_same_town_is_the_same_street(load):
    load(FORE)
    assert load(FORE, FORE) == Loaded(same=1)
    assert load(StreetRow("Fore St", "hartsmere", WEST + 1010, SOUTH + 10)) == Loaded(changed=1)
    assert Street.objects.get().ward_code == "E05000001"


def test_a_street_without_letters_is_passed_over(load):
    assert load(StreetRow("‮…")) == Loaded()


def test_only_an_administrator_or_a_command_loads(load, people):
    with pytest.raises(PermissionDenied):
        load(FORE, by=people.officer)


def test_when_the_entry_fails_nothing_remains(load, monkeypatch):
    monkeypatch.setattr("goodstead.ledger.actions.record", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(FORE)
    assert not Street.objects.exists()
