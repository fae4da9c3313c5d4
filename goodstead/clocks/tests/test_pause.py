"""A service standard may rest where its definition says so. The law never does."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.clocks import actions
from goodstead.clocks.calendar import add_working_days, end_of_day, start_of_day
from goodstead.clocks.definitions.counting import Clock, Count, Unit
from goodstead.clocks.models import Deadline, Pause
from goodstead.clocks.periodic import mark_missed
from goodstead.clocks.rules import due_at, resumed_due

from .conftest import APPEAL, CONTACT, VISIT, at, broken, reload, told

TUESDAY, FRIDAY, LATE = at("2026-03-03T09:00"), at("2026-03-13T09:00"), at("2026-03-09T09:00")


@pytest.fixture
def pause(people):
    def _pause(deadline, **more):
        given = {"by": people.officer, "at": TUESDAY, "reason": "In hospital"}
        return actions.pause(deadline, **(given | more))

    return _pause


def test_what_was_left_is_left_when_it_runs_again(start, pause, people, file):
    deadline = start()
    paused = pause(deadline)
    deadline = actions.resume(deadline, by=people.officer, at=FRIDAY)
    assert deadline.last_day == date(2026, 3, 17), "two working days were left: Wednesday, Thursday"
    paused.refresh_from_db()
    assert (paused.until_at, paused.due_after) == (FRIDAY, deadline.due_at)
    assert deadline.why.endswith("; then paused from 3 March 2026, so last day 17 March 2026")
    assert told(file)[1:] == [
        "Contact the victim: paused",
        "Contact the victim: running again, due by 17 March 2026",
    ]


def test_the_law_is_never_paused_and_a_standard_that_allows_it_is(start, pause):
    with pytest.raises(NotNow, match="set by law. It cannot be paused"):
        pause(start(APPEAL))
    with pytest.raises(NotNow, match="service standard does not allow"):
        pause(start(VISIT))
    assert pause(start(CONTACT)).until_at is None


def test_the_database_itself_never_pauses_the_law(start):
    for clock in (APPEAL, VISIT):
        deadline = start(clock)
        with pytest.raises(IntegrityError), transaction.atomic():
            Deadline.objects.filter(pk=deadline.pk).update(paused_at=TUESDAY)


def test_a_pause_needs_a_reason_time_left_and_somebody_who_works_cases(start, pause, people):
    deadline = start()
    with pytest.raises(NotNow, match="Say why"):
        pause(deadline, reason=" ")
    with pytest.raises(NotNow, match="has passed"):
        pause(deadline, at=LATE)
    with pytest.raises(PermissionDenied):
        pause(deadline, by=people.call_handler)
    assert pause(deadline, by=people.leader)


def test_it_is_paused_once_and_resumed_once(start, pause, people):
    deadline = start()
    with pytest.raises(NotNow, match="not paused"):
        actions.resume(deadline, by=people.officer, at=FRIDAY)
    pause(deadline)
    with pytest.raises(NotNow, match="already paused"):
        pause(deadline)
    actions.resume(deadline, by=people.officer, at=FRIDAY)
    with pytest.raises(NotNow, match="not paused"):
        actions.resume(deadline, by=people.officer, at=FRIDAY)


def test_a_paused_deadline_is_not_missed_until_it_has_run_again(start, pause, people):
    deadline = start()
    pause(deadline)
    assert mark_missed(at("2026-03-30T09:00")) == 0
    actions.resume(deadline, by=people.officer, at=at("2026-03-30T10:00"))
    assert mark_missed(at("2026-04-01T12:00")) == 0
    assert mark_missed(at("2026-04-02T12:00")) == 1


def test_a_pause_of_an_hour_moves_no_date(start, pause, people):
    deadline = start()
    pause(deadline)
    resumed = actions.resume(deadline, by=people.officer, at=at("2026-03-03T10:00"))
    assert resumed.due_at == deadline.due_at


@given(st.integers(1, 20), st.integers(0, 20), st.integers(0, 60), st.sampled_from(Unit))
def test_a_pause_never_takes_time_away(amount, before, length, unit):
    """Paused ``before`` days in and for ``length`` days: never due earlier than without it."""
    clock = Clock("x", "X", amount, unit, Count.FOLLOWING, "standard", pausable=True)
    begun = start_of_day(date(2026, 3, 2))
    due = due_at(clock, begun)
    paused = start_of_day(date.fromordinal(begun.toordinal() + before))
    resumed = start_of_day(date.fromordinal(paused.toordinal() + length))
    if paused <= due:
        again = resumed_due(clock, due, paused=paused, resumed=resumed)
        assert again >= due and again >= resumed
        if length == 0:
            assert again == due
        if unit == Unit.WORKING_DAYS and before == 0 and length:
            assert again == end_of_day(add_working_days(resumed.date(), amount))


def test_only_one_pause_is_open_at_a_time(start, pause):
    paused = pause(start())
    paused.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        paused.save(force_insert=True)


@pytest.mark.parametrize("act", ["pause", "resume"])
def test_it_is_all_done_or_none_of_it(start, pause, people, monkeypatch, act):
    deadline = start()
    if act == "resume":
        pause(deadline)
    before = list(Pause.objects.values()), reload(deadline).paused_at
    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        if act == "pause":
            pause(deadline)
        else:
            actions.resume(deadline, by=people.officer, at=FRIDAY)
    assert (list(Pause.objects.values()), reload(deadline).paused_at) == before
