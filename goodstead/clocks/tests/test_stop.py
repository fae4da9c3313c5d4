"""A clock stops when it is met, or when it is no longer needed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from goodstead.clocks import actions
from goodstead.clocks.actions.stopping import close
from goodstead.clocks.models import Deadline

from .conftest import APPEAL, CONTACT, VISIT, at, broken, reload, told

IN_TIME, LATE = at("2026-03-05T16:00"), at("2026-03-09T09:00")


def test_done_in_time(start, people, record, file):
    deadline = start()
    [stopped] = actions.stop(record, "contact", by=people.officer, at=IN_TIME)
    assert stopped == deadline and reload(deadline).was_kept is True
    assert (stopped.stopped_by, stopped.done_at) == (people.officer, IN_TIME)
    assert told(file)[1:] == ["Contact the victim: done in time"]


def test_stopping_twice_changes_nothing(start, people, record, file):
    start()
    actions.stop(record, "contact", by=people.officer, at=IN_TIME)
    assert actions.stop(record, "contact", by=people.officer, at=LATE) == []
    assert len(told(file)) == 2


def test_done_late_is_a_miss_even_when_no_tick_came_between(start, record, file):
    deadline = start()
    actions.stop(record, "contact", by=None, at=LATE)
    deadline = reload(deadline)
    assert deadline.was_kept is False
    assert (deadline.missed_at, deadline.noticed_at) == (deadline.due_at, LATE)
    assert told(file)[1:] == [
        "Contact the victim: missed, was due by 5 March 2026",
        "Contact the victim: done late",
    ]


def test_done_in_time_and_written_down_late_is_in_time(start, record, file):
    deadline = start()
    actions.stop(record, "contact", by=None, at=LATE, done_at=IN_TIME)
    assert reload(deadline).was_kept is True and reload(deadline).missed_at is None
    assert told(file)[1:] == ["Contact the victim: done in time, written down on 9 March 2026"]


def test_what_was_done_before_the_promise_began_does_not_keep_it(start, record, file):
    deadline = start()
    before = deadline.started_at - timedelta(days=1)
    assert actions.stop(record, "contact", by=None, at=LATE, done_at=before) == []
    assert reload(deadline).stopped_at is None
    with pytest.raises(ValueError, match="before it was promised"):
        close(deadline, by=None, at=LATE, met=True, done_at=before)
    assert actions.stop(record, "contact", by=None, at=LATE, done_at=deadline.started_at)


def test_why_it_is_no_longer_needed_is_told(start, record, file):
    start()
    actions.stop(record, "contact", by=None, at=IN_TIME, met=False, because="she moved away")
    assert told(file)[1:] == ["Contact the victim: no longer needed: she moved away"]


def test_nothing_is_done_in_the_future(start, record):
    start()
    with pytest.raises(ValueError, match="later than now"):
        actions.stop(record, "contact", by=None, at=IN_TIME, done_at=LATE)


def test_cancelled_is_neither_kept_nor_broken(start, record, file):
    deadline = start()
    actions.stop(record, "contact", by=None, at=IN_TIME, met=False)
    assert reload(deadline).was_kept is None
    assert told(file)[1:] == ["Contact the victim: no longer needed"]


def test_a_paused_clock_that_is_stopped_is_no_longer_paused(start, people, record):
    deadline = start()
    pause = actions.pause(deadline, by=people.officer, at=IN_TIME, reason="In hospital")
    actions.stop(record, "contact", by=people.officer, at=LATE)
    pause.refresh_from_db()
    assert pause.until_at == LATE and reload(deadline).paused_at is None
    assert reload(deadline).missed_at is None


def test_all_of_a_file_stop_together_and_other_files_run_on(start, people, file, now):
    start(CONTACT)
    start(APPEAL)
    actions.start(people.other_patch, [VISIT], by=None, at=now, about=file)
    actions.start(people.other_patch, [CONTACT], by=None, at=now)
    assert len(actions.stop(None, "visit", by=None, at=IN_TIME, about=file)) == 1
    assert len(actions.stop_all(by=None, at=IN_TIME, about=file)) == 2
    assert Deadline.objects.filter(stopped_at=None).count() == 1


def test_what_to_stop_must_be_named(db, now):
    with pytest.raises(ValueError, match="Name the record"):
        actions.stop(None, "contact", by=None, at=now)


@pytest.mark.parametrize(
    "half", [{"stopped_at": IN_TIME}, {"met": True}, {"done_at": IN_TIME}, {"met": False}]
)
def test_the_database_refuses_a_deadline_that_is_half_stopped(start, half):
    deadline = start()
    with pytest.raises(IntegrityError), transaction.atomic():
        Deadline.objects.filter(pk=deadline.pk).update(**half)


@pytest.mark.parametrize("fails", ["goodstead.ledger.actions.record"])
def test_it_is_all_stopped_or_none_of_it(start, record, monkeypatch, fails):
    deadline = start()
    monkeypatch.setattr(fails, broken)
    with pytest.raises(RuntimeError):
        actions.stop(record, "contact", by=None, at=LATE)
    assert (reload(deadline).stopped_at, reload(deadline).missed_at) == (None, None)
