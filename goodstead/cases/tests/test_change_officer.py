"""Handing a case over: to somebody who may hold it, with everything that is due."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import Entry, key_of


@pytest.fixture
def hand_over(case, people, later):
    def act(**said):
        values = {"by": people.leader, "at": later, "case": case, "officer": people.other_officer}
        return actions.change_officer(**(values | {"reason": "Moved patch"} | said))

    return act


def test_the_case_and_everything_due_on_it_goes_along(hand_over, case, people):
    owners = Deadline.objects.filter(about=key_of(case)).values_list("owner", flat=True)
    assert set(owners) == {people.officer.pk}
    changed = hand_over()
    assert changed.officer == people.other_officer
    assert set(owners.all()) == {people.other_officer.pk}


def test_who_had_it_and_why_stays_in_the_file(hand_over, people):
    handover = hand_over().handovers.get()
    assert (handover.before, handover.after) == (people.officer, people.other_officer)
    assert handover.reason == "Moved patch"
    entry = Entry.objects.get(verb="cases.officer_changed")
    assert entry.facts == {"before": "Ola Officer", "after": "Otto Elsewhere"}
    assert entry.by == people.leader


def test_only_who_assigns_hands_over_and_only_to_who_may_hold_it(hand_over, people):
    with pytest.raises(PermissionDenied):
        hand_over(by=people.officer)
    with pytest.raises(NotNow, match="already the officer"):
        hand_over(officer=people.officer)
    with pytest.raises(NotNow, match="no longer works here"):
        hand_over(officer=people.leaver)
    with pytest.raises(NotNow, match="does not work on cases"):
        hand_over(officer=people.call_handler)
    assert hand_over()


def test_a_restricted_case_goes_to_trained_people_by_those_who_see_it(
    hand_over, open_case, people, later
):
    secret = open_case(category="domestic_abuse")
    with pytest.raises(PermissionDenied):
        hand_over(case=secret, officer=people.leader)
    actions.add_reader(by=people.restricted_worker, at=later, case=secret, reader=people.leader)
    with pytest.raises(NotNow, match="not trained"):
        hand_over(case=secret, officer=people.officer)
    assert hand_over(case=secret, officer=people.leader).officer == people.leader


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.clocks.actions.hand_over"]
)
def test_it_is_all_written_or_none_of_it(hand_over, case, people, nothing_remains, fails):
    nothing_remains(hand_over, fails)
    case.refresh_from_db()
    assert case.officer == people.officer
    assert not case.handovers.exists()


def test_the_page_offers_those_who_may_hold_it_and_hands_over(page, case, people):
    shown = page("cases:change-officer", case, by="leader").content.decode()
    assert "Otto Elsewhere" in shown
    assert "Lee Aver" not in shown
    assert "Ola Officer, " not in shown
    done = page(
        "cases:change-officer", case, by="leader", officer=people.other_officer.pk, reason="Sick"
    )
    assert done.status_code == 302
    case.refresh_from_db()
    assert case.officer == people.other_officer


def test_an_officer_who_is_not_offered_cannot_be_posted(page, case, people):
    answer = page("cases:change-officer", case, by="leader", officer=people.leaver.pk, reason="x")
    assert answer.status_code == 200
    assert "Choose" in answer.content.decode()


def test_a_coordinator_may_assign_and_others_are_refused_or_find_nothing(only_for, case):
    only_for(
        "cases:change-officer", case,
        officer=403, other_officer=403, leader=200, coordinator=200, partner=403, auditor=403,
    )  # fmt: skip
