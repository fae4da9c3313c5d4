"""The worker: every kind of work in one round, and a failure of one does not stop the rest."""

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from goodstead.config.management.commands import work

pytestmark = pytest.mark.django_db


def test_one_round_does_everything_and_the_nightly_work_once_a_day(monkeypatch, people):
    done = []
    monkeypatch.setattr(work, "call_command", lambda name, **options: done.append(name))
    command = work.Command()
    command.night = None
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
    command.night = None
    command.round()
    assert done == ["send_outbox", "tick", *work.NIGHTLY]
    assert "follow_ledger will be tried again" in caplog.text


def test_an_alarm_is_logged_in_its_words_and_the_worker_goes_on(monkeypatch, caplog):
    def call(name, **options):
        if name == "send_outbox":
            raise CommandError("The oldest message has waited 40 minutes.")

    monkeypatch.setattr(work, "call_command", call)
    command = work.Command()
    command.night = None
    command.round()
    assert "waited 40 minutes" in caplog.text


def test_a_real_round_runs_on_an_empty_database(settings, tmp_path):
    settings.CHECKPOINTS = tmp_path
    call_command("work", once=True)
