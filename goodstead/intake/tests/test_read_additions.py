"""An officer says that what was added is read: its dates are met."""

import re

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.intake import actions
from goodstead.intake.models import Addition
from goodstead.ledger.models import Entry, key_of

from .linked import decide, filled, running


@pytest.fixture
def added(report, now):
    return actions.tell_incident(by=None, at=now, report=report, **filled(affected="canary-a"))


def test_it_is_noted_once_and_the_date_is_met(report, added, people, now):
    assert running(report)
    for nobody in (people.other_officer, people.auditor, people.call_handler):
        with pytest.raises(PermissionDenied):
            actions.read_additions(by=nobody, at=now, report=report)
    assert actions.read_additions(by=people.officer, at=now, report=report) == [added]
    assert actions.read_additions(by=people.officer, at=now, report=report) == []
    assert not running(report)
    added.refresh_from_db()
    assert (added.settled_by, added.outcome) == (people.officer, "read")
    assert Entry.objects.filter(file=key_of(report), verb="intake.additions_read").count() == 1


def test_the_page_shows_what_was_added_and_goes_back_to_the_report(client, report, added, people):
    client.force_login(people.officer)
    where = f"/reports/{report.reference}"
    html = client.get(where).content.decode()
    assert "canary-what" in html and "canary-a" in html and "1 March 2026" in html
    assert "canary-what" in client.get(f"{where}/read-additions").content.decode()
    seen = {"seen": Addition.objects.get().pk}
    done = client.post(f"{where}/read-additions", seen, follow=True)
    assert done.redirect_chain[-1][0] == where and Addition.objects.get().settled_at


def test_what_came_after_the_page_was_shown_is_not_read_and_keeps_its_date(
    client, report, added, people, now
):
    client.force_login(people.officer)
    where = f"/reports/{report.reference}/read-additions"
    page = client.get(where).content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    later = actions.say_worse(
        by=None, at=now, report=report, submission="later", changed=["threat"], danger=True
    )
    done = client.post(where, {"seen": seen}, follow=True).content.decode()
    assert "More came since" in done
    added.refresh_from_db()
    later.refresh_from_db()
    assert added.settled_at and not later.settled_at
    assert running(report, "follow_worse").exists()
    client.post(where, {"seen": later.pk})
    assert not running(report) and not Addition.objects.waiting().exists()


def test_the_officer_finds_it_in_their_day_and_on_the_case(client, report, added, people, now):
    case = decide("opened", report, people, now)
    client.force_login(case.officer)
    page = client.get(f"/cases/{case.reference}").content.decode()
    assert "They wrote again" in page and f"/reports/{report.reference}" in page
    story = client.get(f"/cases/{case.reference}/timeline").content.decode()
    assert "canary-what" in story
    due = client.get("/due").content.decode()
    assert "Read what they added" in due


def test_nothing_is_noted_when_the_ledger_cannot_be_written(
    report, added, people, now, monkeypatch
):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.read_additions(by=people.officer, at=now, report=report)
    assert not Addition.objects.get().settled_at
