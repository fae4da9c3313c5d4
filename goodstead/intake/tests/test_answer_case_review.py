"""Staff decide whether the threshold for a case review is met, and say why."""

from datetime import timedelta

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.intake import actions, queries
from goodstead.ledger.models import Entry, key_of

from .linked import filled, running


@pytest.fixture
def asked(report, now):
    return actions.ask_case_review(
        by=None, at=now, report=report, submission="x", text="canary-why"
    )


@pytest.fixture
def answer(asked, people, now):
    def answer(by=people.coordinator, outcome="met", words="Three of them", **more):
        return actions.answer_case_review(
            by=by, at=now, addition=asked, outcome=outcome, words=words, **more
        )

    return answer


@pytest.mark.parametrize("outcome", ["met", "not_met"])
def test_it_is_decided_with_a_reason_and_the_date_is_met(answer, asked, outcome):
    answer(outcome=outcome, update="We have looked at what you asked.")
    asked.refresh_from_db()
    assert asked.outcome == outcome and not running(asked.report)
    assert asked.report.updates.count() == 1
    verb = "intake.case_review_answered"
    assert Entry.objects.filter(file=key_of(asked.report), verb=verb).exists()


def test_only_managers_decide_once(answer, people):
    for nobody in (people.officer, people.auditor, people.call_handler):
        with pytest.raises(PermissionDenied):
            answer(by=nobody)
    with pytest.raises(NotNow, match="Choose"):
        answer(outcome="stands")
    answer()
    with pytest.raises(NotNow, match="already answered"):
        answer()


def test_what_this_person_told_us_in_six_months_is_listed_as_a_hint(asked, submit, people, now):
    submit(at=now - timedelta(days=60))  # the same telephone
    submit(at=now - timedelta(days=300))
    submit(at=now - timedelta(days=30), telephone="01632 960 555", email="x@example.org")
    actions.tell_incident(by=None, at=now, report=asked.report, **filled())
    found = queries.told_before(people.leader, asked.report, now)
    assert [f"{day}" for day in found] == ["2026-03-02", "2026-03-02", "2026-01-01"]


def test_the_hint_counts_nothing_that_the_reader_may_not_see(asked, submit, people, now):
    submit(category="domestic_abuse")
    assert len(queries.told_before(people.coordinator, asked.report, now)) == 1
    assert len(queries.told_before(people.leader, asked.report, now)) == 2


def test_the_page_shows_the_request_and_decides(client, asked, people):
    where = f"/reports/{asked.report.reference}/answer-case-review"
    client.force_login(people.leader)
    html = client.get(where).content.decode()
    assert "canary-why" in html and "What they told us in the last six months" in html
    done = client.post(where, {"outcome": "not_met", "words": "Two"}, follow=True)
    assert "The threshold is not met" in done.content.decode()


def test_nothing_is_decided_when_the_ledger_cannot_be_written(answer, asked, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        answer()
    asked.refresh_from_db()
    assert not asked.settled_at
