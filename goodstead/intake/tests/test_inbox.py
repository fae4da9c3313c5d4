"""What waits for a decision: the worst harm first, then the oldest, each with the words for why."""

from datetime import timedelta

import pytest

from goodstead.clocks.models import Deadline
from goodstead.clocks.periodic import mark_missed
from goodstead.clocks.queries import due_list
from goodstead.intake import actions, queries
from goodstead.ledger.models import Viewing, key_of

from .sounds import upload
from .telling import EVERYDAY, LITTLE

CALM = {
    "frequency": "once", "daily_life": "none", "fear": "no", "targeted": "no", "violence": "no",
    "support": "good",
}  # fmt: skip


@pytest.fixture
def inbox(client, people):
    def inbox(user=None, **query):
        client.force_login(user or people.leader)
        return client.get("/inbox", query)

    return inbox


def references(page):
    return [line.report.reference for line in page.context["lines"]]


def test_the_worst_harm_comes_first_then_the_oldest(inbox, submit, now):
    young, _ = submit(LITTLE | CALM, at=now - timedelta(hours=1))
    old, _ = submit(LITTLE | CALM, at=now - timedelta(hours=2))
    worse, _ = submit(at=now)
    danger, _ = submit(LITTLE | {"danger": "yes"}, at=now)
    wanted = [danger.reference, worse.reference, old.reference, young.reference]
    assert references(inbox()) == wanted


def test_the_order_is_what_the_page_says_and_no_hidden_points_are_in_it(inbox, submit, now):
    """Of the same band the oldest, whatever the points add up to; danger now above them all."""
    older, _ = submit(LITTLE | CALM | {"violence": "yes"}, at=now - timedelta(days=9))
    worse, _ = submit(violence="yes", at=now)
    middle, _ = submit(LITTLE | CALM | {"strands": ["race"]}, at=now - timedelta(days=20))
    danger, _ = submit(LITTLE | CALM | {"danger": "yes"}, at=now)
    assert worse.harm_score > older.harm_score
    page = inbox()
    wanted = [danger.reference, older.reference, worse.reference, middle.reference]
    assert references(page) == wanted
    assert "danger now first, then high, medium and standard" in page.content.decode()


def test_each_line_says_by_when_an_answer_was_promised(inbox, submit, now):
    submit()
    submit(LITTLE | CALM)
    html = inbox().content.decode()
    assert "answer promised by Tuesday 3 March" in html and "Late" in html
    assert "to be read by Monday 9 March" in html  # anonymous: nobody to answer


def test_each_line_says_why_it_stands_there(inbox, submit):
    submit()
    html = inbox().content.decode()
    assert "High harm" in html and "afraid, has changed what they do" in html
    assert "Online form" in html
    assert "14, AL7 3BX" in html, html[html.index("gs-rows") :][:900]


def test_earlier_reports_at_the_address_are_counted_and_later_ones_are_not(inbox, submit, now):
    submit(at=now - timedelta(days=40))
    submit(at=now - timedelta(days=20))
    submit(LITTLE)
    lines = {line.report.received_at: line.matches for line in inbox().context["lines"]}
    assert lines[now - timedelta(days=40)] == ""
    assert lines[now - timedelta(days=20)].startswith("1 earlier report at this address since ")
    assert lines[now] == ""


def test_what_was_decided_stands_there_no_longer(inbox, submit, people, now):
    report, _ = submit()
    actions.advise_report(by=people.leader, at=now, report=report, reason="Advice")
    assert references(inbox()) == []
    assert "No report waits for you" in inbox().content.decode()


def test_the_age_of_the_oldest_is_told_in_working_days(inbox, submit, now):
    submit(at=now - timedelta(days=365))
    assert "The oldest has waited" in inbox().content.decode()


def test_an_undecided_report_is_alarmed_to_the_team_after_one_working_day(submit, people, now):
    report, _ = submit()  # Monday; due by the end of Tuesday
    assert mark_missed(now + timedelta(days=1)) == 0
    assert mark_missed(now + timedelta(days=2)) == 2  # and the answer to a person at high harm
    clock = Deadline.objects.get(subject=key_of(report), code="report_unlinked")
    assert clock.missed_at is not None
    assert clock in due_list(people.leader, at=now + timedelta(days=2))
    assert clock.team == people.team and clock.owner is None


def test_what_is_late_is_marked_and_can_be_asked_for(inbox, submit):
    from django.utils import timezone

    late, _ = submit(at=timezone.now() - timedelta(days=10))
    fresh, _ = submit(at=timezone.now())
    page = inbox(late="on")
    assert references(page) == [late.reference]
    assert {line.report.reference: line.late for line in inbox().context["lines"]} == {
        late.reference: True,
        fresh.reference: False,
    }


