"""The stage of the access matrix: made once for all its tests, and taken back at the end."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from tests.personas import People, make_people

from .world import World, make_world

NOW = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Iterator[tuple[People, World]]:
    """In a transaction around the tests' own; each test goes back to where this leaves off."""
    outer = transaction.atomic()
    with django_db_blocker.unblock():
        outer.__enter__()
        people = make_people(NOW)
        made = people, make_world(people, NOW)
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture
def _set(stage, db) -> tuple[People, World]:
    """Copies, so that no test changes what the next one holds in its hands."""
    return copy.deepcopy(stage)


@pytest.fixture
def people(_set) -> People:
    return _set[0]


@pytest.fixture
def world(_set) -> World:
    return _set[1]
