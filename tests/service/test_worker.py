"""The worker: every kind of work in one round, and a failure of one does not stop the rest."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from goodstead.config.management.commands import work

pytestmark = pytest.mark.django_db


def test_one_round_does_everything_and_the_nightly_work_once_a_day(monkeypatch, people):
    done = []
    monkeypatch.setattr(work, "call_command", lambda name, **options: done.append(name))
    command = work.Command()
    command.round()
    command.round()
    assert done == [*work.OFTEN, *work.NIGHTLY, *work.OFTEN]


def test_work_that_fails_is_tried_again_and_the_rest_goes_on(monkeypatch, caplog):
    done = []

    def call(name, **options):
        if name == "follow_ledger":
            raise OperationalError("locked")
        done.append(name)

    monkeypatch.setattr(work, "call_command", call)
    command = work.Command()
    command.round()
    assert done == ["send_outbox", "tick", *work.NIGHTLY]
    assert "follow_ledger will be tried again" in caplog.text


@pytest.mark.parametrize("trouble", [OSError(5, "gone"), CommandError("in the way")])
def test_nightly_work_that_failed_is_tried_again_the_same_day(monkeypatch, caplog, trouble):
    done, moments = [], iter(range(0, 10_000, 100))

    def call(name, **options):
        done.append(name)
        if name == "write_checkpoint" and done.count(name) == 1:
            raise trouble

    monkeypatch.setattr(work, "call_command", call)
    monkeypatch.setattr(work.time, "monotonic", lambda: next(moments))
    command = work.Command()
    while done.count("write_checkpoint") < 2:
        command.round()
    assert done.count("tick") > 2, "not in every round, so that the log stays legible"
    assert done.count("clearsessions") == 1
    assert "write_checkpoint" in caplog.text
    command.round()
    assert done.count("write_checkpoint") == 2


def test_the_next_night_it_is_all_done_again(monkeypatch):
    done, day = [], date(2026, 3, 2)
    monkeypatch.setattr(work, "call_command", lambda name, **options: done.append(name))
    monkeypatch.setattr(work.timezone, "localdate", lambda: day)
    command = work.Command()
    command.round()
    day = date(2026, 3, 3)
    command.round()
    assert done == [*work.OFTEN, *work.NIGHTLY] * 2


def test_an_alarm_is_logged_in_its_words_and_the_worker_goes_on(monkeypatch, caplog):
    def call(name, **options):
        if name == "send_outbox":
            raise CommandError("The oldest message has waited 40 minutes.")

    monkeypatch.setattr(work, "call_command", call)
    command = work.Command()
    command.round()
    assert "waited 40 minutes" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_real_round_runs_on_an_empty_database(settings, tmp_path, caplog):
    """What fails in a round is said in the log and not raised: so the log must be empty.

    Outside a transaction, because the worker leaves every connection that is inside one.
    """
    settings.CHECKPOINTS = tmp_path
    call_command("work", once=True)
    assert caplog.messages == []
    assert [path.suffix for path in tmp_path.iterdir()] == [".gz"], "the checkpoint of the night"
