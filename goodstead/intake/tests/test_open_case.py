"""A report becomes a case with a named officer."""

from datetime import date, timedelta

import pytest

from goodstead.access.permissions import NotNow
from goodstead.cases.models import Case
from goodstead.clocks.models import Deadline
from goodstead.intake import actions, queries
from goodstead.intake.definitions.asking import Kind
from goodstead.intake.definitions.report_forms import FORM
from goodstead.intake.rules import ram_1_answers
from goodstead.ledger.models import Entry, key_of
from goodstead.risk.definitions.catalogue import CURRENT
from goodstead.risk.models import Told

from .deciding import keeps_its_promises, page_decides
from .telling import EVERYDAY, LITTLE


@pytest.fixture
def open_case(report, people, now):
    def open_case(by, reason="Because of this", **changed):
        return actions.open_case(by=by, at=now, report=report, reason=reason, **changed)

    return open_case


def test_it_is_decided_once_with_a_reason_and_stops_what_waited(
    open_case, report, people, monkeypatch
):
    case = keeps_its_promises(
        open_case, report, people, "intake.case_opened", "opened", monkeypatch
    )
    assert report.case == case and Case.objects.count() == 1


def test_the_officer_of_the_patch_gets_it_and_the_reporter_is_its_complainant(
    open_case, report, people
):
    case = open_case(people.officer)
    assert case.officer == people.officer
    party = case.parties.get()
    assert (party.person, party.part) == (report.person, "complainant")


def test_another_officer_can_be_chosen(open_case, people):
    assert open_case(people.leader, officer=people.other_officer).officer == people.other_officer


def test_high_harm_goes_with_it_so_that_the_first_contact_is_due_in_one_working_day(
    open_case, people, now
):
    case = open_case(people.officer)
    assert case.harm_band == "high" and case.harm_words.startswith("From the report: ")
    first = Deadline.objects.get(subject=key_of(case), code="first_contact")
    assert (first.last_day.day, first.last_day.month) == (3, 3)


def test_it_is_told_in_the_file_of_the_case_too(open_case, people):
    case = open_case(people.officer)
    assert Entry.objects.filter(file=key_of(case), verb="intake.case_opened").exists()


def test_a_restricted_report_becomes_a_restricted_case_of_somebody_trained(submit, people, now):
    report, _ = submit(category="domestic_abuse")
    case = actions.open_case(
        by=people.restricted_worker, at=now, report=report, reason="Because", track="asb"
    )
    assert case.restricted and case.officer in (people.restricted_worker, people.leader)


def test_somebody_untrained_cannot_get_a_restricted_case(submit, people, now):
    report, _ = submit(category="domestic_abuse")
    with pytest.raises(NotNow, match="not trained"):
        actions.open_case(
            by=people.leader, at=now, report=report, reason="Because", officer=people.officer
        )
    report.refresh_from_db()
    assert report.outcome == "" and not Case.objects.exists()


def test_an_anonymous_report_makes_a_case_without_a_complainant(submit, people, now):
    report, _ = submit(may_contact="no")
    assert not actions.open_case(
        by=people.leader, at=now, report=report, reason="B"
    ).parties.exists()


def test_the_page(client, people, report):
    report = page_decides(client, people, report, "open-case", {"track": "asb"})
    assert report.case.officer == people.officer


def test_everyday_noise_is_offered_the_good_neighbourhood_track(client, people, submit):
    quiet, _ = submit(LITTLE | EVERYDAY)
    client.force_login(people.officer)
    form = client.get(f"/reports/{quiet.reference}/open-case").context["form"]
    assert form.initial["track"] == "good_neighbourhood"


def test_the_page_says_who_is_suggested_and_why(client, people, report):
    client.force_login(people.officer)
    html = client.get(f"/reports/{report.reference}/open-case").content.decode()
    assert "Ola Officer – looks after North" in html


def test_what_the_report_said_stands_beside_the_risk_assessment(people, now, submit):
    report, _ = submit(
        danger="yes", category="domestic_abuse", violence="yes", fear="yes", vulnerable=["age"]
    )
    case = actions.open_case(by=None, at=now, report=report, reason="Danger")
    told = Told.objects.get(case=case)
    assert told.answers["violence"] == "yes" and told.answers["vulnerability"] == "one"
    assert (told.band, told.asked) == ("high", ["violence"])
    assert told.beyond == "said that someone is in danger now"
    assert told.words == case.harm_words and told.person == report.person
    assert told.said_at == report.received_at


def test_not_safe_now_is_told_to_whoever_assesses_the_risk(people, now, submit):
    report, _ = submit(LITTLE | {"category": "domestic_abuse", "safe_now": "no"})
    case = actions.open_case(by=None, at=now, report=report, reason="Danger")
    told = Told.objects.get(case=case)
    assert (told.band, told.beyond) == ("high", "says that they are not safe now")


def test_every_answer_of_the_report_form_is_one_that_the_assessment_offers():
    offered = {q.code: {o.code for o in q.options} for q in CURRENT.questions}
    for question in FORM.questions:
        for answer in question.answers:
            said = [answer.code] if question.kind == Kind.MANY else answer.code
            for code, option in ram_1_answers({question.code: said}).items():
                assert option in offered[code], (question.code, answer.code)


DANGER = {"category": "violence", "danger": "yes"}


@pytest.mark.parametrize(
    ("answers", "band"),
    [(DANGER, "high"), ({"frequency": "once", "daily_life": "none", "fear": "no"}, None)],
)
def test_what_the_resident_was_told_is_what_is_clocked(submit, people, now, answers, band):
    """Reported on a Friday, triaged on the Monday after: the days between are not given again."""
    friday, monday = now + timedelta(days=4), now + timedelta(days=7)
    report, _ = submit(at=friday, **answers)
    assert band in (None, report.harm_band)
    told = queries.promised(submission_key=report.submission_key)
    case = actions.open_case(by=people.leader, at=monday, report=report, reason="Serious enough")
    due = dict(Deadline.objects.filter(subject=key_of(case)).values_list("code", "last_day"))
    assert due["first_contact"] <= told.answer_by
    assert due["interview"] <= told.speak_by
    assert due["plan_due"] <= told.plan_by
    if band == "high":
        assert due["interview"] == told.speak_by == date(2026, 3, 10)


def test_a_date_that_passed_before_triage_is_shown_as_passed(submit, people, now):
    report, _ = submit(**DANGER)
    at = now + timedelta(days=14)
    case = actions.open_case(by=people.leader, at=at, report=report, reason="Serious enough")
    interview = Deadline.objects.get(subject=key_of(case), code="interview")
    assert interview.last_day == date(2026, 3, 4) and interview.is_late(at)
