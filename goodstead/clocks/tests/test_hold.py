"""Who holds the deadlines of a file, in what order, and who may see them."""

import pytest

from goodstead.clocks import actions
from goodstead.clocks.models import Deadline

from .conftest import APPEAL, CONTACT, VISIT, at, broken, reload, told

LATER = at("2026-03-03T09:00")


def test_another_officer_takes_the_file_over_with_its_running_deadlines(
    start, people, file, record
):
    running, done = start(CONTACT), start(VISIT)
    actions.stop(record, "visit", by=people.officer, at=LATER)
    actions.hand_over(file, by=people.leader, at=LATER, owner=people.other_officer)
    assert reload(running).owner == people.other_officer
    assert reload(done).owner == people.officer
    assert told(file)[-1] == "1 deadlines given to Otto Elsewhere"


def test_what_somebody_else_holds_in_the_file_stays_with_them(start, people, file):
    mine, theirs = start(CONTACT), start(VISIT, owner=people.leader)
    actions.hand_over(file, by=None, at=LATER, owner=people.other_officer, was=people.officer)
    assert reload(mine).owner == people.other_officer and reload(theirs).owner == people.leader


def test_a_file_can_be_left_to_a_team(start, people, file):
    deadline = start(CONTACT)
    actions.hand_over(file, by=None, at=LATER, owner=None, team=people.other_team)
    deadline = reload(deadline)
    assert (deadline.owner, deadline.team) == (None, people.other_team)
    assert told(file)[-1] == "1 deadlines given to nobody"


def test_harm_gives_a_new_order_and_the_same_harm_writes_nothing(start, file):
    deadline = start(CONTACT, harm=1)
    assert actions.weigh(file, by=None, at=LATER, harm=3)
    assert reload(deadline).harm == 3
    before = told(file)
    assert actions.weigh(file, by=None, at=LATER, harm=3) == [] and told(file) == before


def sees(user):
    return set(Deadline.objects.visible_to(user))


def test_each_sees_own_deadlines_and_by_permission_the_teams_or_all(start, people, record, now):
    mine = start(CONTACT)
    elsewhere = actions.start(people.other_team, [VISIT], by=None, at=now, team=people.other_team)[
        0
    ]
    assert sees(people.officer) == {mine}
    assert sees(people.other_officer) == set()
    assert sees(people.leader) == {mine}
    assert sees(people.coordinator) == sees(people.information_officer) == {mine, elsewhere}
    for nobody in ("partner", "other_partner", "auditor", "administrator", "councillor"):
        assert sees(getattr(people, nobody)) == set(), nobody
    assert sees(people.call_handler) == sees(people.leaver) == set()


def test_an_owner_whose_post_may_see_no_case_sees_no_deadline(start, people):
    start(CONTACT, owner=people.partner)
    assert sees(people.partner) == set()


def test_a_restricted_file_is_seen_by_its_owner_only_and_can_be_shown_again(
    start, people, file, record
):
    running, done = start(CONTACT), start(APPEAL)
    actions.stop(record, "appeal", by=None, at=LATER)
    others = (people.leader, people.coordinator, people.information_officer)
    assert all(sees(other) == {running, done} for other in others)
    actions.restrict(file, by=people.leader, at=LATER, restricted=True)
    assert all(sees(other) == set() for other in others)
    assert sees(people.officer) == {running, done}
    assert told(file)[-1] == "2 deadlines: shown to their owners only"
    actions.restrict(file, by=people.leader, at=LATER, restricted=False)
    assert sees(people.leader) == {running, done}


@pytest.mark.parametrize(
    "act",
    [
        lambda file, people: actions.hand_over(file, by=None, at=LATER, owner=people.leader),
        lambda file, people: actions.weigh(file, by=None, at=LATER, harm=3),
        lambda file, people: actions.restrict(file, by=None, at=LATER, restricted=True),
    ],
)
def test_it_is_all_changed_or_none_of_it(start, people, file, monkeypatch, act):
    deadline = start(CONTACT)
    before = Deadline.objects.values().get(pk=deadline.pk)
    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        act(file, people)
    assert Deadline.objects.values().get(pk=deadline.pk) == before
