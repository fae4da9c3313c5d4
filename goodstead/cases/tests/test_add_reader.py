"""The list of a restricted case."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions
from goodstead.cases.models import Case


@pytest.fixture
def secret(open_case):
    return open_case(category="domestic_abuse")


@pytest.fixture
def add(secret, people, later):
    def act(**said):
        values = {"by": people.restricted_worker, "at": later, "case": secret}
        return actions.add_reader(**(values | {"reader": people.leader} | said))

    return act


def test_whoever_is_on_the_list_may_open_it(add, secret, people, story):
    assert not Case.objects.visible_to(people.leader).filter(pk=secret.pk).exists()
    add()
    assert Case.objects.visible_to(people.leader).filter(pk=secret.pk).exists()
    assert story(secret)[-1] == "cases.reader_added"


def test_only_trained_people_come_on_the_list_and_only_once(add, people):
    with pytest.raises(NotNow, match="not trained"):
        add(reader=people.officer)
    add()
    with pytest.raises(NotNow, match="may already open"):
        add()


def test_a_reader_who_lost_the_training_sees_it_no_more(add, secret, people, later):
    from goodstead.access.actions import change_role

    add()
    moved = change_role(by=None, user=people.leader, role="officer", at=later)
    assert not Case.objects.visible_to(moved).filter(pk=secret.pk).exists()


def test_the_list_is_kept_by_the_officer_or_by_a_reader_who_assigns(add, case, people, secret):
    with pytest.raises(PermissionDenied):
        add(by=people.leader)
    with pytest.raises(NotNow, match="not restricted"):
        add(by=people.officer, case=case)
    add()
    with pytest.raises(NotNow, match="may already open"):
        add(by=people.leader)


def test_it_is_all_written_or_none_of_it(add, secret, nothing_remains):
    nothing_remains(add)
    assert not secret.readers.exists()


def test_the_page_offers_trained_people_and_shows_the_list(page, secret, people):
    shown = page("cases:add-reader", secret, by="restricted_worker").content.decode()
    assert "Lena Leader, Team leader" in shown
    assert "Ola Officer" not in shown
    done = page("cases:add-reader", secret, by="restricted_worker", reader=people.leader.pk)
    assert done.status_code == 302
    shown = page("cases:add-reader", secret, by="leader").content.decode()
    assert "Take Lena Leader off the list" in shown


def test_outsiders_learn_nothing(only_for, secret):
    only_for(
        "cases:add-reader", secret,
        restricted_worker=200, leader=404, officer=404, coordinator=403, administrator=403,
    )  # fmt: skip
