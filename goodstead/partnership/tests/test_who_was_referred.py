"""Somebody about whom a partner or a centre told us hears nothing of it from a machine."""

import pytest

from goodstead.correspondence.models import Message
from goodstead.intake import actions as intake
from goodstead.intake.models import Report
from goodstead.partnership import rules
from goodstead.partnership.models import Referral

from .conftest import REFERRED, STORY

REACHED = {
    "danger": "no", "category": "verbal", "name": "Rea Referred", "email": "r@example.org",
    "telephone": "01632 960001", "ways": ["email", "phone"], "voicemail": "yes",
}  # fmt: skip


def told(report):
    return [m.template for m in Message.objects.filter(to=report.contact)]


def test_no_email_leaves_by_itself_to_somebody_a_partner_or_a_centre_told_us_about(
    invite, refer, take
):
    for report in (refer(invite()[0], **REACHED).report, take(given=REACHED).report):
        assert report.contact.may_email and report.contact.email
        assert told(report) == []


def test_the_same_from_the_person_themselves_is_answered(people, now):
    """The twin: nothing but the channel stops it."""
    answers = rules.answers_of(REACHED) | {"description": STORY}
    report, _ = intake.submit_report(by=None, at=now, submission_key="w" * 32, answers=answers)
    assert told(report) == ["report_received_without_link"]


def test_of_somebody_who_does_not_know_every_way_is_closed_and_care_is_taken(invite, refer):
    contact = refer(invite()[0], **REACHED, aware="no", must_not_know="Her son").report.contact
    assert not any(
        (contact.may_email, contact.may_text, contact.may_phone, contact.may_voicemail,
         contact.may_post)
    )  # fmt: skip
    assert contact.flagged and contact.who_must_not_know == f"{rules.UNAWARE} Her son"
    assert contact.email and contact.telephone  # kept, for when they are told


def test_of_somebody_who_knows_the_ways_stay_open(invite, refer):
    """The twin."""
    contact = refer(invite()[0], **REACHED, aware="yes").report.contact
    assert contact.may_email and contact.may_phone and not contact.flagged


@pytest.mark.parametrize("aware, flagged", [("no", True), ("yes", False)])
def test_the_page_hands_on_whether_they_know(client, invite, works_today, aware, flagged):
    made, token = invite()
    works_today(made)
    sent = REFERRED | {"aware": aware, "ways": ["email"], "email": "r@example.org"}
    assert client.post(f"/refer/{token}", sent).url == "/referral-sent"
    contact = Report.objects.get().contact
    assert (contact.flagged, contact.may_email) == (flagged, not flagged)


def test_pressed_twice_it_is_one_also_when_they_do_not_know(invite, refer):
    made, _ = invite()
    sent = [refer(made, **REACHED, aware="no") for _ in range(2)]
    assert sent[0] == sent[1] and Referral.objects.count() == 1
