"""A living server with the personas and a little of the borough, and a browser to look at it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from goodstead.places import actions as places
from goodstead.places.loads import PostcodeRow, StreetRow

from .browser import MISSING, program


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in str(item.fspath):
            item.add_marker(pytest.mark.browser)
            if program() is None:
                item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture
def borough(transactional_db):
    """The personas of today, one street and one postcode in the officer's patch."""
    from tests.personas import make_people

    at = timezone.now()
    people = make_people(at)
    places.load_postcodes(
        by=None, at=at, rows=[PostcodeRow("HM11AA", 522300, 209200)], source="journey"
    )
    places.load_streets(
        by=None,
        at=at,
        rows=[StreetRow("Tanner Road", "Hatfield", 522300, 209200)],
        source="journey",
    )
    return people
