"""A case to work on, opened as triage opens one."""

from datetime import timedelta

import pytest

from goodstead.cases import actions
from goodstead.people import actions as people_actions


@pytest.fixture
def ann(people, now):
    return people_actions.add_person(by=None, at=now, name="Ann Lee")


@pytest.fixture
def open_case(people, now):
    """Open a case on the officer's patch; anything can be said otherwise."""

    def act(**said):
        values = {"by": people.officer, "at": now, "category": "noise", "patch": people.patch}
        return actions.open_case(**(values | said))

    return act


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def later(now):
    return now + timedelta(hours=1)
