"""Staff write down what they were told, or given on paper: the same diary, and they have read it."""

from goodstead.intake import actions
from goodstead.intake.models import DiaryEntry
from goodstead.ledger.models import key_of

from .linked import decide, running

PAPER = {
    "when": "other", "day_day": "27", "day_month": "2", "day_year": "2026", "time": "11pm",
    "what": ["music"], "affected": ["woken"], "text": "From her sheet",
}  # fmt: skip


def test_a_line_of_a_sheet_is_an_entry_that_is_read_already(client, report, people):
    client.force_login(people.officer)
    here = f"/reports/{report.reference}/diary/log"
    page = client.get(here)
    key = page.context["form"]["submission"].value()
    assert "It woke them" in page.content.decode()
    for _ in range(2):
        assert client.post(here, PAPER | {"submission": key}).url == here
    entry = DiaryEntry.objects.get()
    assert (entry.way, entry.written_by, entry.read_by) == ("staff", people.officer, people.officer)
    assert not running(report)
    html = client.get(f"/reports/{report.reference}/diary").content.decode()
    assert "Written down by" in html


def test_what_somebody_else_writes_down_waits_for_the_officer(report, people, now):
    case = decide("opened", report, people, now, officer=people.officer)
    told = {"report": report, "when": "now", "what": ["threat"], "at": now}
    actions.write_diary(by=people.leader, submission="duty", **told)
    due = running(report).get()
    assert (due.owner, due.about, f"{due.last_day}") == (people.officer, key_of(case), "2026-03-03")
    assert DiaryEntry.objects.get().read_by is None
    actions.read_diary(by=people.officer, at=now, report=report)
    actions.write_diary(by=people.officer, submission="own", **told)
    assert not running(report)


def test_other_words_from_the_same_page_are_never_lost(client, report, people):
    client.force_login(people.officer)
    here = f"/reports/{report.reference}/diary/log"
    key = client.get(here).context["form"]["submission"].value()
    client.post(here, PAPER | {"submission": key})
    refused = client.post(here, PAPER | {"submission": key, "text": "Another line"})
    assert "Press the button again" in refused.content.decode()
    again = refused.context["form"]["submission"].value()
    assert (
        client.post(here, PAPER | {"submission": again, "text": "Another line"}).status_code == 302
    )
    assert DiaryEntry.objects.count() == 2
