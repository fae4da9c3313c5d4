"""A merge and a decision about a report of one of the two, at the same moment."""

import threading

import pytest
from django.db import connection

from goodstead.access.permissions import NotNow
from goodstead.intake import actions as intake
from goodstead.intake.actions import triage
from goodstead.workspace import actions
from goodstead.workspace.actions import merging

from .pairs import case_of, one_record, proposed, report_of


@pytest.fixture
def at_once(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time; two at once are tried on PostgreSQL")

    def start(act, **arguments):
        """Run in a thread with a connection of its own."""

        def run():
            try:
                act(**arguments)
            except BaseException as error:  # shown by the test that joins
                thread.trouble = error
            finally:
                connection.close()

        thread = threading.Thread(target=run, daemon=True)
        thread.trouble = None
        thread.start()
        return thread

    return start


def test_whoever_opens_a_case_and_whoever_merges_do_not_wait_for_each_other(
    at_once, people, now, monkeypatch
):
    report = report_of(people, now, name="Vera Smith")
    kept = one_record(people, now, "Vera Smith")
    case_of(people, now, kept)
    merge = proposed(people, now, kept, report.person, by=people.leader)
    report_held, records_held = threading.Event(), threading.Event()
    open_case, lock_both = triage.cases.open_case, merging.Person.objects.lock_both

    def slow(**arguments):
        report_held.set()
        records_held.wait(3)  # in the right order this never comes, because the merge waits
        return open_case(**arguments)

    def noted(*both):
        found = lock_both(*both)
        records_held.set()
        return found

    monkeypatch.setattr(triage.cases, "open_case", slow)
    monkeypatch.setattr(merging.Person.objects, "lock_both", noted)
    opens = at_once(
        intake.open_case, by=people.officer, at=now, report=report, reason="It goes on",
        officer=people.officer,
    )  # fmt: skip
    assert report_held.wait(30)
    merges = at_once(actions.confirm_merge, by=people.coordinator, at=now, merge=merge)
    opens.join(60)
    merges.join(60)
    assert opens.trouble is None
    assert isinstance(merges.trouble, NotNow) and "has changed since" in str(merges.trouble)
