"""A partner refers somebody by the link they were given; it lands in the inbox."""

from datetime import timedelta

import pytest

from goodstead.access import limits
from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.intake.models import Report
from goodstead.ledger.models import Entry
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
