"""A small year of cases whose figures can be counted by hand."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from goodstead.cases import actions as cases
from goodstead.cases.models import Case

LONDON = ZoneInfo("Europe/London")


def day(month, number, hour=10, year=2026):
    return datetime(year, month, number, hour, tzinfo=LONDON)


@pytest.fixture
def open_case(people):
    """Open a case at a moment, as the system, for the officer of the patch."""

    def open_case(at, **changes):
        given = dict(
            by=None, at=at, category="noise", officer=people.officer, team=people.team,
            patch=people.patch,
        )  # fmt: skip
        return cases.open_case(**given | changes)

    return open_case


@pytest.fixture
def close(people):
    """Close a case at a moment."""

    def close(case, at, reason="no_further_incidents", outcome="resolved"):
        return cases.close_case(
            by=None, at=at, case=Case.objects.get(pk=case.pk), reason=reason, outcome=outcome
        )

    return close
