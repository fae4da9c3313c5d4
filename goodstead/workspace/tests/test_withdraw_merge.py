"""A proposal has a date and somebody's day, and whoever made it can take it back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions as cases
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import Entry, key_of
from goodstead.people.models import Merge
from goodstead.workspace import actions
from goodstead.workspace.definitions.merging import UNDECIDED
from goodstead.workspace.queries import merging as queries
from goodstead.workspace.queries import twice

from .pairs import case_of, one_record, proposed


@pytest.fixture
def pair(people, now):
    """Two records of one person, each in an open case of the officer's."""
    found = [one_record(people, now, "Vera Smith", telephone="01632 960055") for _ in range(2)]
    for person in found:
        case_of(people, now, person)
    return found


@pytest.fixture
def hidden(people, now):
    """A restricted case of the trained worker with both records in it: no leader is a reader."""
    found = [one_record(people, now, "Una Jones") for _ in range(2)]
    case = case_of(people, now, found[0], officer=people.restricted_worker, restricted=True)
    cases.add_party(by=people.restricted_worker, at=now, case=case, person=found[1], part="witness")
    return found


def clock(merge):
    return Deadline.objects.get(subject=key_of(merge), code=UNDECIDED.code)


def withdraw(by, now, merge):
    return actions.withdraw_merge(by=by, at=now, merge=merge)


def test_it_has_a_date_of_somebody_who_may_decide(people, now, pair, signed_in):
    one = clock(proposed(people, now, *pair))
    assert (one.owner, one.last_day, one.restricted) == (people.leader, date(2026, 3, 9), False)
    assert one.label in signed_in(people.leader).get("/my-day").content.decode()


def test_where_no_decider_sees_both_it_is_on_the_day_of_whoever_proposed(
    people, now, hidden, signed_in
):
    one = clock(proposed(people, now, *hidden, by=people.restricted_worker))
    assert (one.owner, one.restricted) == (people.restricted_worker, True)
    assert "take it back" in one.note
    for nobody in (people.leader, people.coordinator):
        assert not Deadline.objects.visible_to(nobody).filter(pk=one.pk).exists()
    assert one.label in signed_in(people.restricted_worker).get("/my-day").content.decode()


@pytest.mark.parametrize("how", ["confirm_merge", "decline_merge"])
def test_a_decision_keeps_the_date(people, now, pair, how):
    merge = proposed(people, now, *pair)
    getattr(actions, how)(by=people.leader, at=now, merge=merge, why="I rang them")
    assert clock(merge).met is True


def test_whoever_proposed_it_takes_it_back_and_it_can_be_proposed_again(
    people, now, pair, signed_in
):
    merge = proposed(people, now, *pair)
    client = signed_in(people.officer)
    url = reverse("workspace:withdraw-merge", args=[merge.pk])
    assert url in client.get(reverse("workspace:merge", args=[merge.pk])).content.decode()
    assert "Vera Smith" in client.get(url).content.decode()
    assert "Taken back." in client.post(url, follow=True).content.decode()
    merge.refresh_from_db()
    assert (merge.state, merge.decided_by) == ("withdrawn", None)
    assert clock(merge).met is False
    told = Entry.objects.filter(verb="workspace.merge_withdrawn")
    assert {entry.file for entry in told} == {key_of(person) for person in pair}
    assert len(twice.page(people.leader, before=None).pairs) == 1
    assert [one.person for one in queries.might_be(people.leader, pair[0])] == [pair[1]]
    shown = client.get(reverse("workspace:merge", args=[merge.pk])).content.decode()
    assert "Taken back by whoever proposed it" in shown and url not in shown
    assert proposed(people, now, *pair).state == "proposed"


def test_nobody_else_takes_it_back_and_nobody_after_the_decision(people, now, pair, signed_in):
    merge = proposed(people, now, *pair)
    with pytest.raises(NotNow, match="Only they"):
        withdraw(people.leader, now, merge)
    with pytest.raises(PermissionDenied):
        withdraw(people.auditor, now, merge)
    url = reverse("workspace:withdraw-merge", args=[merge.pk])
    assert signed_in(people.other_officer).get(url).status_code == 404
    actions.decline_merge(by=people.leader, at=now, merge=merge, why="Sisters")
    with pytest.raises(NotNow, match="decided already"):
        withdraw(people.officer, now, merge)


def test_who_may_not_see_all_of_it_any_more_takes_it_back_without_a_name(
    people, now, pair, signed_in
):
    merge = proposed(people, now, *pair)
    case_of(people, now, pair[1], officer=people.restricted_worker, restricted=True)
    client = signed_in(people.officer)
    url = reverse("workspace:withdraw-merge", args=[merge.pk])
    listed = client.get(reverse("workspace:merges")).content.decode()
    page = client.get(url).content.decode()
    assert url in listed and "Take back what you proposed" in page
    assert "Vera Smith" not in listed + page
    client.post(url)
    assert Merge.objects.get().state == "withdrawn"


def test_of_a_pair_with_somebody_hidden_it_is_only_said_that_something_waits(people, now, hidden):
    both = one_record(people, now, "Una Jones")
    case = case_of(people, now, both, officer=people.restricted_worker)
    proposed(people, now, both, hidden[0], by=people.restricted_worker)
    third = one_record(people, now, "Una Jones")
    cases.add_party(by=people.restricted_worker, at=now, case=case, person=third, part="witness")
    assert not queries.all_seen(people.leader, hidden[0])
    assert queries.all_seen(people.leader, both, third)
    with pytest.raises(NotNow, match="waits for another decision. Ask your team leader") as said:
        proposed(people, now, both, third, by=people.leader)
    with pytest.raises(NotNow) as same:  # the same words for who sees the other pair
        proposed(people, now, both, third, by=people.restricted_worker)
    assert str(said.value) == str(same.value)


def test_all_or_nothing(people, now, pair, monkeypatch):
    merge = proposed(people, now, *pair)

    def fail(*args, **kwargs):
        raise RuntimeError("the ledger is full")

    monkeypatch.setattr("goodstead.ledger.actions.record", fail)
    with pytest.raises(RuntimeError):
        withdraw(people.officer, now + timedelta(hours=1), merge)
    assert Merge.objects.get().state == "proposed" and clock(merge).stopped_at is None
