"""One list of what is due, for one person, in order."""

from datetime import date, timedelta

import pytest
from django.db import connection

from goodstead.clocks import actions
from goodstead.clocks.models import Deadline
from goodstead.clocks.queries import (
    DUE_ORDER,
    after,
    due_list,
    is_running,
    next_about,
    overdue,
    running_about,
)

from .conftest import APPEAL, CONTACT, COURT, VISIT, at

FRIDAY = at("2026-03-06T12:00")


def codes(found):
    return [deadline.code for deadline in found]


def test_what_is_due_comes_in_order_and_says_what_is_overdue(start, people):
    for clock in (APPEAL, VISIT, CONTACT, COURT):
        start(clock)
    found = due_list(people.officer, at=FRIDAY)
    assert codes(found) == ["court", "contact", "visit", "appeal"]
    assert [d.overdue for d in found] == [True, True, False, False]
    assert [d.is_late(FRIDAY) for d in found] == [d.overdue for d in found]
    assert codes(overdue(FRIDAY)) == ["court", "contact"]


def test_a_paused_deadline_is_listed_and_not_overdue_and_a_stopped_one_is_gone(
    start, people, record
):
    actions.pause(start(CONTACT), by=people.officer, at=at("2026-03-03T09:00"), reason="Away")
    start(VISIT)
    actions.stop(record, "visit", by=None, at=FRIDAY)
    [deadline] = due_list(people.officer, at=FRIDAY)
    assert deadline.code == "contact" and not deadline.overdue


def test_it_can_be_narrowed_to_an_owner_a_kind_and_a_last_day(start, people, now):
    start(CONTACT)
    start(APPEAL)
    actions.start(people.other_patch, [CONTACT], by=None, at=now, owner=people.leader)
    assert len(due_list(people.leader, at=FRIDAY)) == 3
    assert codes(due_list(people.leader, at=FRIDAY, owner=people.leader)) == ["contact"]
    assert codes(due_list(people.leader, at=FRIDAY, code="appeal")) == ["appeal"]
    assert len(due_list(people.leader, at=FRIDAY, until=date(2026, 3, 5))) == 2


def test_pages_follow_each_other_by_key_without_a_gap(start, people, now):
    for user in (people.officer, people.leader, people.auditor, people.coordinator):
        actions.start(user, [CONTACT], by=None, at=now, owner=people.officer)
    found, seen, last = due_list(people.officer, at=FRIDAY), [], None
    while page := list(after(found, last)[:3]):
        seen += page
        last = page[-1]
    assert seen == list(found) and len(seen) == 4


def test_a_file_knows_what_runs_in_it_and_what_comes_next(start, people, file, record):
    start(APPEAL)
    start(CONTACT)
    assert codes(running_about(file)) == ["contact", "appeal"]
    assert next_about(file).code == "contact" and next_about(file, "appeal").code == "appeal"
    assert next_about(people.patch) is None
    assert is_running(record, "contact") and not is_running(people.other_patch, "contact")


def test_the_list_with_its_names_is_one_query(start, people, django_assert_num_queries):
    for clock in (APPEAL, VISIT, CONTACT, COURT):
        start(clock)
    with django_assert_num_queries(1):
        assert len({str(d.owner) + str(d.team) for d in due_list(people.officer, at=FRIDAY)}) == 1


def plan(found):
    return found.explain() if connection.vendor == "sqlite" else ""


@pytest.mark.parametrize("who", ["officer", "leader", "information_officer"])
def test_the_list_is_read_from_an_index_of_running_deadlines_already_in_order(people, who):
    """The cost of a page must not grow with what is done: the index holds running ones only."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses by the size of the table; bench measures it")
    found = due_list(getattr(people, who), at=FRIDAY)[:51]
    index = {"officer": "clocks_owner", "leader": "clocks_team"}.get(who, "clocks_due")
    assert index in plan(found)
    assert "TEMP B-TREE" not in plan(found)
    twin = Deadline.objects.order_by(*DUE_ORDER)[:51]
    assert "TEMP B-TREE" in plan(twin), "without the condition the index cannot be used"


def test_tick_reads_from_the_index_of_what_is_to_be_watched(db):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses by the size of the table; bench measures it")
    from goodstead.clocks.queries import to_mark_missed, to_warn_of

    assert "clocks_to_watch" in plan(to_mark_missed(FRIDAY)[:500])
    assert "clocks_to_warn" in plan(to_warn_of(FRIDAY)[:500])


def test_a_due_list_of_tomorrow_is_not_that_of_today(start, people):
    deadline = start(CONTACT)
    before, behind = (deadline.due_at + timedelta(seconds=s) for s in (0, 1))
    assert [d.overdue for d in due_list(people.officer, at=before)] == [False]
    assert [d.overdue for d in due_list(people.officer, at=behind)] == [True]
