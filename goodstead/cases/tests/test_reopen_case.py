"""Within 28 days the same trouble is the same episode; later it is a new case."""

from datetime import timedelta

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions


@pytest.fixture
def closed(case, later):
    return actions.close_case(
        by=None, at=later, case=case, reason="early_intervention", outcome="resolved"
    )


@pytest.fixture
def reopen(closed, people, later):
    def act(days=1, **said):
        values = {"by": people.officer, "at": later + timedelta(days=days), "case": closed}
        return actions.reopen_case(**(values | {"reason": "Drums again"} | said))

    return act


def test_it_goes_on_as_the_same_case_from_the_same_opening(reopen, now, later, dates):
    case = reopen()
    assert (case.status, case.opened_at, case.closed_at) == ("reopened", now, None)
    assert case.reopened_at == later + timedelta(days=1)
    assert (case.close_reason, case.close_outcome) == ("", "")
    assert set(dates(case)) == {"first_contact", "case_review", "manager_review"}


def test_contact_is_promised_only_when_there_is_somebody_harmed(open_case, people, later, dates):
    case = open_case()
    actions.close_case(by=None, at=later, case=case, reason="referred", outcome="transferred")
    actions.reopen_case(by=people.officer, at=later, case=case, reason="Drums again")
    assert set(dates(case)) == {"case_review", "manager_review"}


def test_the_twenty_eighth_day_is_the_last_one(reopen):
    with pytest.raises(NotNow, match="Open a new case and link it"):
        reopen(days=29)
    assert reopen(days=28)


def test_only_a_closed_case_is_reopened_with_a_reason_by_who_works_on_it(reopen, people):
    with pytest.raises(NotNow, match="what has happened"):
        reopen(reason=" ")
    for who in (people.other_officer, people.coordinator):
        with pytest.raises(PermissionDenied):
            reopen(by=who)
    reopen()
    with pytest.raises(NotNow, match="This case is open"):
        reopen()


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.clocks.actions.start"]
)
def test_it_is_all_written_or_none_of_it(reopen, closed, nothing_remains, fails):
    nothing_remains(reopen, fails)
    closed.refresh_from_db()
    assert closed.closed_at


def test_a_case_that_never_closed_is_one_episode(case, now):
    from goodstead.cases import rules

    assert rules.same_episode(case, now + timedelta(days=400))
