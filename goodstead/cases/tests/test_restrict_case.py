"""Restricting a case: from the next click it exists for its officer and its list only."""

import pytest

from goodstead.access import actions as access
from goodstead.access.models import User
from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions, queries
from goodstead.cases.models import Case
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import key_of


@pytest.fixture
def mine(open_case, people):
    """An ordinary case in the hands of somebody trained for restricted ones."""
    return open_case(officer=people.restricted_worker)


@pytest.fixture
def restrict(mine, people, later):
    def act(**said):
        values = {"by": people.restricted_worker, "at": later, "case": mine, "reason": "Threats"}
        return actions.restrict_case(**(values | said))

    return act


def test_nobody_else_sees_the_case_or_its_dates_any_more(restrict, mine, people):
    assert Case.objects.visible_to(people.officer).filter(pk=mine.pk).exists()
    restrict()
    for who in (people.officer, people.leader, people.coordinator, people.information_officer):
        assert not Case.objects.visible_to(who).filter(pk=mine.pk).exists()
        assert not Deadline.objects.visible_to(who).filter(about=key_of(mine)).exists()
    assert Case.objects.visible_to(people.restricted_worker).filter(pk=mine.pk).exists()


def test_it_is_not_left_with_an_officer_who_is_not_trained(restrict, case, people):
    """Nor do they have to find somebody first, while everybody can still read it."""
    assert restrict(case=case, by=people.officer).officer == people.restricted_worker
    assert not Case.objects.visible_to(people.officer).filter(pk=case.pk).exists()
    due = Deadline.objects.filter(about=key_of(case), stopped_at=None)
    assert due.exists() and {one.owner for one in due} == {people.restricted_worker}
    handover = case.handovers.get()
    assert (handover.before, handover.after, handover.by) == (
        people.officer, people.restricted_worker, people.officer,
    )  # fmt: skip


def test_with_nobody_trained_it_is_not_restricted_and_says_so(restrict, case, people, later):
    for trained in User.objects.filter(role__in=queries.holders(restricted=True), is_active=True):
        access.suspend_user(by=None, user=trained, at=later)
    with pytest.raises(NotNow, match="nobody who can be given this case"):
        restrict(case=case, by=people.officer)
    case.refresh_from_db()
    assert not case.restricted and case.officer == people.officer


def test_the_page_says_so_too_and_keeps_what_was_typed(page, case, people, later):
    for trained in User.objects.filter(role__in=queries.holders(restricted=True), is_active=True):
        access.suspend_user(by=None, user=trained, at=later)
    assert "cannot be restricted yet" in page("cases:restrict-case", case).content.decode()
    refused = page("cases:restrict-case", case, reason="She told me who it is")
    assert refused.status_code == 200 and "She told me who it is" in refused.content.decode()
    case.refresh_from_db()
    assert not case.restricted


def test_the_page_says_who_gets_it(page, case, people):
    body = page("cases:restrict-case", case, by="officer").content.decode()
    assert "is not trained for restricted cases" in body
    assert people.restricted_worker.name in body
    done = page("cases:restrict-case", case, by="officer", reason="She told me who it is")
    assert (done.status_code, done.url) == (302, "/cases")


def test_it_is_restricted_once(restrict):
    assert restrict()
    with pytest.raises(NotNow, match="already restricted"):
        restrict()


def test_who_cannot_work_on_it_cannot_restrict_it(restrict, people):
    for who in (people.other_officer, people.coordinator):
        with pytest.raises(PermissionDenied):
            restrict(by=who)


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.clocks.actions.restrict"]
)
def test_it_is_all_written_or_none_of_it(restrict, mine, nothing_remains, fails):
    nothing_remains(restrict, fails)
    mine.refresh_from_db()
    assert not mine.restricted


def test_who_shuts_themselves_out_is_led_to_the_list(page, mine):
    done = page("cases:restrict-case", mine, by="officer", reason="Threats")
    assert (done.status_code, done.url) == (302, "/cases")
    assert page("cases:add-note", mine, by="officer").status_code == 404


def test_outsiders_learn_nothing(only_for, mine):
    only_for("cases:restrict-case", mine, officer=200, other_officer=404, coordinator=403)
