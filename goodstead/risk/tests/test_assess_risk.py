"""Assessing the harm done to one person."""

import html
import re
import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions as cases
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import Entry
from goodstead.people import actions as people_actions
from goodstead.risk import actions as risk_actions
from goodstead.risk import queries
from goodstead.risk.definitions.answers import given
from goodstead.risk.definitions.instruments import DECLINED, NOT_ASKED
from goodstead.risk.models import Assessment, NeverChanged

from .test_scoring import LOWEST

MEDIUM = {"frequency": "daily", "intimidation": "now", "targeted": "personally", "linked": "yes"}


def due_of(case):
    return queries.next_assessment(case)


def test_answers_are_kept_with_who_said_them_and_scored(assess, people, now, ann, case):
    answers = given(LOWEST | MEDIUM)
    answers["frequency"] = {"option": "daily", "source": "third party", "note": " Diary of 9 days "}
    assessment = assess(answers=answers)
    assert (assessment.score, assessment.band) == (17, "medium")
    assert (assessment.instrument_code, assessment.instrument_version) == ("ram", 2)
    assert assessment.answers["frequency"] == {
        "option": "daily",
        "source": "third party",
        "note": "Diary of 9 days",
    }
    assert (assessment.by, assessment.at, assessment.person) == (people.officer, now, ann)
    assert assessment.reasons[0] == "Being harassed now"
    again = Assessment.objects.get()
    assert again.result.score == again.score and list(again.result.reasons) == again.reasons


def test_the_case_takes_the_band_the_score_and_the_words(assess, case):
    assess({"violence": "yes", "frequency": "daily"})
    case.refresh_from_db()
    assert (case.harm_band, case.harm_score, case.harm_rank) == ("high", 5, 3)
    assert case.harm_words == (
        "Violence, a weapon, a threat to kill, arson or stalking; it happens every day"
    )


def test_a_question_that_is_left_out_is_kept_as_not_asked(assess):
    assessment = assess(answers=given({"frequency": "weekly"}))
    assert len(assessment.answers) == 16
    assert assessment.answers["violence"]["option"] == NOT_ASKED
    assert assessment.result.band_words == "at least Medium; 15 questions not answered"


@pytest.mark.parametrize(
    "options, due",
    [
        ({"violence": "yes"}, date(2026, 3, 16)),  # 2 March and 14 days
        (MEDIUM, date(2026, 3, 30)),  # 28 days
        ({}, date(2026, 6, 2)),  # 3 months
    ],
)
def test_the_next_assessment_is_due_by_band(assess, case, people, options, due):
    assessment = assess(options)
    deadline = due_of(case)
    assert (assessment.next_due_on, deadline.last_day) == (due, due)
    assert (deadline.owner, deadline.about) == (people.officer, f"cases.case:{case.pk}")


def test_the_next_assessment_meets_the_date_that_ran_and_starts_another(assess, case, later):
    assess()
    first = due_of(case)
    assess({"violence": "yes"}, at=later)
    first.refresh_from_db()
    assert first.met and first.done_at == later
    assert due_of(case).last_day == date(2026, 3, 17)
    assert due_of(case).harm == 3


def test_two_people_have_a_date_each_and_the_case_is_as_urgent_as_the_worst_off(
    assess, case, people, now, later
):
    bea = people_actions.add_person(by=None, at=now, name="Bea Ray")
    cases.add_party(by=people.officer, at=now, case=case, person=bea, part="complainant")
    assess({"violence": "yes"})
    assess(person=bea, at=later)
    case.refresh_from_db()
    assert case.harm_band == "high"
    assert queries.effective_band(case) == "high"
    running = Deadline.objects.filter(code="risk_assessment", stopped_at__isnull=True)
    assert sorted(running.values_list("last_day", flat=True)) == [
        date(2026, 3, 16),
        date(2026, 6, 3),
    ]


def test_who_has_left_the_case_no_longer_decides_how_urgent_it_is(assess, case, people, now, later):
    bea = people_actions.add_person(by=None, at=now, name="Bea Ray")
    party = cases.add_party(by=people.officer, at=now, case=case, person=bea, part="victim")
    assess(person=bea, options={"violence": "yes"})
    assess()
    cases.end_party(by=people.officer, at=later, party=party)
    assert queries.effective_band(case) == "standard"


def test_the_ledger_tells_the_band_and_what_to_do_but_never_the_score(assess, case):
    assess({"violence": "yes", "self_harm": "yes"})
    entry = Entry.objects.get(verb="risk.risk_assessed")
    assert entry.file == f"cases.case:{case.pk}"
    assert entry.facts == {
        "band": "high",
        "band_words": "High",
        "declined": 0,
        "instrument": "ram-2",
        "next_due": "2026-03-16",
        "prompts": ["police", "safeguarding"],
    }


