"""A case with somebody harmed in it, opened as triage opens one."""

from datetime import timedelta

import pytest

from goodstead.cases import actions as cases
from goodstead.people import actions as people_actions
from goodstead.risk import actions
from goodstead.risk.definitions.answers import given

from .test_scoring import LOWEST

REASON = "She no longer sleeps at home since the last visit."


@pytest.fixture
def ann(people, now):
    return people_actions.add_person(by=None, at=now, name="Ann Lee")


@pytest.fixture
def open_case(people, now):
    def act(**said):
        values = {"by": people.officer, "at": now, "category": "noise", "patch": people.patch}
        return cases.open_case(**(values | said))

    return act


@pytest.fixture
def case(open_case, ann):
    return open_case(parties=[(ann, "victim")])


@pytest.fixture
def assess(people, now, case, ann):
    """Assess Ann with the lowest answers, but for those that are said."""

    def act(options=(), **said):
        values = {
            "by": people.officer,
            "at": now,
            "case": case,
            "person": ann,
            "answers": given(LOWEST | dict(options)),
        }
        return actions.assess_risk(**(values | said))

    return act


@pytest.fixture
def later(now):
    return now + timedelta(days=1)
