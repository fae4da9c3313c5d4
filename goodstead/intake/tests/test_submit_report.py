"""A report arrives: everything that follows from it, once, or nothing."""

from datetime import date

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.clocks.models import Deadline
from goodstead.correspondence.models import Message, SafeContact
from goodstead.intake import following
from goodstead.intake.models import Incident, Report
from goodstead.ledger.models import Entry, key_of
from goodstead.people.models import Person
from goodstead.places.models import Premises

from .telling import LITTLE, key


def due(report, code):
    return Deadline.objects.get(subject=key_of(report), code=code)


def test_a_report_holds_what_was_said_as_it_was_said(submit):
    report, _ = submit(description="  They said: <b>\u202egnorw</b> ")
    assert report.description == "  They said: <b>\u202egnorw</b> "
    assert report.answers["who_did_it"] == "The man from the flat below"
    assert report.form_version == "report-3"


def test_it_becomes_a_person_a_way_to_reach_them_a_place_and_an_incident(submit):
    report, _ = submit()
    assert report.person.name == "Vera Victim"
    assert report.contact.ways == ["email", "telephone"]
    assert report.contact.may_voicemail is False
    assert report.contact.format_needed == "Large print"
    assert report.premises.address_line == "14"
    incident = Incident.objects.get(report=report)
    assert (incident.channel, incident.happened_month) == ("web", date(2026, 2, 1))
    assert incident.location_text == ""


def test_somebody_anonymous_leaves_no_person_and_no_contact(submit):
    report, token = submit(LITTLE)
    assert (report.person, report.contact, token) == (None, None, None)
    assert not Person.objects.exists() and not SafeContact.objects.exists()
    assert report.location_text == "Behind the shops" and report.premises is None


def test_answers_to_questions_that_no_longer_apply_are_not_kept(submit):
    report, _ = submit(may_contact="no", category="litter", targeted="no", fear="no")
    assert "email" not in report.answers and "support" not in report.answers
    assert report.person is None


def test_the_harm_is_a_score_a_band_and_the_words_for_why(submit):
    report, _ = submit()
    assert (report.harm_score, report.harm_band) == (18, "high")
    assert report.harm_words == (
        "Followed or watched, expects it again soon, about once a week, aimed at them personally, "
        "affects daily life a lot, afraid, has changed what they do, on their own, a disability or an illness"
    )


@pytest.mark.parametrize(
    "answers, band",
    [
        ({"violence": "yes"}, "high"),
        ({"danger": "yes"}, "high"),
        ({"strands": ["race"]}, "medium"),
        ({"category": "domestic_abuse"}, "medium"),
        ({"daily_life": "not_said", "fear": "not_said", "support": "not_said"}, "medium"),
        ({"frequency": "once", "daily_life": "none", "fear": "no", "targeted": "no",
          "violence": "no", "support": "good"}, "standard"),
    ],
)  # fmt: skip
def test_some_answers_weigh_by_themselves(submit, answers, band):
    said = {"frequency": "once", "daily_life": "none", "fear": "no", "targeted": "no"}
    said |= {"violence": "no", "support": "good"}
    report, _ = submit(LITTLE | said | answers)
    assert report.harm_band == band


def test_danger_stands_above_every_sum_of_points(submit):
    worst, _ = submit(frequency="daily", daily_life="extreme", strands=["race"],
                      vulnerable=["health", "age"])  # fmt: skip
    danger, _ = submit(LITTLE | {"danger": "yes"})
    assert danger.harm_score > worst.harm_score


def test_not_said_is_said_so_and_is_not_no(submit):
    report, _ = submit(LITTLE | {"fear": "not_said"})
    assert "not answered" in report.harm_words


@pytest.mark.parametrize(
    "answers, hate",
    [
        ({"category": "domestic_abuse"}, False),
        ({"category": "hate"}, True),
        ({"strands": ["religion"]}, True),
    ],
)
def test_some_reports_are_restricted_from_the_first_moment(submit, people, answers, hate):
    report, _ = submit(**answers)
    assert (report.restricted, report.hate) == (True, hate)
    assert report.contact.flagged
    assert due(report, "report_unlinked").restricted
    assert due(report, "report_unlinked").owner in (people.restricted_worker, people.leader)


