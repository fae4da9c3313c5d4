"""Every channel on one page: what came, what waits, and in words what is wrong."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from goodstead.exchange.models import Delivery, InboundMail, Mailbox
from goodstead.intake import actions as intake
from goodstead.intake.definitions.channels import CHANNELS
from goodstead.intake.models import Recording, Report
from goodstead.workspace.queries.channels import silence, standings

pytestmark = pytest.mark.django_db


@pytest.fixture
def came(people):
    def _came(channel, *moments):
        for n, at in enumerate(moments):
            intake.submit_report(
                by=None, at=at, channel=channel, submission_key=f"{channel}-{at:%Y%m%d%H%M}-{n}",
                answers={"category": "noise", "description": "x", "may_contact": "no"},
            )  # fmt: skip

    return _came


def of(code, at):
    return next(one for one in standings(at) if one.channel.code == code)


def test_each_channel_with_its_last_its_week_and_its_oldest(came, now):
    came("web", now - timedelta(days=9), now - timedelta(days=3), now - timedelta(hours=1))
    web = of("web", now)
    assert (web.last, web.in_week) == (now - timedelta(hours=1), 2)
    assert (web.waiting, web.oldest) == (3, now - timedelta(days=9))
    assert web.wrong == ["1 report should have been decided about by now."]
    assert {one.channel.code for one in standings(now)} == set(CHANNELS)
    assert of("letter", now).last is None


def test_what_was_decided_waits_no_more(came, now, people):
    came("web", now - timedelta(days=9))
    intake.advise_report(by=people.leader, at=now, report=Report.objects.get(), reason="Told")
    assert (of("web", now).waiting, of("web", now).wrong) == (0, [])


def test_nine_recordings_that_nobody_heard_stand_first_and_say_so(came, now):
    came("noise_app", *(now - timedelta(days=150, minutes=n) for n in range(9)))
    first = standings(now)[0]
    assert first.channel.code == "noise_app"
    assert "9 reports should have been decided about by now." in first.wrong


def test_the_page_says_how_many_recordings_nobody_has_heard(client, people, now, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    client.force_login(people.leader)
    assert "Every recording has been heard." in client.get("/channels").content.decode()
    report, _ = intake.submit_report(
        by=None, at=now - timedelta(days=9), submission_key="r",
        answers={"category": "noise", "description": "x", "may_contact": "no"},
    )  # fmt: skip
    for n, days in enumerate((9, 1)):
        Recording.objects.create(
            report=report, submission=f"{n}", way="file", received_at=now - timedelta(days=days)
        )
    intake.advise_report(by=people.leader, at=now, report=report, reason="Told")
    html = client.get("/channels").content.decode()
    assert "2 recordings</strong> that nobody has heard, the oldest from 21 February" in html
    assert "It should have been heard by now" in html
    Recording.objects.filter(submission="0").update(heard_at=now)
    html = client.get("/channels").content.decode()
    assert "1 recording</strong>" in html and "should have been heard by now" not in html


def test_reports_set_apart_are_told_apart_and_named_when_nobody_looks(now):
    intake.submit_report(
        by=None, at=now, submission_key="s", set_apart="trap",
        answers={"category": "noise", "description": "x", "may_contact": "no"},
    )  # fmt: skip
    assert of("web", now).waiting == 0
    assert "1 report is set apart until somebody looks" in of("web", now).note
    assert "set apart" in of("web", now + timedelta(days=7)).wrong[-1]


WEEKLY = [date(2026, 1, 5) + timedelta(weeks=n) for n in range(6)]  # the last: 9 February


@pytest.mark.parametrize(
    "today, words",
    [
        (date(2026, 2, 16), ""),
        (date(2026, 2, 23), ""),
        (date(2026, 2, 24), "Nothing has come for 15 days. Usually something comes every 7 days, "
         "and the longest wait was 7 days."),
    ],
)  # fmt: skip
def test_a_log_that_comes_each_week_may_be_late_and_not_silent(today, words):
    assert silence(WEEKLY, today) == words


def test_what_comes_at_odd_times_is_silent_only_beyond_its_longest_wait():
    days = [
        date(2026, 1, 1),
        date(2026, 1, 2),
        date(2026, 1, 3),
        date(2026, 1, 23),
        date(2026, 1, 24),
    ]
    assert silence(days, date(2026, 2, 13)) == ""
    assert "for 21 days. Usually something comes every day" in silence(days, date(2026, 2, 14))


def test_of_a_few_days_nobody_says_what_is_usual():
    assert silence(WEEKLY[:4], date(2026, 12, 1)) == ""


def test_the_page_says_the_silence(came, client, people, now, monkeypatch):
    came(
        "police",
        *(datetime(d.year, d.month, d.day, 9, tzinfo=ZoneInfo("Europe/London")) for d in WEEKLY),
    )
    assert any("Nothing has come for 21 days" in said for said in of("police", now).wrong)


@pytest.fixture
def mailbox(settings, now):
    settings.INBOX_URL = "imaps://a:b@mail.example/INBOX"
    return Mailbox.objects.create(name="a@mail.example/INBOX", last_tried_at=now, last_read_at=now)


def test_a_mailbox_that_fails_or_is_not_looked_at_is_said_with_the_reason(mailbox, now, settings):
    assert of("email", now).wrong == [] and "was read today" in of("email", now).note
    later = of("email", now + timedelta(hours=1)).wrong
    assert "Is the worker running?" in later[0]
    Mailbox.objects.update(failure="The mail server is not running.", failing_since=now)
    assert "The mail server is not running." in of("email", now).wrong[0]
    Mailbox.objects.all().delete()
    assert "has never been read" in of("email", now).wrong[0]
    settings.INBOX_URL = ""
    assert of("email", now).note.startswith("No mailbox is read")


def test_an_email_that_could_not_be_read_is_counted_until_a_report_is_made(mailbox, now, came):
    letter = InboundMail.objects.create(
        mailbox=mailbox, validity=1, uid=1, received_at=now, apart="failed"
    )
    InboundMail.objects.create(mailbox=mailbox, validity=1, uid=2, received_at=now, apart="bounce")
    assert of("email", now).wrong == ["1 email could not be read and waits for somebody to look."]
    assert "1 email of the last thirty days is set apart: look through" in of("email", now).note
    came("email", now)
    letter.report = Report.objects.get()
    letter.save()
    assert of("email", now).wrong == []


@pytest.mark.parametrize(
    "changes, after, words",
    [
        ({"state": "stopped", "failure": "The file is empty."}, 1, "log.csv was stopped. The file is empty."),
        ({"state": "finished", "left_out": 2, "changed": 1}, 1, "3 rows of log.csv were not taken in."),
        ({"state": "queued"}, 2, "Is the worker running?"),
        ({"state": "brought"}, 30, "waits for somebody to check it since 2 March 2026."),
    ],
)  # fmt: skip
def test_what_went_wrong_with_a_file_is_said(now, changes, after, words):
    finished = now if changes["state"] in {"stopped", "finished"} else None
    Delivery.objects.create(
        kind="incident_log",
        source="log.csv",
        sha256="0" * 64,
        brought_at=now,
        finished_at=finished,
        **changes,
    )
    assert any(words in said for said in of("police", now + timedelta(hours=after)).wrong)
    assert not any(words in said for said in of("web", now + timedelta(hours=after)).wrong)


def test_the_page_costs_a_fixed_number_of_queries_and_names_nobody(
    came, client, people, now, mailbox, django_assert_max_num_queries
):
    came("web", *(now - timedelta(days=n) for n in range(20)))
    client.force_login(people.leader)
    with django_assert_max_num_queries(12):
        html = client.get("/channels").content.decode()
    assert "Online form" in html and "Noise App" in html and "Look at this" in html
    assert "/inbox?channel=web" in html and "Files from others" in html


def test_the_administrator_sees_numbers_and_no_way_into_a_report(came, client, people, now):
    came("web", now)
    client.force_login(people.administrator)
    html = client.get("/channels").content.decode()
    assert "Online form" in html and "/inbox" not in html and "/imports" not in html
