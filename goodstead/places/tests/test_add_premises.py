"""One address is one record."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.ledger.models import Entry
from goodstead.places import actions
from goodstead.places.models import Premises

from .conftest import SOUTH, WEST

pytestmark = pytest.mark.usefixtures("wards", "postcodes")


@pytest.fixture
def add(now):
    def _add(by=None, **given):
        given = given or {"address_line": "12 Fore St", "postcode": "ZZ1 1AA"}
        return actions.add_premises(by=by, at=now, **given)

    return _add


def test_an_address_is_placed_by_its_postcode(add):
    premises = add()
    assert (premises.easting, premises.northing) == (WEST + 500, SOUTH + 500)
    assert (premises.placed_by, premises.ward_code) == ("postcode", "E05000000")
    assert premises.lsoa_code == "E01000001"
    assert str(premises) == "12 Fore St, ZZ1 1AA"


def test_a_point_near_the_postcode_is_kept(add):
    premises = add(
        address_line="1 Fore St", postcode="ZZ1 1AA", easting=WEST + 1500, northing=SOUTH + 1
    )
    assert (premises.easting, premises.placed_by) == (WEST + 1500, "point")
    assert premises.ward_code == "E05000001"


def test_a_point_far_from_the_postcode_cannot_move_the_address_away(add):
    premises = add(address_line="1 Fore St", postcode="ZZ1 1AA", easting=1, northing=1)
    assert (premises.easting, premises.placed_by) == (WEST + 500, "postcode")


def test_the_same_address_is_the_same_record_and_written_once(add):
    first = add()
    again = add(address_line="12", street="fore street", postcode="zz11aa", town="Hartsmere")
    assert first == again
    assert Entry.objects.filter(verb="places.premises_added").count() == 1


def test_the_property_number_finds_the_record_under_another_spelling(add):
    first = add(address_line="The Old Bakery", postcode="ZZ1 1AA", uprn=100)
    assert add(address_line="3 Fore Street", postcode="ZZ1 1AA", uprn=100) == first


def test_the_same_words_in_another_square_are_another_place(add):
    one = add(description="The underpass", easting=WEST, northing=SOUTH)
    assert add(description="the  UNDERPASS", easting=WEST + 49, northing=SOUTH) == one
    assert add(description="The underpass", easting=WEST + 50, northing=SOUTH) != one


def test_a_place_that_nothing_tells_of_is_refused(add):
    with pytest.raises(NotNow, match="Say where it is"):
        add(easting=WEST, northing=SOUTH)
    with pytest.raises(NotNow, match="both numbers"):
        add(description="x", easting=WEST)
    assert not Premises.objects.exists()


def test_a_property_number_has_at_most_12_digits(add):
    for uprn in (-1, 10**12, 10**30):
        with pytest.raises(NotNow, match="12 digits"):
            add(address_line="1 Fore St", postcode="ZZ1 1AA", uprn=uprn)


def test_hostile_words_are_kept_without_what_cannot_be_printed(add):
    premises = add(address_line="1 \0Fore\ud800 \u202eStreet", postcode="ZZ1 1AA")
    assert premises.address_line == "1 Fore Street"


def test_a_partner_may_not_add_and_a_call_handler_may(add, people):
    given = {"address_line": "9 Fore St", "postcode": "ZZ1 1AA"}
    with pytest.raises(PermissionDenied):
        add(by=people.partner, **given)
    assert add(by=people.call_handler, **given)


def test_the_patch_of_the_ward_is_the_patch_of_the_address(add, people, now):
    ward = actions.areas.Area.objects.get(code="E05000000")
    actions.put_area_on_patch(by=None, at=now, area=ward, patch=people.patch)
    assert add().patch == people.patch


def test_when_the_entry_fails_nothing_remains(add, monkeypatch):
    monkeypatch.setattr("goodstead.ledger.actions.record", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add()
    assert not Premises.objects.exists()


def test_the_entry_holds_no_address(add):
    add()
    assert "Fore" not in Entry.objects.get(verb="places.premises_added").facts_json


def test_somebody_who_added_the_same_address_this_moment_wins(add, monkeypatch, now):
    theirs = add()
    monkeypatch.setattr(
        actions.premises.Premises.objects, "filter", lambda **k: Premises.objects.none()
    )
    assert add() == theirs


def test_staff_who_take_or_work_reports_see_addresses_and_others_none(add, people):
    premises = add()
    for name in ("officer", "leader", "coordinator", "call_handler", "information_officer"):
        assert premises in Premises.objects.visible_to(getattr(people, name)), name
    for name in ("partner", "auditor", "administrator", "councillor", "leaver"):
        assert not Premises.objects.visible_to(getattr(people, name)).exists(), name


def test_long_and_hostile_words_are_kept_short(add):
    premises = add(address_line="1 " + "x" * 5000, description="y" * 5000, postcode="ZZ1 1AA")
    premises.full_clean()


# The middle of ZZ1 1AA, where Tanner Court lies, and a town ten kilometres away.
HERE = {"easting": WEST + 500, "northing": SOUTH + 500}
THERE = {"easting": WEST + 10_500, "northing": SOUTH + 500}
HOUSE = {"address_line": "14", "street": "Tanner Court"}
BY_STREET = HOUSE | HERE | {"town": "Haldens"}
BY_POSTCODE = HOUSE | {"postcode": "ZZ1 1AA"}
NUMBER = {"address_line": "14", "postcode": "ZZ1 1AA"}


@pytest.mark.parametrize(
    "one, other",
    [
        (BY_STREET, BY_POSTCODE),
        (BY_POSTCODE, NUMBER),
        (BY_POSTCODE | {"address_line": "14 Tanner Ct", "street": ""}, NUMBER),
        (
            BY_STREET | {"easting": None, "northing": None},
            BY_POSTCODE | {"town": "haldens"} | THERE,
        ),
    ],
)
def test_a_house_by_its_street_and_by_its_postcode_is_one_address_in_either_order(add, one, other):
    if other.get("town"):  # no point to go by on one side: the town decides
        other = other | {"postcode": "ZZ9 9ZZ"}
    assert add(**one) == add(**other)
    Premises.objects.all().delete()
    assert add(**other) == add(**one)


@pytest.mark.parametrize(
    "one, other",
    [
        (BY_POSTCODE, BY_STREET | THERE | {"town": "Elsewhere"}),
        (BY_POSTCODE, BY_STREET | {"address_line": "15"}),
        (BY_POSTCODE, BY_STREET | {"address_line": "14a"}),
        (BY_POSTCODE, BY_STREET | {"address_line": "Flat 1, 14"}),
        (BY_POSTCODE, BY_STREET | {"address_line": ""}),  # the whole street
        (BY_POSTCODE | {"postcode": "ZZ1 1AB"}, BY_POSTCODE),
        (BY_STREET, BY_STREET | THERE | {"town": "Elsewhere"}),
        (HOUSE | {"address_line": "14 Flat 2"} | {"postcode": "ZZ1 1AA"}, NUMBER),
        (HOUSE | {"town": ""}, BY_POSTCODE),  # nothing says in which town
    ],
)
def test_another_house_or_another_town_is_another_address(add, one, other):
    assert add(**one) != add(**other)
    assert add(**other) != add(**one)


def test_a_number_that_two_streets_of_a_postcode_have_is_not_guessed(add):
    first = add(**BY_POSTCODE)
    second = add(**BY_POSTCODE | {"street": "Weaver Court"})
    assert add(**NUMBER) not in (first, second)
