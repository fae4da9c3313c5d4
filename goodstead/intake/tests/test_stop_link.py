"""A link that is lost, or in the wrong hands, is stopped by whoever has it."""

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.intake import actions
from goodstead.ledger.models import Entry, key_of

from .linked import decide, url


def test_a_stopped_link_opens_nothing_and_is_not_given_out_again(client, submit, submission_key):
    report, token = submit(submission_key=submission_key)
    answered = client.post(url(token, "stop"), follow=True)
    assert answered.redirect_chain == [("/link-stopped", 302)]
    assert "The link is stopped" in answered.content.decode()
    assert client.get(url(token)).status_code == 404
    report.refresh_from_db()
    assert report.follow_hash is None and report.follow_stopped_at
    assert submit(submission_key=submission_key)[1] is None  # the same report sent once more


def test_it_stands_in_the_report_and_in_its_case_who_stopped_it(submit, people, now):
    report, _ = submit()
    case = decide("opened", report, people, now)
    actions.stop_link(by=None, at=now, report=report)
    actions.stop_link(by=None, at=now, report=report)
    for file in (report, case):
        entry = Entry.objects.get(file=key_of(file), verb="intake.link_stopped")
        assert entry.facts == {"whom": "by the person who has it"}


def test_staff_who_do_not_see_the_report_cannot_stop_its_link(report, people, now):
    for nobody in (people.other_officer, people.auditor, people.call_handler):
        with pytest.raises(PermissionDenied):
            actions.stop_link(by=nobody, at=now, report=report)


def test_nothing_is_stopped_when_the_ledger_cannot_be_written(report, now, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.stop_link(by=None, at=now, report=report)
    report.refresh_from_db()
    assert report.follow_hash


@pytest.fixture
def submission_key():
    return "k" * 40