def test_only_who_may_assess_and_sees_the_open_case_and_only_somebody_harmed(
    assess, people, now, later, case, open_case
):
    for by in (people.call_handler, people.coordinator, people.other_officer, people.auditor):
        with pytest.raises(PermissionDenied):
            assess(by=by)
    other = people_actions.add_person(by=None, at=now, name="Con Roe")
    cases.add_party(by=people.officer, at=now, case=case, person=other, part="alleged_perpetrator")
    with pytest.raises(NotNow, match="complains or is harmed"):
        assess(person=other)
    with pytest.raises(NotNow, match="Nothing was answered"):
        assess(answers=given({}))
    for wrong in ({"violence": "perhaps"}, {"weather": "bad"}):
        with pytest.raises(NotNow, match="one of the answers"):
            assess(answers=given(wrong))
    with pytest.raises(NotNow, match="one of the answers"):
        assess(answers=given({"violence": "no"}, source="the neighbour"))
    cases.close_case(by=people.officer, at=now, case=case, reason="not_asb", outcome="unresolved")
    with pytest.raises(NotNow, match="closed"):
        assess()
    assert not Assessment.objects.exists()
    cases.reopen_case(by=people.officer, at=later, case=case, reason="It began again")
    assert assess(by=people.officer, at=later)


@pytest.mark.parametrize(
    "fails",
    [
        "goodstead.ledger.actions.record",
        "goodstead.clocks.actions.start",
        "goodstead.cases.actions.set_harm",
    ],
)
def test_it_is_all_written_or_none_of_it(assess, case, monkeypatch, fails):
    before = Entry.objects.count()

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(fails, broken)
    with pytest.raises(RuntimeError):
        assess({"violence": "yes"})
    monkeypatch.undo()
    case.refresh_from_db()
    assert not Assessment.objects.exists() and case.harm_band == ""
    assert Entry.objects.count() == before and due_of(case) is None


def test_sending_the_same_form_twice_makes_one_assessment(assess):
    mark = uuid.uuid4()
    assert assess(submission=mark) == assess(submission=mark)
    assert Assessment.objects.count() == 1
    assert Entry.objects.filter(verb="risk.risk_assessed").count() == 1


def test_an_assessment_is_never_changed(assess):
    assessment = assess()
    assessment.score = 49
    with pytest.raises(NeverChanged):
        assessment.save()
    for change in (
        lambda: Assessment.objects.update(score=49),
        lambda: Assessment.objects.filter(pk=assessment.pk).delete(),
        lambda: Assessment.objects.bulk_update([assessment], ["score"]),
    ):
        with pytest.raises(NeverChanged):
            change()
    assert Assessment.objects.get().score == 0


def test_the_database_itself_refuses_a_change(assess):
    """The twin: past the model and its queryset, the trigger still stands."""
    assessment = assess()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Assessment._base_manager.filter(pk=assessment.pk).update(score=49)
    assert Assessment.objects.get().score == 0


def test_it_is_due_when_nobody_was_assessed_and_again_on_the_day(assess, case, now):
    assert queries.is_due(case, now)
    assess({"violence": "yes"})
    assert not queries.is_due(case, now + timedelta(days=13))
    assert queries.is_due(case, now + timedelta(days=14))


def test_the_trend_goes_from_the_oldest_to_the_newest(assess, case, later):
    assess({"violence": "yes", "frequency": "daily"})
    assess({"frequency": "weekly"}, at=later)
    assert [(p.score, p.band) for p in queries.trend(case)] == [(5, "high"), (3, "standard")]


def form_data(options=(), **said):
    data = {}
    for question, option in (LOWEST | dict(options)).items():
        data |= {f"{question}-option": option, f"{question}-source": "victim"}
    return data | said


def page(case):
    return reverse("risk:assess-risk", args=[case.reference])


def test_the_page_says_what_it_means_before_it_is_saved(client, people, case):
    client.force_login(people.officer)
    response = client.post(page(case), form_data({"violence": "yes"}, step="check"))
    text = response.content.decode()
    assert "What this means" in text and "High harm" in text
    assert "Violence, a weapon, a threat to kill, arson or stalking" in text
    assert "Tell the police today" in text
    assert "Save the assessment" in text
    assert not Assessment.objects.exists()


