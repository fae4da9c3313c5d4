"""Somebody does not agree with what was decided: a manager has a date for the answer."""

import uuid
from datetime import timedelta

import pytest

from goodstead.access.permissions import NotNow
from goodstead.cases import actions as cases
from goodstead.intake import actions
from goodstead.intake.models import Addition
from goodstead.ledger.models import Entry, key_of

from .linked import decide, leaked, post, running, url


@pytest.fixture
def close(people, now):
    def close(report, by=people.leader):
        case = decide("opened", report, people, now)
        report.refresh_from_db()
        told = {"at": now, "case": case, "reason": "unresolved", "outcome": "unresolved"}
        return cases.close_case(by=by, **told)

    return close


@pytest.fixture
def disagree(now):
    def disagree(report, *, at=now, submission=None):
        report.refresh_from_db()
        return actions.dispute_outcome(
            by=None, at=at, report=report, submission=submission or uuid.uuid4().hex,
            text="canary-no",
        )  # fmt: skip

    return disagree


def test_a_manager_answers_within_ten_working_days(close, disagree, report):
    case = close(report)
    added = disagree(report)
    (due,) = running(report)
    assert (due.code, due.about) == ("follow_dispute", key_of(report))
    assert f"{due.last_day}" == "2026-03-16"
    for file in (report, case):
        entry = Entry.objects.get(file=key_of(file), verb="intake.outcome_disputed")
        assert entry.subject == key_of(added) and "canary" not in entry.facts_json


def test_not_the_manager_who_closed_it(close, disagree, submit, people):
    report, _ = submit()
    close(report, by=people.leader)
    disagree(report)
    assert running(report).get().owner == people.coordinator


def test_the_leader_where_an_officer_decided(disagree, report, people, now):
    actions.advise_report(by=people.officer, at=now, report=report, reason="Advice")
    disagree(report)
    assert running(report).get().owner == people.leader


def test_a_restricted_case_that_no_manager_may_open_stays_with_its_officer(
    disagree, submit, people, now
):
    report, _ = submit(category="domestic_abuse")
    case = actions.open_case(by=people.restricted_worker, at=now, report=report, reason="So")
    told = {"at": now, "case": case, "reason": "unresolved", "outcome": "unresolved"}
    cases.close_case(by=None, **told)
    disagree(report)
    (due,) = running(report)
    assert due.owner == case.officer and due.restricted and "Put one on the list" in due.note


def test_later_than_the_letter_says_it_is_written_down_all_the_same(close, disagree, report, now):
    case = close(report)
    disagree(report, at=now + timedelta(days=40))
    assert Addition.objects.get().told == [("Came", "after the time that the closing letter gives")]
    assert Entry.objects.get(file=key_of(case), verb="intake.outcome_disputed").facts["late"]
    assert running(report)


def test_while_we_work_on_it_there_is_nothing_to_disagree_with(
    client, disagree, submit, people, now
):
    report, token = submit()
    with pytest.raises(NotNow, match="still working"):
        disagree(report)
    assert client.get(url(token, "disagree")).url == url(token)
    decide("advised", report, people, now)
    before = client.get(url(token))
    assert "I do not agree" in before.content.decode()
    done = post(client, token, "disagree", {"text": "canary-no"}, follow=True)
    assert "A manager looks at it again" in done.content.decode() and not leaked(done)
    assert client.get(url(token)).content == before.content  # nobody else learns of it


def test_sent_twice_it_is_one_thing(close, disagree, report):
    close(report)
    assert disagree(report, submission="once") == disagree(report, submission="once")
    assert Addition.objects.count() == 1


def test_all_of_it_happens_or_nothing(close, disagree, report, monkeypatch):
    close(report)

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.clocks.actions.start", broken)
    with pytest.raises(RuntimeError):
        disagree(report)
    assert not Addition.objects.exists()
