"""A message for whoever has the link: shown first, and never with a name in it."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions as cases
from goodstead.correspondence.models import Message
from goodstead.intake import actions
from goodstead.intake.models import Update
from goodstead.ledger.models import Entry, key_of

from .linked import decide, shown, url

WORDS = "We have spoken to the other people.\nWe tell you more next week."


@pytest.fixture
def write(now, people):
    def write(report, text=WORDS, by=people.leader, submission="once"):
        return actions.write_update(by=by, at=now, report=report, text=text, submission=submission)

    return write


def test_they_read_it_on_their_page_with_its_date_and_nothing_is_sent(client, submit, write):
    report, token = submit()
    before = Message.objects.count()
    write(report)
    said = shown(client.get(url(token)))
    assert "We have spoken to the other people.<br>" in said and "2 March 2026" in said
    assert "Lena" not in said and Message.objects.count() == before


def test_it_stands_in_the_story_of_the_report_and_the_case(write, report, people, now):
    case = decide("opened", report, people, now)
    update = write(report)
    for file in (report, case):
        entry = Entry.objects.get(file=key_of(file), verb="intake.update_written")
        assert entry.subject == key_of(update) and "spoken" not in entry.facts_json


@pytest.mark.parametrize(
    "text, telling",
    [
        ("Vera, we have news", "Vera"),
        ("Ms Victim, we have news", "Victim"),
        ("Ola will call you", "Ola"),
        ("Lena Leader decided it", "Lena Leader"),
        ("We were at AL7 3BX", "AL73BX"),
        ("We were at al73bx", "AL73BX"),
        ("We call you on 01632 960 001", "01632 960 001"),
        ("We wrote to vera@example.org", "vera@example.org"),
    ],
)
def test_a_text_that_tells_whom_it_is_about_is_refused(write, report, people, now, text, telling):
    decide("opened", report, people, now)
    with pytest.raises(NotNow, match="Leave out") as refused:
        write(report, text)
    assert f"“{telling}”" in str(refused.value) and not Update.objects.exists()


def test_references_are_refused_and_dates_and_little_words_are_not(write, report, people, now):
    case = decide("opened", report, people, now)
    for reference in (report.reference, case.reference):
        with pytest.raises(NotNow, match="Leave out"):
            write(report, f"About {reference}")
    assert write(report, "From 2 to 3 March 2026 we will see. Nobody was victim of our delay.")


def test_where_somebody_may_harm_them_it_does_not_say_what_it_is_about(write, submit, people):
    report, _ = submit(category="domestic_abuse")
    with pytest.raises(NotNow, match="abuse.*police"):
        write(report, "The police know of the abuse")
    assert write(report, "We spoke to those who can help.")


def test_the_twin_without_the_check_would_show_a_name(client, write, submit, monkeypatch):
    monkeypatch.setattr("goodstead.intake.queries.telling_parts", lambda report, text: [])
    report, token = submit()
    write(report, "Vera, we have news")
    assert "Vera" in shown(client.get(url(token)))


def test_nobody_writes_who_does_not_see_the_report_or_where_nobody_reads(
    write, report, people, now
):
    for nobody in (people.other_officer, people.call_handler, people.auditor):
        with pytest.raises(PermissionDenied):
            write(report, by=nobody)
    with pytest.raises(NotNow, match="Write what"):
        write(report, " ")
    actions.stop_link(by=None, at=now, report=report)
    with pytest.raises(NotNow, match="no private link"):
        write(report)


def test_the_page_shows_it_as_they_will_read_it_before_it_is_there(client, report, people):
    client.force_login(people.officer)
    where = f"/reports/{report.reference}/write-update"
    page = client.get(where)
    sent = {"submission": page.context["form"]["submission"].value(), "text": WORDS}
    unseen = client.post(where, sent | {"publish": "yes"})
    html = unseen.content.decode()
    assert "This is what they will read" in html and not Update.objects.exists()
    seen = sent | {"previewed": unseen.context["form"]["previewed"].value()}
    other = client.post(where, seen | {"text": "Other", "publish": "yes"})
    assert "This is what they will read" in other.content.decode() and not Update.objects.exists()
    for _ in range(2):
        client.post(where, seen | {"publish": "yes"})
    assert Update.objects.get().text.splitlines() == WORDS.splitlines()


def test_the_page_keeps_what_was_typed_when_it_tells_too_much(client, report, people):
    client.force_login(people.officer)
    where = f"/reports/{report.reference}/write-update"
    html = client.post(where, {"submission": "x", "text": "Dear Vera, hello"}).content.decode()
    assert "Leave out: “Vera”" in html and "Dear Vera, hello" in html


def test_what_is_typed_is_never_markup(client, submit, write):
    report, token = submit()
    write(report, "<b>bold</b><script>x</script>")
    assert "&lt;script&gt;" in shown(client.get(url(token)))


def test_nothing_is_shown_when_the_ledger_cannot_be_written(write, report, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        write(report)
    assert not Update.objects.exists()


def test_a_case_that_another_officer_takes_over_hides_their_name_too(write, report, people, now):
    case = decide("opened", report, people, now)
    cases.change_officer(by=people.leader, at=now, case=case, officer=people.leader, reason="Away")
    with pytest.raises(NotNow, match="Lena"):
        write(report, "Lena looks after it now")
