"""Somebody says that they read what is new, and its date is met."""

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.intake import actions
from goodstead.intake.models import DiaryEntry
from goodstead.ledger.models import Entry

from .linked import running


@pytest.fixture
def written(report, now):
    actions.write_diary(by=None, at=now, report=report, submission="x", when="now", what=["music"])
    return report


def test_what_is_read_says_by_whom_and_meets_its_date(client, written, people):
    client.force_login(people.officer)
    here = f"/reports/{written.reference}/diary/read"
    assert "1 entry was not read yet" in client.get(here).content.decode()
    done = client.post(here, follow=True).content.decode()
    assert "Noted as read" in done and "nobody has read" not in done
    assert DiaryEntry.objects.get().read_by == people.officer and not running(written)
    assert Entry.objects.filter(verb="intake.diary_read").count() == 1


def test_who_does_not_decide_on_reports_cannot_say_so(written, people, now):
    for who in (people.auditor, people.call_handler, people.other_officer):
        with pytest.raises(PermissionDenied):
            actions.read_diary(by=who, at=now, report=written)
    assert running(written).exists()


def test_all_of_it_happens_or_nothing(written, people, now, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.clocks.actions.stop", broken)
    with pytest.raises(RuntimeError):
        actions.read_diary(by=people.officer, at=now, report=written)
    assert DiaryEntry.objects.get().read_at is None
