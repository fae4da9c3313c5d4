"""What lies within so many metres."""

import pytest

from goodstead.places import actions, queries
from goodstead.places.models import Premises

from .conftest import SOUTH, WEST


@pytest.fixture
def homes(db, now):
    for name, east, north in [("here", 0, 0), ("side", 30, 40), ("corner", 50, 50)]:
        actions.add_premises(
            by=None, at=now, address_line=name, postcode="ZZ1 1AA",
            easting=WEST + east, northing=SOUTH + north,
        )  # fmt: skip
    actions.add_premises(by=None, at=now, description="nowhere")


def near(metres):
    found = queries.near(Premises.objects.all(), easting=WEST, northing=SOUTH, metres=metres)
    return sorted(found.values_list("address_line", flat=True))


@pytest.mark.usefixtures("homes")
def test_the_distance_is_a_circle_and_its_edge_is_inside():
    assert near(50) == ["here", "side"]
    assert near(49) == ["here"]
    assert near(71) == ["corner", "here", "side"]


@pytest.mark.usefixtures("homes")
def test_the_whole_country_does_not_overflow():
    assert len(near(700_000)) == 3
