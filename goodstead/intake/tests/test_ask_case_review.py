"""Anybody may ask for an ASB case review. Whether the threshold is met, staff decide."""

import uuid

import pytest

from goodstead.cases import actions as cases
from goodstead.intake import actions
from goodstead.intake.models import Addition
from goodstead.ledger.models import Entry, key_of

from .linked import decide, leaked, post, running, url

ASKED = {"text": "canary-why", "others": "canary-police", "share": "yes"}


@pytest.fixture
def ask(now):
    def ask(report, submission=None):
        return actions.ask_case_review(
            by=None, at=now, report=report, submission=submission or uuid.uuid4().hex,
            text="canary-why",
        )  # fmt: skip

    return ask


@pytest.mark.parametrize("outcome", ["", "opened", "advised"])
def test_a_manager_has_fourteen_working_days_wherever_it_stands(ask, report, people, now, outcome):
    decide(outcome, report, people, now)
    ask(report)
    (due,) = running(report)
    assert (due.code, due.owner) == ("follow_review", people.coordinator)
    assert f"{due.last_day}" == "2026-03-20" and "s.104" in due.source
    assert Entry.objects.filter(file=key_of(report), verb="intake.case_review_asked").exists()


def test_closing_the_case_does_not_take_the_date_away(ask, report, people, now):
    case = decide("opened", report, people, now)
    report.refresh_from_db()
    ask(report)
    told = {"at": now, "case": case, "reason": "unresolved", "outcome": "unresolved"}
    cases.close_case(by=people.leader, **told)
    assert running(report).get().code == "follow_review"


def test_the_page_counts_nothing_for_them_and_acknowledges_with_a_date(client, submit):
    _, token = submit()
    html = client.get(url(token, "look-again")).content.decode()
    assert "You do not need to count" in html
    done = post(client, token, "look-again", ASKED, follow=True)
    assert "You asked for an ASB case review on" in done.content.decode() and not leaked(done)
    assert Addition.objects.get().details == {"others": "canary-police", "share": "yes"}
    assert not leaked(client.get(url(token, "look-again")))


def test_what_is_missing_is_said_and_what_was_typed_stays(client, submit):
    _, token = submit()
    html = post(client, token, "look-again", {"text": "canary-why"}).content.decode()
    assert "Choose whether we may share it" in html and "canary-why" in html
    assert not Addition.objects.exists()


def test_sent_twice_it_is_one_request(ask, report):
    assert ask(report, submission="once") == ask(report, submission="once")
    assert Addition.objects.count() == 1 and running(report).count() == 1


def test_all_of_it_happens_or_nothing(ask, report, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        ask(report)
    assert not Addition.objects.exists()
