"""Somebody says that they read what is new, and its date is met."""

import re

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.intake import actions
from goodstead.intake.models import DiaryEntry
from goodstead.ledger.models import Entry

from .linked import running


def seen_on(page):
    """What the page sends back with its button."""
    return re.search(r'name="seen" value="(\d+)"', page.content.decode())[1]


@pytest.fixture
def written(report, now):
    actions.write_diary(by=None, at=now, report=report, submission="x", when="now", what=["music"])
    return report


def test_what_is_read_says_by_whom_and_meets_its_date(client, written, people):
    client.force_login(people.officer)
    here = f"/reports/{written.reference}/diary/read"
    page = client.get(here)
    assert (
        "1 entry was not read yet" in page.content.decode()
        and "Loud music" in page.content.decode()
    )
    done = client.post(here, {"seen": seen_on(page)}, follow=True).content.decode()
    assert "Noted as read" in done and "nobody has read" not in done
    assert DiaryEntry.objects.get().read_by == people.officer and not running(written)
    assert Entry.objects.filter(verb="intake.diary_read").count() == 1


def test_what_came_after_the_page_was_shown_is_not_read_and_keeps_its_date(
    client, written, people, now
):
    client.force_login(people.officer)
    here = f"/reports/{written.reference}/diary/read"
    page = client.get(here)
    actions.write_diary(
        by=None, at=now, report=written, submission="y", when="now", what=["threat"]
    )
    done = client.post(here, {"seen": seen_on(page)}, follow=True).content.decode()
    assert "There is more that nobody has read" in done and "1 entry that nobody has read" in done
    assert [entry.what for entry in DiaryEntry.objects.unread()] == [["threat"]]
    assert f"{running(written, 'follow_diary').get().last_day}" == "2026-03-03"
    client.post(here, {"seen": seen_on(client.get(here))})
    assert not DiaryEntry.objects.unread() and not running(written, "follow_diary")


@pytest.mark.parametrize("said", ["", "0", "-1", "x", "\x00", "9" * 40])
def test_a_page_that_does_not_say_what_it_showed_reads_nothing(client, written, people, said):
    client.force_login(people.officer)
    client.post(f"/reports/{written.reference}/diary/read", {"seen": said})
    assert DiaryEntry.objects.unread().exists() and running(written).exists()


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
