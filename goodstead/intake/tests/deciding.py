"""What every decision of triage promises. Each decision has its own test file that uses this."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.clocks.models import Deadline
from goodstead.intake.models import Decision, Report
from goodstead.ledger.models import Entry, key_of


def running(report):
    found = Deadline.objects.filter(subject=key_of(report), stopped_at=None)
    return set(found.values_list("code", flat=True))


def keeps_its_promises(act, report, people, verb, outcome, monkeypatch):
    """``act(by, **changed)`` decides. Refusals first, with the same set-up as the success."""
    assert running(report) == {"acknowledge", "report_unlinked"}
    for nobody in (people.auditor, people.call_handler, people.other_officer, people.partner):
        with pytest.raises(PermissionDenied):
            act(nobody)
    with pytest.raises(NotNow, match="Say why"):
        act(people.officer, reason="  ")

    def broken(*args, **kwargs):
        raise RuntimeError

    for fails in ("goodstead.ledger.actions.record", "goodstead.clocks.actions.stop"):
        with monkeypatch.context() as patch, pytest.raises(RuntimeError):
            patch.setattr(fails, broken)
            act(people.officer)
        report.refresh_from_db()
        assert report.outcome == "" and not Decision.objects.exists()

    made = act(people.officer)
    report.refresh_from_db()
    decision = Decision.objects.get()
    assert (report.outcome, decision.outcome, decision.by) == (outcome, outcome, people.officer)
    assert report.decided_at == decision.at and decision.reason == "Because of this"
    assert running(report) <= {"acknowledge"}  # that waits while the email does
    entry = Entry.objects.get(file=key_of(report), verb=verb)
    assert "Because" not in entry.facts_json
    with pytest.raises(NotNow, match="already decided"):
        act(people.officer)
    assert Decision.objects.count() == 1
    return made


def page_decides(client, people, report, name, posted):
    """The page shows the report, keeps what was typed when refused, and goes on to the case or the inbox."""
    where = f"/reports/{report.reference}/{name}"
    client.force_login(people.officer)
    assert report.reference in client.get(where).content.decode()
    refused = client.post(where, posted | {"reason": ""})
    assert refused.status_code == 200 and "Say why" in refused.content.decode()
    for key, value in posted.items():
        assert value in refused.content.decode(), key
    answered = client.post(where, posted | {"reason": "Because of this"}, follow=True)
    report.refresh_from_db()
    goes_to = f"/cases/{report.case.reference}" if name == "open-case" else "/inbox"
    assert answered.redirect_chain[-1][0] == goes_to
    assert report.outcome
    again = client.post(where, posted | {"reason": "Again"})
    assert "already decided" in again.content.decode()
    client.force_login(people.other_officer)
    assert client.get(where).status_code == 404
    client.force_login(people.auditor)
    assert client.get(where).status_code == 403
    client.logout()
    assert client.get(where).status_code == 302
    return Report.objects.get(pk=report.pk)