@pytest.mark.parametrize(
    "query, found",
    [
        ({"category": "noise"}, "noise"), ({"channel": "phone"}, "phone"),
        ({"harm": "high"}, "high"), ({"category": "verbal", "channel": "phone"}, None),
    ],
)  # fmt: skip
def test_the_filter(inbox, submit, people, query, found):
    made = {
        "noise": submit(LITTLE | CALM)[0],
        "high": submit()[0],
        "phone": submit(LITTLE | CALM | {"category": "litter"}, channel="phone")[0],
    }
    assert references(inbox(**query)) == ([made[found].reference] if found else [])


def test_the_filter_by_patch(inbox, report, submit, people):
    submit()
    assert references(inbox(patch=people.patch.pk)) == [report.reference]


def test_restricted_reports_are_seen_by_those_trained_for_them(inbox, submit, people):
    report, _ = submit(category="domestic_abuse")
    assert references(inbox(people.officer)) == []
    assert references(inbox(people.coordinator)) == []
    for trained in (people.restricted_worker, people.leader):
        assert references(inbox(trained)) == [report.reference]


def test_an_officer_sees_their_patch_and_what_has_none(inbox, report, submit, people):
    without, _ = submit(LITTLE)
    assert set(references(inbox(people.officer))) == {report.reference, without.reference}
    assert references(inbox(people.other_officer)) == [without.reference]


def test_who_may_not_triage_has_no_inbox(inbox, people, client):
    for nobody in (people.call_handler, people.auditor, people.partner, people.councillor):
        assert inbox(nobody).status_code == 403
    client.logout()
    assert client.get("/inbox").status_code == 302


def test_what_was_looked_at_is_written_down(inbox, report, people):
    inbox(people.officer)
    assert Viewing.objects.filter(by=people.officer).exists()


def test_the_page_asks_the_database_the_same_number_of_times(
    inbox, submit, people, django_assert_max_num_queries
):
    for _ in range(12):
        submit()
    inbox()
    with django_assert_max_num_queries(15):
        assert len(references(inbox())) == 12


def test_what_stands_in_the_diary_and_a_recording_are_said_too(
    inbox, submit, people, now, django_assert_num_queries
):
    quiet, wrote, recorded = (submit(**EVERYDAY)[0] for _ in range(3))
    tell = {"by": None, "at": now, "submission": "x"}
    actions.write_diary(**tell, report=wrote, when="now", what=["music"])
    actions.send_recording(**tell, report=recorded, upload=upload())
    with django_assert_num_queries(2):
        lines = queries.inbox_lines(people.leader, [wrote, recorded, quiet], at=now)
    assert [(line.added, line.unheard) for line in lines] == [
        (True, False), (False, True), (False, False),
    ]  # fmt: skip
    html = inbox().content.decode()
    assert html.count("They wrote again") == html.count("Recording to hear") == 1
    actions.read_diary(by=people.leader, at=now, report=wrote)
    assert "They wrote again" not in inbox().content.decode()


def test_somebody_threatened_comes_up_in_the_inbox(inbox, submit, now):
    older, threatened = (submit(**EVERYDAY)[0] for _ in range(2))
    assert references(inbox()) == [older.reference, threatened.reference]
    actions.write_diary(
        by=None, at=now, report=threatened, submission="x", when="now", what=["threat"]
    )
    assert references(inbox()) == [threatened.reference, older.reference]


@pytest.mark.parametrize(
    "query",
    [{"category": "\x00"}, {"patch": "9" * 40}, {"patch": "x"}, {"cursor": "\ud83d"}, {"late": "\x00"},
     {"cursor": "a" * 9000}, {"harm": ["high", "low"]}, {"sort": "\x00"}],
)  # fmt: skip
def test_a_strange_question_breaks_nothing(inbox, submit, query):
    submit()
    if "cursor" in query:
        query["cursor"] = query["cursor"].encode("utf-8", "replace").decode()
    assert inbox(**query).status_code == 200


def test_files_that_wait_too_long_to_be_checked_are_alarmed_above_the_list(client, people, now):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.utils.timezone import now as clock

    from goodstead.evidence import actions as evidence

    note = SimpleUploadedFile("note.txt", b"It was loud.")
    evidence.store_file(by=None, at=clock(), upload=note, about=people.team)
    client.force_login(people.officer)
    assert "to be checked" not in client.get("/inbox").content.decode()
    evidence.store_file(by=None, at=now, upload=note, about=people.team)
    assert "2 files wait to be checked, the oldest for" in client.get("/inbox").content.decode()
    client.force_login(people.leader)
    assert "Tell whoever runs the service." in client.get("/my-day").content.decode()
