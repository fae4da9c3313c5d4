"""A manager answers somebody who does not agree."""

from datetime import timedelta

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions as cases
from goodstead.intake import actions
from goodstead.intake.models import Update
from goodstead.ledger.models import Entry, key_of

from .linked import decide, running, shown, url


@pytest.fixture
def disputed(report, people, now):
    case = decide("opened", report, people, now)
    told = {"at": now, "case": case, "reason": "unresolved", "outcome": "unresolved"}
    cases.close_case(by=people.leader, **told)
    report.refresh_from_db()
    return actions.dispute_outcome(by=None, at=now, report=report, submission="x", text="canary-no")


@pytest.fixture
def answer(disputed, people, now):
    def answer(by=people.leader, outcome="stands", words="Looked at it", at=now, **more):
        return actions.answer_dispute(
            by=by, at=at, addition=disputed, outcome=outcome, words=words, **more
        )

    return answer


def test_it_stands_with_a_reason_and_the_date_is_met(answer, disputed):
    answer()
    disputed.refresh_from_db()
    assert disputed.outcome == "stands" and not running(disputed.report)
    entry = Entry.objects.get(file=key_of(disputed.report.case), verb="intake.dispute_answered")
    assert "Looked" not in entry.facts_json


@pytest.mark.parametrize("days, status", [(0, "reopened"), (40, "closed")])
def test_taken_up_again_within_its_time_the_case_is_open_again(answer, disputed, now, days, status):
    answer(outcome="again", at=now + timedelta(days=days))
    disputed.report.case.refresh_from_db()
    assert disputed.report.case.status == status


def test_who_does_not_work_on_cases_cannot_reopen_one(answer, people):
    with pytest.raises(NotNow, match="Ask the team leader"):
        answer(by=people.coordinator, outcome="again")
    assert answer(by=people.coordinator)


def test_only_a_manager_answers_once_and_says_why(answer, people):
    for nobody in (people.officer, people.restricted_worker, people.auditor):
        with pytest.raises(PermissionDenied):
            answer(by=nobody)
    with pytest.raises(NotNow, match="Say why"):
        answer(words="")
    answer()
    with pytest.raises(NotNow, match="already answered"):
        answer()


def test_what_they_read_names_nobody_and_then_nothing_is_answered(answer, disputed):
    with pytest.raises(NotNow, match="Leave out"):
        answer(update="Vera, it stands")
    disputed.refresh_from_db()
    assert not disputed.settled_at and running(disputed.report)
    answer(update="We looked at it again.")
    assert Update.objects.get().text == "We looked at it again."


def test_the_page_answers(client, disputed, people):
    where = f"/reports/{disputed.report.reference}/answer-dispute"
    client.force_login(people.leader)
    assert "canary-no" in client.get(where).content.decode()
    assert where in client.get(f"/reports/{disputed.report.reference}").content.decode()
    refused = client.post(where, {"outcome": "stands", "words": ""})
    assert "Say why" in refused.content.decode()
    done = client.post(where, {"outcome": "stands", "words": "Because"}, follow=True)
    assert "the decision stands" in done.content.decode()
    again = client.post(where, {"outcome": "stands", "words": "Because"})
    assert "Nothing waits" in again.content.decode()
    client.force_login(people.officer)
    assert client.get(where).status_code == 403
    assert where not in client.get(f"/reports/{disputed.report.reference}").content.decode()


def test_nothing_is_answered_when_the_ledger_cannot_be_written(answer, disputed, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        answer()
    disputed.refresh_from_db()
    assert not disputed.settled_at


def test_they_read_what_was_written_for_them_and_not_the_reason(client, submit, people, now):
    report, token = submit()
    decide("advised", report, people, now)
    added = actions.dispute_outcome(
        by=None, at=now, report=report, submission="x", text="canary-no"
    )
    actions.answer_dispute(
        by=people.coordinator, at=now, addition=added, outcome="stands", words="canary-why",
        update="We looked at it again.",
    )  # fmt: skip
    said = shown(client.get(url(token)))
    assert "We looked at it again." in said and "canary" not in said
