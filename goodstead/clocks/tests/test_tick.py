"""Tick marks what was missed: once, however often and however late it runs."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from goodstead.access.permissions import NotNow
from goodstead.clocks import actions, periodic, tick
from goodstead.clocks.models import Deadline
from goodstead.clocks.periodic import Periodic, SomeFailed, mark_missed, warn
from goodstead.ledger.models import Entry

from .conftest import APPEAL, CONTACT, COURT, VISIT, at, broken, reload, told

IN_TIME, PASSED = at("2026-03-05T23:59"), at("2026-03-06T00:00")


def test_a_deadline_is_missed_when_its_last_day_is_over_and_not_before(start, file):
    deadline = start()
    assert mark_missed(IN_TIME) == 0 and reload(deadline).missed_at is None
    assert mark_missed(PASSED) == 1
    deadline = reload(deadline)
    assert (deadline.missed_at, deadline.noticed_at) == (deadline.due_at, PASSED)
    assert deadline.stopped_at is None, "it is still to be done"
    assert told(file)[1:] == ["Contact the victim: missed, was due by 5 March 2026"]
    entry = Entry.objects.get(verb="clocks.missed")
    assert entry.by is None
    assert (entry.facts["code"], entry.facts["owner"]) == ("contact", deadline.owner_id)


def test_a_deadline_of_hours_is_missed_when_the_hour_has_passed(start):
    start(COURT)
    assert mark_missed(at("2026-03-04T10:00")) == 0
    assert mark_missed(at("2026-03-04T10:00:01")) == 1


def test_running_twice_changes_nothing_the_second_time(start, people, file):
    for clock in (CONTACT, VISIT, COURT):
        start(clock)
    later = at("2026-03-20T09:00")
    assert [done.changes for done in tick.run(later, periodic.PERIODIC)] == [3, 0]
    everything = list(Deadline.objects.values()), list(Entry.objects.values())
    assert [done.changes for done in tick.run(later, periodic.PERIODIC)] == [0, 0]
    assert (list(Deadline.objects.values()), list(Entry.objects.values())) == everything


def test_after_an_outage_each_was_missed_when_it_was_due_and_noticed_now(start):
    """The twin: nothing ran for a week, and every date is the one it would have been."""
    deadlines = [start(CONTACT), start(VISIT), start(COURT)]
    back = at("2026-03-12T08:00")
    assert mark_missed(back) == 3
    assert [reload(d).missed_at for d in deadlines] == [d.due_at for d in deadlines]
    assert {reload(d).noticed_at for d in deadlines} == {back}


def test_what_two_ticks_see_at_once_is_marked_once(start):
    """Both read the same list before either writes; the second finds it done under the lock."""
    stale = start()
    assert actions.mark_missed(by=None, deadline=stale, at=PASSED) is True
    assert actions.mark_missed(by=None, deadline=stale, at=PASSED) is False
    assert Entry.objects.filter(verb="clocks.missed").count() == 1


def test_a_clock_that_was_stopped_meanwhile_is_not_missed(start, record):
    stale = start()
    actions.stop(record, "contact", by=None, at=IN_TIME)
    assert actions.mark_missed(by=None, deadline=stale, at=PASSED) is False
    assert actions.warn(by=None, deadline=stale, at=IN_TIME) is False


def test_a_system_clock_set_back_marks_nothing_and_unmarks_nothing(start):
    deadline = start()
    mark_missed(PASSED)
    assert mark_missed(at("2024-03-06T00:00")) == 0 and reload(deadline).missed_at


def test_a_moved_date_can_be_missed_again(start, people, file):
    deadline = start()
    mark_missed(PASSED)
    actions.move(
        deadline, by=people.officer, at=PASSED, due_on=date(2026, 3, 9), reason="Away",
        missed_reason="Ill",
    )  # fmt: skip
    assert mark_missed(at("2026-03-09T23:00")) == 0
    assert mark_missed(at("2026-03-10T01:00")) == 1
    assert Entry.objects.filter(verb="clocks.missed").count() == 2


def test_more_than_a_batch_is_marked_and_one_that_fails_holds_up_nobody(
    people, now, monkeypatch, caplog
):
    monkeypatch.setattr(periodic, "BATCH", 2)
    users = [people.officer, people.leader, people.partner, people.auditor, people.coordinator]
    deadlines = [actions.start(u, [CONTACT], by=None, at=now)[0] for u in users]
    Deadline.objects.filter(pk=deadlines[1].pk).update(about="gone.away:1")
    with pytest.raises(SomeFailed, match="1 failed, 4 done"):
        mark_missed(PASSED)
    assert Deadline.objects.exclude(missed_at=None).count() == 4
    assert f"Deadline {deadlines[1].pk}" in caplog.text


def test_each_is_marked_in_a_transaction_of_its_own(start, monkeypatch, caplog):
    deadline = start()
    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(SomeFailed):
        mark_missed(PASSED)
    assert reload(deadline).missed_at is None
    with pytest.raises(RuntimeError):
        actions.warn(by=None, deadline=deadline, at=IN_TIME)
    assert reload(deadline).warned_at is None


def test_the_owner_is_warned_once_at_the_start_of_the_day_before(start, file):
    deadline = start()
    assert deadline.warn_at == at("2026-03-04T00:00")
    assert warn(at("2026-03-03T23:59")) == 0
    assert warn(at("2026-03-04T00:00")) == 1 and warn(at("2026-03-04T00:01")) == 0
    assert told(file)[1:] == ["Contact the victim: due soon, by 5 March 2026"]


def test_a_promise_shorter_than_its_warning_gives_none_and_a_passed_one_is_only_missed(
    start, people, now
):
    from dataclasses import replace

    short = replace(CONTACT, code="short", amount=1)
    assert start(short).warn_at is None
    assert start(replace(CONTACT, code="mute", warn_days=0)).warn_at is None
    start(VISIT)
    assert warn(at("2026-04-01T00:00")) == 0


def test_a_warning_of_hours_comes_a_day_of_hours_before(start):
    assert start(COURT).warn_at == at("2026-03-03T10:00")


def test_why_it_was_missed_is_written_by_who_works_cases(start, people, file):
    deadline = start()
    with pytest.raises(NotNow, match="has not been missed"):
        actions.give_reason_for_miss(deadline, by=people.officer, at=IN_TIME, reason="Ill")
    with pytest.raises(NotNow, match="Say why"):
        actions.give_reason_for_miss(deadline, by=people.officer, at=PASSED, reason=" ")
    actions.give_reason_for_miss(deadline, by=people.officer, at=PASSED, reason="Ill")
    deadline = reload(deadline)
    assert (deadline.missed_reason, deadline.missed_at) == ("Ill", deadline.due_at)
    assert told(file)[1:] == [
        "Contact the victim: missed, was due by 5 March 2026",
        "Contact the victim: reason given for missing it",
    ]
    assert "Ill" not in Entry.objects.get(verb="clocks.miss_explained").facts_json


def test_a_reason_is_given_or_nothing_is_written(start, people, monkeypatch):
    deadline = start()
    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.give_reason_for_miss(deadline, by=people.officer, at=PASSED, reason="Ill")
    assert (reload(deadline).missed_at, reload(deadline).missed_reason) == (None, "")


def test_marking_one_costs_a_fixed_number_of_queries(start, django_assert_max_num_queries):
    deadline = start()
    with django_assert_max_num_queries(10):
        actions.mark_missed(by=None, deadline=deadline, at=PASSED)


# The command and what other apps register.


def run(*args, **options):
    out = StringIO()
    call_command("tick", *args, stdout=out, **options)
    return out.getvalue()


def test_the_command_takes_the_moment_and_says_what_it_did(start, monkeypatch):
    monkeypatch.setattr(tick, "periodic_work", lambda: periodic.PERIODIC)
    start()
    assert run("--at", "2026-03-06T00:00").splitlines() == ["clocks.missed: 1", "clocks.warned: 0"]
    assert run("--at", "2026-03-06T00:00", verbosity=0) == ""


def test_the_command_reads_the_time_itself_when_not_told(start, monkeypatch):
    monkeypatch.setattr(tick, "periodic_work", lambda: periodic.PERIODIC)
    deadline = start()
    monkeypatch.setattr("django.utils.timezone.now", lambda: PASSED + timedelta(days=1))
    run()
    assert reload(deadline).noticed_at == PASSED + timedelta(days=1)


def test_a_moment_that_is_none_or_lies_ahead_in_production_is_refused(settings):
    with pytest.raises(CommandError, match="Not a date and time"):
        run("--at", "tomorrow")
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="ahead of now"):
        run("--at", "2999-01-01T00:00")


def test_other_apps_work_is_found_lowest_first(monkeypatch, settings):
    mine = Periodic("demo.work", lambda at: 7)
    monkeypatch.setitem(sys.modules, "goodstead.madeup", SimpleNamespace(__path__=[]))
    monkeypatch.setitem(
        sys.modules,
        "goodstead.madeup.periodic",
        SimpleNamespace(PERIODIC=[mine], __spec__=SimpleNamespace()),
    )
    settings.APPS = ["ledger", "clocks", "madeup"]
    names = [work.name for work in tick.periodic_work()]
    assert names[-3:] == ["clocks.missed", "clocks.warned", "demo.work"]


def test_work_that_fails_is_named_and_the_rest_is_done(monkeypatch, caplog):
    work = [Periodic("a.bad", broken), Periodic("b.good", lambda at: 2)]
    monkeypatch.setattr(tick, "periodic_work", lambda: work)
    out = StringIO()
    with pytest.raises(CommandError, match="a.bad"):
        call_command("tick", stdout=out)
    assert out.getvalue().splitlines() == ["a.bad: RuntimeError", "b.good: 2"]
    assert "Periodic work failed: a.bad" in caplog.text


def test_every_registered_piece_of_work_can_be_run_twice(db, now):
    """Over an empty council nothing is there to do, and nothing may break."""
    tick.run(now)
    before = Entry.objects.count()
    again = tick.run(now)
    assert Entry.objects.count() == before
    assert not [work.name for work in again if work.failure and work.name.startswith("clocks.")]


def test_the_appeal_clock_is_watched_to_its_very_last_minute(start):
    start(APPEAL)
    assert mark_missed(at("2026-03-22T23:59")) == 0
    assert mark_missed(at("2026-03-23T00:00")) == 1