def test_somebody_who_must_not_know_makes_the_contact_a_careful_one(submit):
    report, _ = submit(must_not_know="My partner")
    assert report.contact.flagged and not report.restricted


@pytest.mark.parametrize(
    "answers, day",
    [
        ({"violence": "yes"}, 3),
        (
            {
                "strands": ["race"],
                "daily_life": "none",
                "fear": "no",
                "targeted": "no",
                "support": "good",
                "vulnerable": [],
            },
            5,
        ),
        (
            LITTLE
            | {
                "frequency": "once",
                "daily_life": "none",
                "fear": "no",
                "targeted": "no",
                "violence": "no",
                "support": "good",
            },
            9,
        ),
    ],
)
def test_an_answer_is_promised_within_one_three_or_five_working_days(submit, answers, day):
    report, _ = submit(**answers)
    assert due(report, "acknowledge").last_day == date(2026, 3, day)


def test_nobody_deciding_is_alarmed_after_one_working_day_to_the_team(submit, people):
    report, _ = submit()
    clock = due(report, "report_unlinked")
    assert (clock.last_day, clock.owner, clock.team) == (date(2026, 3, 3), None, people.team)


def test_it_is_told_in_the_file_of_the_report(submit):
    report, _ = submit()
    verbs = list(Entry.objects.filter(file=key_of(report)).values_list("verb", flat=True))
    assert "intake.report_submitted" in verbs and "people.person_added" in verbs
    said = Entry.objects.filter(file=key_of(report)).values_list("facts_json", flat=True)
    assert not any(w in "".join(said) for w in ("vera@", "960001", "shout"))


def test_who_may_be_emailed_and_wants_the_link_gets_both(submit):
    report, token = submit()
    message = Message.objects.get()
    assert message.to == report.contact and f"/follow/{token}" in message.body


def test_who_may_be_emailed_and_wants_no_link_gets_an_email_without_one(submit):
    report, token = submit(follow="no")
    message = Message.objects.get()
    assert token is None and report.reference in message.body and "/follow/" not in message.body


def test_no_email_goes_where_email_was_not_chosen(submit):
    submit(ways=["phone"])
    assert not Message.objects.exists()


def test_only_the_hash_of_the_token_is_kept(submit):
    report, token = submit()
    assert len(token) >= 32
    assert report.follow_hash == following.hash_of(token)
    assert token not in str(report.__dict__)


def test_no_link_is_made_for_who_does_not_want_one(submit):
    report, token = submit(follow="no")
    assert (report.follow_hash, token) == (None, None)


def test_the_same_submission_again_is_the_same_report(submit):
    first, token = submit(submission_key="k" * 40)
    again, second = submit(submission_key="k" * 40)
    assert (again.pk, second) == (first.pk, token)
    assert Report.objects.count() == Person.objects.count() == Premises.objects.count() == 1


def test_a_call_handler_may_write_one_down_and_an_auditor_may_not(submit, people):
    report, _ = submit(by=people.call_handler, channel="phone")
    assert (report.logged_by, report.channel) == (people.call_handler, "phone")
    with pytest.raises(PermissionDenied):
        submit(by=people.auditor)


@pytest.mark.parametrize("wrong", [{"category": "nonsense"}, {"description": " "}])
def test_a_report_says_what_happened(submit, wrong):
    with pytest.raises(NotNow):
        submit(**wrong)


def test_an_unknown_channel_is_refused(submit):
    with pytest.raises(NotNow):
        submit(channel="pigeon")


@pytest.mark.parametrize(
    "fails",
    [
        "goodstead.ledger.actions.record",
        "goodstead.clocks.actions.start",
        "goodstead.correspondence.actions.queue",
        "goodstead.evidence.actions.move_files",
        "goodstead.people.actions.add_person",
    ],
)
def test_it_is_all_written_or_none_of_it(submit, people, now, monkeypatch, fails):
    from goodstead.intake.models import Draft

    def broken(*args, **kwargs):
        raise RuntimeError

    sent = key()
    Draft.objects.create(key=sent, begun_at=now)
    monkeypatch.setattr(fails, broken)
    before = Entry.objects.count()
    with pytest.raises(RuntimeError):
        submit(submission_key=sent)
    for model in (Report, Person, SafeContact, Premises, Incident, Message, Deadline):
        assert not model.objects.exists(), model
    assert Entry.objects.count() == before and Draft.objects.exists()
