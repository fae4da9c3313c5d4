"""A partner refers somebody by the link they were given; it lands in the inbox."""

from datetime import timedelta

import pytest
from django.utils import timezone

from goodstead.access import limits
from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.intake.models import Report
from goodstead.ledger.models import Entry
from goodstead.partnership import actions, queries
from goodstead.partnership.models import Invitation, Referral

from .conftest import REFERRED


def test_it_lands_in_the_inbox_with_who_referred_and_why_they_may(invite, refer, people):
    made, _ = invite()
    report = refer(made).report
    assert report in Report.objects.in_the_inbox() and report.channel == "referral"
    assert "Referred by: Head Teacher, Park School" in report.description
    assert "Why they may tell us: They agreed to it" in report.description
    assert Entry.objects.filter(verb="partnership.referral_sent").count() == 1
    made.refresh_from_db()
    assert made.used == 1 and made.last_used_at


def test_a_kind_for_the_trained_is_restricted(invite, refer):
    assert refer(invite()[0], category="domestic_abuse").report.restricted


def test_pressed_twice_it_is_one_and_uses_the_link_once(invite, refer):
    made, _ = invite(times="1")
    assert refer(made) == refer(made)
    assert Invitation.objects.get().used == 1


def test_a_link_that_is_used_up_or_ended_takes_nothing(invite, refer, now):
    made, _ = invite(times="1")
    refer(made)
    with pytest.raises(NotNow):
        refer(made, key="s" * 32)
    other, _ = invite(days="30")
    with pytest.raises(NotNow):
        refer(other, key="u" * 32, at=now + timedelta(days=31))
    assert Report.objects.count() == 1


def test_staff_log_a_report_instead(invite, refer, people):
    with pytest.raises(PermissionDenied):
        refer(invite()[0], by=people.officer)


def test_all_or_nothing(invite, refer, broken_ledger):
    made, _ = invite()
    broken_ledger()
    with pytest.raises(RuntimeError):
        refer(made)
    made.refresh_from_db()
    assert made.used == 0 and not Report.objects.exists() and not Referral.objects.exists()


@pytest.mark.parametrize("hours, taken", [(23, True), (25, False)])
@pytest.mark.parametrize("why", ["ended", "stopped", "used up"])
def test_danger_comes_in_for_a_day_after_the_end_and_says_so(
    invite, refer, people, now, why, hours, taken
):
    made, _ = invite(days="30", times="1" if why == "used up" else "10")
    end = made.ends_at if why == "ended" else now
    if why == "used up":
        refer(made)
    if why == "stopped":
        actions.stop_invitation(by=people.leader, at=now, invitation=made)
    used = Invitation.objects.values_list("used", "last_used_at").get()
    late = {"key": "s" * 32, "at": end + timedelta(hours=hours)}
    with pytest.raises(NotNow):
        refer(made, **late)
    if not taken:
        with pytest.raises(NotNow):
            refer(made, danger="yes", **late)
        return
    sent = refer(made, danger="yes", **late)
    assert "The link: It had ended" in sent.report.description
    assert refer(made, danger="yes", **late) == sent
    # It gives the link no other day.
    assert Invitation.objects.values_list("used", "last_used_at").get() == used


@pytest.fixture
def page(client, invite, works_today):
    """The page of a link that works today."""
    made, token = invite(days="365")
    works_today(made)
    return f"/refer/{token}"


def test_the_page_has_a_neutral_title_and_tells_nobody_its_address(client, page):
    answered = client.get(page)
    html = answered.content.decode()
    assert "<title>Form" in html and answered["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answered["Cache-Control"]
    assert client.post(page, REFERRED).url == "/referral-sent"
    assert Referral.objects.get().basis == "consent"
    assert "We have it" in client.get("/referral-sent").content.decode()


@pytest.mark.parametrize("missing", ["danger", "story", "written_by", "basis", "aware", "category"])
def test_what_is_missing_is_said_and_what_was_typed_stays(client, page, missing):
    html = client.post(page, REFERRED | {missing: ""}).content.decode()
    assert "There is a problem" in html and "Called the family" in html
    assert not Report.objects.exists()


def test_too_many_wait_and_danger_never_does(client, page, monkeypatch):
    monkeypatch.setattr(limits, "MOST", 0)
    html = client.post(page, REFERRED).content.decode()
    assert "What you typed is still here" in html and not Report.objects.exists()
    assert client.post(page, REFERRED | {"danger": "yes"}).url == "/referral-sent"


def test_pressed_twice_with_a_link_that_works_once_is_no_error(client, invite, works_today):
    made, token = invite(times="1")
    works_today(made)
    for _ in range(2):
        assert client.post(f"/refer/{token}", REFERRED).url == "/referral-sent"
    assert client.get(f"/refer/{token}").status_code == 404
    assert Report.objects.count() == 1


@pytest.fixture
def ended(client, page):
    """Somebody opened the page and typed; meanwhile the link was stopped. Two days ago, or now."""

    def ended(ago=timedelta(days=2)):
        assert client.get(page).status_code == 200
        Invitation.objects.update(stopped_at=timezone.now() - ago)
        assert client.get(page).status_code == 404
        return client.post

    return ended


def test_what_was_typed_while_the_link_ended_stays_with_whom_to_call(ended, page, settings):
    answered = ended()(page, REFERRED)
    html = answered.content.decode()
    assert answered.status_code == 200 and "does not work any more" in html
    assert "Called the family" in html and settings.COUNCIL["telephone"] in html
    assert "strict-origin" in answered["Referrer-Policy"] and not Report.objects.exists()


def test_without_asking_for_ended_links_what_was_typed_is_lost(ended, page, monkeypatch):
    """The twin."""
    monkeypatch.setattr(queries, "of_token", lambda token: queries.behind(token, timezone.now()))
    assert ended()(page, REFERRED).status_code == 404


def test_danger_is_sent_though_the_link_was_just_stopped(ended, page):
    sent = ended(timedelta(minutes=5))(page, REFERRED | {"danger": "yes"})
    assert sent.url == "/referral-sent" and Report.objects.get().danger


def test_a_link_that_never_was_is_not_found_whatever_is_sent(client, ended, page):
    post = ended()
    unknown = [client.get("/refer/never-was"), post("/refer/never-was", REFERRED)]
    ended_one = client.get(page)
    assert {one.status_code for one in (*unknown, ended_one)} == {404}
    assert unknown[0].content == ended_one.content


def test_other_words_on_a_page_that_was_sent_are_not_lost(client, page):
    client.post(page, REFERRED)
    again = client.post(page, REFERRED | {"story": "And there is more."})
    assert "already sent" in again.content.decode() and Report.objects.count() == 1
    key = again.context["form"]["submission_key"].value()
    client.post(page, REFERRED | {"story": "And there is more.", "submission_key": key})
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    "given, said",
    [
        ({"last_on_day": "1", "last_on_month": "1", "last_on_year": "2190"}, "that is past"),
        ({"telephone": "07700 900"}, "Enter a whole phone number"),
    ],
)
def test_a_day_to_come_and_half_a_number_are_named(client, page, given, said):
    assert said in client.post(page, REFERRED | given).content.decode()
    assert not Report.objects.exists()
