"""A promise may be moved with a reason. What the law sets may not."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.clocks import actions, rules
from goodstead.clocks.models import Deadline, DeadlineMove

from .conftest import APPEAL, CONTACT, VISIT, at, broken, reload, told

TUESDAY, LATE = at("2026-03-03T09:00"), at("2026-03-09T09:00")


@pytest.fixture
def move(people):
    def _move(deadline, **more):
        given = {"by": people.officer, "at": TUESDAY, "reason": "She is away"}
        given |= {} if "due_at" in more else {"due_on": date(2026, 3, 12)}
        return actions.move(deadline, **(given | more))

    return _move


def test_a_moved_date_keeps_the_old_one_and_the_reason(start, move, people, file):
    deadline = move(start())
    moved = DeadlineMove.objects.get()
    assert deadline.last_day == date(2026, 3, 12) and deadline.times_moved == 1
    assert (moved.from_at, moved.to_at) == (
        at("2026-03-05T23:59:59.999999"),
        at("2026-03-12T23:59:59.999999"),
    )
    assert (moved.reason, moved.by, moved.missed) == ("She is away", people.officer, False)
    assert deadline.why == (
        "2 March does not count; weekends do not count;"
        " last day 5 March 2026; our service standard;"
        " then moved from 5 March 2026, so last day 12 March 2026"
    )
    assert told(file)[1:] == ["Contact the victim: moved from 5 March 2026 to 12 March 2026"]


def test_it_can_be_moved_to_an_hour_and_moved_again(start, move):
    deadline = move(move(start()), due_at=at("2026-03-10T14:30"))
    assert (deadline.due_at, deadline.times_moved) == (at("2026-03-10T14:30"), 2)
    assert deadline.why.count("last day") == 2, "the first sum and the last change"


def test_moving_to_the_same_date_is_no_move(start, move, file):
    move(start(), due_on=date(2026, 3, 5))
    assert not DeadlineMove.objects.exists() and len(told(file)) == 1


def test_what_the_law_sets_is_not_moved_and_our_own_promise_is(start, move):
    with pytest.raises(NotNow, match=r"cannot be moved. It is set by law \(section 46\(2\)\)"):
        move(start(APPEAL))
    assert move(start(CONTACT)).times_moved == 1


def test_a_court_may_move_what_the_law_sets_when_the_definition_says_so(start, move):
    assert move(start(replace(APPEAL, movable=True))).times_moved == 1


def test_a_standard_that_is_fixed_is_not_moved(start, move):
    with pytest.raises(NotNow, match="our service standard"):
        move(start(replace(CONTACT, movable=False)))


@pytest.mark.parametrize(
    "more,message",
    [
        ({"reason": "  "}, "Say why"),
        ({"due_on": date(2026, 3, 2)}, "not passed"),
        ({"at": at("2026-03-20T09:00")}, "not passed"),
    ],
)
def test_a_move_needs_a_reason_and_a_date_ahead(start, move, more, message):
    deadline = start()
    with pytest.raises(NotNow, match=message):
        move(deadline, **more)
    assert move(deadline).times_moved == 1


def test_only_who_works_cases_moves_dates(start, move, people):
    deadline = start()
    for other in (people.call_handler, people.auditor, people.partner, people.leaver):
        with pytest.raises(PermissionDenied):
            move(deadline, by=other)
    assert move(deadline, by=people.leader).times_moved == 1


def test_a_paused_or_stopped_deadline_is_not_moved(start, move, people, record):
    deadline = start()
    actions.pause(deadline, by=people.officer, at=TUESDAY, reason="In hospital")
    with pytest.raises(NotNow, match="paused"):
        move(deadline)
    actions.stop(record, "contact", by=people.officer, at=TUESDAY)
    with pytest.raises(NotNow, match="no longer running"):
        move(deadline)


def test_one_new_date_is_given_not_two_and_not_none(start, people):
    deadline = start()
    for more in ({}, {"due_on": date(2026, 3, 12), "due_at": LATE}):
        with pytest.raises(ValueError, match="either"):
            actions.move(deadline, by=people.officer, at=TUESDAY, reason="x", **more)


def test_a_missed_date_stays_missed_in_the_figures_however_it_is_moved(start, move, record, file):
    deadline = move(start(), at=LATE, missed_reason="Ill")
    assert deadline.missed_before and deadline.missed_at is None
    assert DeadlineMove.objects.get().missed
    [deadline] = actions.stop(record, "contact", by=None, at=LATE)
    assert deadline.was_kept is False
    assert told(file)[1:] == [
        "Contact the victim: missed, was due by 5 March 2026",
        "Contact the victim: moved from 5 March 2026 to 12 March 2026",
        "Contact the victim: done late",
    ]


def test_a_missed_date_is_moved_by_staff_only_with_the_reason_for_the_miss(start, move, people):
    deadline = start()
    with pytest.raises(NotNow, match="why the old date was missed"):
        move(deadline, at=LATE)
    assert not DeadlineMove.objects.exists()
    actions.give_reason_for_miss(deadline, by=people.officer, at=LATE, reason="Ill")
    assert move(deadline, at=LATE).missed_reason == ""
    assert DeadlineMove.objects.get().missed_reason == "Ill"


def test_a_reason_for_a_miss_is_not_kept_where_nothing_was_missed(start, move):
    assert move(start(), missed_reason="Ill").missed_reason == ""
    assert DeadlineMove.objects.get().missed_reason == ""


def test_what_is_offered_is_what_is_allowed(start, people):
    """Each change that is offered is carried out, and each that is not is refused."""
    acts = {
        "explain": lambda d, at: actions.give_reason_for_miss(
            d, by=people.officer, at=at, reason="Ill"
        ),
        "move": lambda d, at: actions.move(
            d, by=people.officer, at=at, due_on=date(2026, 3, 27), reason="x", missed_reason="Ill"
        ),
        "pause": lambda d, at: actions.pause(d, by=people.officer, at=at, reason="x"),
        "resume": lambda d, at: actions.resume(d, by=people.officer, at=at),
    }
    kinds = [APPEAL, CONTACT, VISIT, replace(CONTACT, movable=False, pausable=False)]
    for number, clock in enumerate(kinds):
        for state in ("running", "late", "paused", "stopped"):
            when = LATE if state == "late" else TUESDAY
            deadline = start(replace(clock, code=f"c{number}{state}"))
            if state == "paused" and deadline.pausable:
                actions.pause(deadline, by=people.officer, at=TUESDAY, reason="x")
            elif state == "stopped":
                Deadline.objects.filter(pk=deadline.pk).update(
                    stopped_at=TUESDAY, met=True, done_at=TUESDAY
                )
            deadline = reload(deadline)
            for name, act in acts.items():
                try:
                    with transaction.atomic():
                        act(deadline, when)
                        worked = True
                        transaction.set_rollback(True)
                except NotNow:
                    worked = False
                offered = name in rules.open_changes(deadline, when)
                assert worked == offered, (clock.code, state, name)


def test_it_is_all_moved_or_none_of_it(start, move, monkeypatch):
    deadline = start(VISIT)
    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        move(deadline)
    assert reload(deadline).due_at == deadline.due_at and not DeadlineMove.objects.exists()
