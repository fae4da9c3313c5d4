"""An officer checks new contact details with the person before they are used."""

import uuid

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.correspondence.models import Message
from goodstead.intake import actions
from goodstead.ledger.models import Entry, key_of

from .linked import running


@pytest.fixture
def asked(submit, people, now):
    report, _ = submit(category="domestic_abuse")
    wanted = {"email": "new@example.org", "safe_times": "After six"}
    return actions.ask_contact_change(
        by=None, at=now, report=report, submission=uuid.uuid4().hex, wanted=wanted
    )


@pytest.fixture
def answer(asked, people, now):
    def answer(by=people.restricted_worker, outcome="confirmed", words="Called her at work"):
        return actions.answer_contact_change(
            by=by, at=now, addition=asked, outcome=outcome, words=words
        )

    return answer


def test_confirmed_details_are_used_and_the_old_address_hears_nothing(asked, answer, people):
    assert running(asked.report)
    answer()
    contact = asked.report.contact
    contact.refresh_from_db()
    assert (contact.email, contact.safe_times) == ("new@example.org", "After six")
    assert contact.flagged and not Message.objects.filter(template="contact_changed").exists()
    assert not running(asked.report) and not contact.doubted
    entry = Entry.objects.get(verb="intake.contact_change_answered", file=key_of(asked.report))
    assert entry.by == people.restricted_worker and "new@" not in entry.facts_json


def test_refused_details_change_nothing(asked, answer):
    answer(outcome="refused")
    asked.report.contact.refresh_from_db()
    assert asked.report.contact.email == "vera@example.org" and not running(asked.report)


def test_it_is_answered_once_with_a_reason_by_who_may_see_the_report(asked, answer, people):
    for nobody in (people.officer, people.call_handler, people.auditor):
        with pytest.raises(PermissionDenied):
            answer(by=nobody)
    with pytest.raises(NotNow, match="Say why"):
        answer(words=" ")
    with pytest.raises(NotNow, match="Choose"):
        answer(outcome="applied")
    answer()
    with pytest.raises(NotNow, match="already answered"):
        answer(outcome="refused")


def test_the_page_shows_the_new_details_and_warns(client, asked, people):
    where = f"/reports/{asked.report.reference}/answer-contact-change"
    client.force_login(people.restricted_worker)
    html = client.get(where).content.decode()
    assert "new@example.org" in html and "wrong hands" in html and "is not told" in html
    page = client.get(f"/reports/{asked.report.reference}").content.decode()
    assert "Check it with them first" in page
    refused = client.post(where, {"outcome": "confirmed", "words": ""})
    assert "Say how you checked it" in refused.content.decode()
    done = client.post(where, {"outcome": "confirmed", "words": "Spoke to her"}, follow=True)
    assert "Checked with them and changed" in done.content.decode()
    assert "Nothing waits" in client.get(where).content.decode()


def test_nothing_is_changed_when_the_ledger_cannot_be_written(asked, answer, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        answer()
    asked.refresh_from_db()
    asked.report.contact.refresh_from_db()
    assert not asked.settled_at and asked.report.contact.email == "vera@example.org"
