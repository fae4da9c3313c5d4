"""Fixtures for every test."""

import os
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop in the thread


@pytest.fixture
def now() -> datetime:
    """Monday 2 March 2026, ten in the morning, in London."""
    return datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def people(db, now):
    """The personas; see ``tests.personas``."""
    from tests.personas import make_people

    return make_people(now)