def hidden_fields(response):
    """What a browser without JavaScript would send from the page of meaning."""
    found = re.findall(
        r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', response.content.decode()
    )
    return {name: html.unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def test_two_steps_without_scripts_save_what_was_answered(client, people, case, ann):
    client.force_login(people.officer)
    note = "He said “I know where you live” & <left>"
    data = form_data(
        {"violence": DECLINED}, **{"frequency-note": note, "frequency-source": "officer"}
    )
    check = client.post(page(case), data | {"step": "check", "submission": str(uuid.uuid4())})
    assert "At least Standard; 1 question not answered" in check.content.decode()
    saved = client.post(page(case), hidden_fields(check) | {"step": "save"})
    assert saved["Location"] == reverse("risk:risk", args=[case.reference])
    assessment = Assessment.objects.get()
    assert assessment.answers["frequency"] == {"option": "once", "source": "officer", "note": note}
    assert assessment.answers["violence"]["option"] == DECLINED
    assert (assessment.person, assessment.by) == (ann, people.officer)
    client.post(page(case), hidden_fields(check) | {"step": "save"})  # pressed twice
    assert Assessment.objects.count() == 1


def test_answers_can_be_changed_after_reading_what_they_mean(client, people, case):
    client.force_login(people.officer)
    response = client.post(page(case), form_data({"frequency": "daily"}, step="change"))
    assert "See what this means" in response.content.decode()
    assert response.context["form"]["frequency-option"].value() == "daily"
    assert not Assessment.objects.exists()


def test_nothing_has_to_be_answered_and_what_is_left_out_was_not_asked(client, people, case):
    client.force_login(people.officer)
    data = {"frequency-option": "daily", "violence-option": DECLINED}
    assert "What this means" in client.post(page(case), data | {"step": "check"}).content.decode()
    assert client.post(page(case), data | {"step": "save"}).status_code == 302
    kept = {q: one["option"] for q, one in Assessment.objects.get().answers.items()}
    assert (kept["frequency"], kept["violence"], kept["fear"]) == ("daily", DECLINED, NOT_ASKED)


def test_a_page_without_any_answer_is_not_an_assessment(client, people, case):
    client.force_login(people.officer)
    for step in ("check", "save"):
        response = client.post(page(case), {"step": step, "frequency-note": "She was asleep"})
        assert "Nothing was answered" in response.content.decode()
        assert response.context["form"]["frequency-note"].value() == "She was asleep"
    assert not Assessment.objects.exists()


def test_earlier_answers_are_shown_beside_the_questions(client, people, case, assess):
    assess({"frequency": "weekly", "fear": DECLINED})
    client.force_login(people.officer)
    text = client.get(page(case)).content.decode()
    assert "Last time: About once a week" in text
    assert "Last time: Would rather not say" in text


def test_a_raised_band_is_said_to_stay(client, people, case, assess, later):
    raised = assess()
    risk_actions.raise_band(
        by=people.officer, assessment=raised, to_band="high", reason="R" * 20, at=later
    )
    client.force_login(people.officer)
    text = client.post(page(case), form_data(step="check")).content.decode()
    assert "was raised to High on judgement and stays there" in text and "High harm" in text


def test_the_page_is_for_who_may_assess_and_the_case_exists_for_nobody_else(client, people, case):
    shown = {}
    for name in ("officer", "leader", "coordinator", "other_officer", "auditor", "partner"):
        client.force_login(getattr(people, name))
        shown[name] = (
            client.get(page(case)).status_code,
            client.post(page(case), form_data(step="save")).status_code,
        )
    assert shown == {
        "officer": (200, 302), "leader": (200, 302), "coordinator": (403, 403),
        "other_officer": (404, 404), "auditor": (403, 403), "partner": (403, 403),
    }  # fmt: skip


def test_the_person_of_the_address_is_asked_about_and_nobody_from_elsewhere(
    client, people, case, ann, now
):
    bea = people_actions.add_person(by=None, at=now, name="Bea Ray")
    stranger = people_actions.add_person(by=None, at=now, name="Sid Stranger")
    cases.add_party(by=people.officer, at=now, case=case, person=bea, part="complainant")
    client.force_login(people.officer)
    client.post(f"{page(case)}?person={bea.pk}", form_data(step="save"))
    assert Assessment.objects.get().person == bea
    assert client.get(f"{page(case)}?person={stranger.pk}").context["person"] == ann


def test_a_case_without_anybody_harmed_says_what_to_do(client, people, open_case):
    empty = open_case()
    client.force_login(people.officer)
    assert "Add a person to the case" in client.get(page(empty)).content.decode()
    response = client.post(page(empty), form_data(step="save"))
    assert response.status_code == 200 and not Assessment.objects.exists()


@pytest.mark.parametrize(
    "field, value",
    [
        ("violence-option", "maybe"),
        ("violence-option", "\x00"),
        ("frequency-source", "nobody"),
        ("frequency-note", "x" * 1001),
        ("frequency-note", "a\x00b"),
        ("submission", "not-a-uuid"),
    ],
)
def test_hostile_input_is_refused_and_nothing_is_saved(client, people, case, field, value):
    client.force_login(people.officer)
    response = client.post(page(case), form_data(**{field: value, "step": "save"}))
    assert response.status_code == 200 and response.context["form"].errors
    assert not Assessment.objects.exists()


def test_the_page_costs_the_same_with_ten_earlier_assessments(
    client, people, case, assess, now, django_assert_max_num_queries
):
    assess()
    client.force_login(people.officer)
    client.get(page(case))
    with django_assert_max_num_queries(30) as one:
        client.get(page(case))
    for day in range(1, 10):
        assess(at=now + timedelta(days=day))
    with django_assert_max_num_queries(len(one)):
        client.get(page(case))
