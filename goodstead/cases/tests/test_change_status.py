"""Moving a case along: only as the table allows, and the refusal says what is possible."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions
from goodstead.cases.definitions.statuses import STATUSES
from goodstead.ledger.models import Entry


@pytest.fixture
def move(case, people, later):
    def act(status="investigating", **said):
        values = {"by": people.officer, "at": later, "case": case, "status": status}
        return actions.change_status(**(values | said))

    return act


def test_every_status_leads_to_statuses_that_exist():
    assert all(to in STATUSES for status in STATUSES.values() for to in status.to)


def test_a_case_moves_as_the_table_allows_and_each_step_is_kept(move, case):
    move("investigating")
    moved = move("waiting_court", reason="Hearing in May")
    assert moved.status == "waiting_court"
    kept = case.status_changes.order_by("pk").values_list("status", "reason")
    assert list(kept) == [
        ("opened", ""), ("investigating", ""), ("waiting_court", "Hearing in May"),
    ]  # fmt: skip
    assert Entry.objects.filter(verb="cases.status_changed").last().facts == {
        "before": "Being looked into", "after": "Waiting for court", "status": "waiting_court",
    }  # fmt: skip


def test_a_move_that_the_table_does_not_know_is_refused_with_those_that_it_does(move):
    with pytest.raises(NotNow, match="can be moved to “Being looked into” or “Being watched”"):
        move("waiting_court")
    assert move("monitoring")


def test_closing_and_reopening_are_not_a_matter_of_choosing_a_status(move, case, people, later):
    with pytest.raises(NotNow, match="Close the case"):
        move("closed")
    with pytest.raises(NotNow, match="Reopen the case"):
        move("reopened")
    actions.close_case(
        by=None, at=later, case=case, reason="referred", outcome="transferred", summary=""
    )
    with pytest.raises(NotNow, match="Reopen it first"):
        move("investigating")


def test_whoever_cannot_work_on_it_or_see_it_cannot_move_it(move, people):
    for who in (people.coordinator, people.other_officer, people.partner):
        with pytest.raises(PermissionDenied):
            move(by=who)
    assert move()


def test_it_is_all_written_or_none_of_it(move, case, nothing_remains):
    nothing_remains(move)
    case.refresh_from_db()
    assert case.status == "opened"


def test_the_page_offers_only_the_possible_moves(page, case):
    shown = page("cases:change-status", case).content.decode()
    assert 'value="investigating"' in shown
    assert 'value="waiting_court"' not in shown
    assert page("cases:change-status", case, status="investigating").status_code == 302
    case.refresh_from_db()
    assert case.status == "investigating"


def test_outsiders_learn_nothing(only_for, case):
    only_for(
        "cases:change-status", case,
        officer=200, leader=200, other_officer=404, coordinator=403, councillor=403,
    )  # fmt: skip
