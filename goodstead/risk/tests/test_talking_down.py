"""Nobody is talked down: what is not answered lowers nothing, and a second person decides."""

import pytest
from django.urls import reverse

from goodstead.cases import actions as cases
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import Entry
from goodstead.people import actions as people_actions
from goodstead.risk import actions, queries
from goodstead.risk.definitions.answers import given
from goodstead.risk.definitions.instruments import DECLINED
from goodstead.risk.models import Assessment, NeverChanged, Override, Told

from .conftest import REASON
from .test_scoring import LOWEST

ALMOST_NOTHING = given({"frequency": "once"} | {q: DECLINED for q in LOWEST if q != "frequency"})
DANGER = "From the report: Said that someone is in danger now"


@pytest.fixture
def reported(case, ann, now):
    """The case was opened at high harm: danger now, and violence."""

    def act(**said):
        cases.set_harm(by=None, at=now, case=case, band="high", score=None, words=DANGER)
        values = {
            "by": None, "at": now, "said_at": now, "case": case, "person": ann,
            "reference": "R-AAAA-AAAA", "answers": {"violence": "yes", "fear": "yes"},
            "band": "high", "words": DANGER, "asked": ["violence"], "beyond": "in danger now",
        }  # fmt: skip
        return actions.keep_told(**(values | said))

    return act


def test_one_answer_and_fifteen_refusals_leave_a_case_that_opened_high_at_high(
    reported, assess, case, later
):
    reported()
    assessment = assess(answers=ALMOST_NOTHING, at=later)
    case.refresh_from_db()
    assert case.harm_band == "high"
    assert assessment.band == "high"  # violence, as the report said
    assert assessment.kept["violence"] == {"option": "yes", "on": "2026-03-02", "said": "report"}


def test_without_the_report_the_same_answers_are_at_least_medium(assess, case):
    assessment = assess(answers=ALMOST_NOTHING)
    assert assessment.band == "medium" and assessment.result.too_few


def test_what_was_answered_before_counts_while_it_is_declined(assess, case, later):
    assess({"violence": "yes", "frequency": "daily"})
    second = assess(answers=ALMOST_NOTHING, at=later)
    assert second.band == "high" and second.score == 0
    third = assess(answers=ALMOST_NOTHING, at=later)
    assert third.kept["violence"] == {"option": "yes", "on": "2026-03-02", "said": "assessment"}
    lines = {line.question.code: line.answer for line in queries.lines_of(third)}
    assert lines["violence"] == "Not answered now; on 2 March 2026: Yes"
    answered = assess({}, at=later)  # the twin: an answer now takes the place of the old one
    assert (answered.band, answered.kept) == ("standard", {})
    case.refresh_from_db()
    assert case.harm_band == "standard"


def test_what_no_question_asks_about_waits_for_a_second_person(
    reported, assess, case, people, later
):
    reported()
    assessment = assess({"fear": "some"}, at=later)
    assert assessment.band == "standard"
    case.refresh_from_db()
    assert case.harm_band == "high" and DANGER in case.harm_words
    standing = queries.standing(case)
    assert standing.held and standing.band_words.startswith("High, as before, until a second")
    asked = standing.waiting
    assert (asked.asked_by, asked.to_band) == (people.officer, "standard")
    assert DANGER in asked.reason
    assert Deadline.objects.all().running().filter(code="risk_lowering").exists()
    assert Entry.objects.filter(verb="risk.lowering_asked").exists()
    with pytest.raises(Exception, match="Somebody else must decide"):
        actions.decide_lowering(
            by=people.leader if asked.asked_by == people.leader else _as_leader(asked, people),
            override=asked, agreed=True, reason=REASON, at=later,
        )  # fmt: skip
    actions.decide_lowering(by=people.leader, override=asked, agreed=True, reason=REASON, at=later)
    case.refresh_from_db()
    assert case.harm_band == "standard"


def _as_leader(asked, people):
    """The officer who asked, as if they had the post as well."""
    people.officer.role = people.leader.role
    people.officer.save()
    return people.officer


def test_it_is_lowered_at_once_when_every_question_that_made_it_high_is_answered(
    reported, assess, case, later
):
    reported(beyond="")
    assess({}, at=later)
    case.refresh_from_db()
    assert case.harm_band == "standard" and not Override.objects.exists()


def test_it_stays_held_through_the_next_assessment_and_once_two_have_agreed_no_longer(
    reported, assess, case, people, later
):
    reported()
    assess({}, at=later)
    assert queries.standing_of(assess({}, at=later)).held
    actions.decide_lowering(
        by=people.leader, override=queries.standing(case).waiting, agreed=True, reason=REASON,
        at=later,
    )  # fmt: skip
    assert queries.standing_of(assess({}, at=later)).band == "standard"


def test_harm_that_was_set_without_a_report_is_held_as_well(assess, case, now, later):
    cases.set_harm(by=None, at=now, case=case, band="high", score=None, words="Seen by an officer")
    assess({}, at=later)
    case.refresh_from_db()
    assert case.harm_band == "high"


def test_assessing_somebody_else_does_not_lower_who_reported_danger(
    reported, assess, case, people, now, later
):
    reported()
    bea = people_actions.add_person(by=None, at=now, name="Bea Ray")
    cases.add_party(by=people.officer, at=now, case=case, person=bea, part="victim")
    assess({}, person=bea, at=later)
    case.refresh_from_db()
    assert case.harm_band == "high"
    assert queries.standing(case).band == "standard"  # of Bea, whom no report was about


def test_a_later_report_adds_to_what_was_said_and_takes_nothing_back(assess, reported, later, case):
    assess({"fear": "some"})
    reported(answers={"fear": "yes", "violence": "no"}, band="", at=later, said_at=later)
    second = assess(answers=ALMOST_NOTHING, at=later)
    assert second.kept["fear"]["option"] == "yes"


def test_a_report_with_an_answer_that_is_not_offered_stops_nobody(assess, reported, later):
    reported(answers={"fear": "maybe", "weather": "bad"}, band="")
    assert not assess(answers=ALMOST_NOTHING, at=later).kept


def test_what_was_told_is_never_changed_and_kept_by_the_system_alone(reported, people):
    told = reported()
    with pytest.raises(NeverChanged):
        told.save()
    with pytest.raises(NeverChanged):
        Told.objects.update(words="")
    with pytest.raises(Exception, match="by the system"):
        reported(by=people.leader, reference="R-BBBB-BBBB")


def test_the_chart_leaves_out_who_answered_almost_nothing(assess, case, now, later):
    assess(answers=given({"frequency": "daily"}))
    assess({"frequency": "daily"}, at=later)
    assess({"frequency": "weekly"}, at=later)
    one = queries.overview(case, later)[0]
    assert one.chart.series[0].values == (5.0, 3.0)
    assert "1 assessment is left out, because too little was answered." in one.chart.summary


def page(case):
    return reverse("risk:assess-risk", args=[case.reference])


def test_the_pages_say_what_counts_and_why_it_stays(
    client, people, reported, case, now, monkeypatch
):
    reported()
    client.force_login(people.officer)
    text = client.get(page(case)).content.decode()
    assert "The report’s answer of 2 March 2026 counts as: Yes" in text
    assert "Said in the report" not in text  # it was asked in other words there
    assert 'value="yes" checked' not in text  # beside the question, never filled in
    data = {"frequency-option": "once", "violence-option": "no", "step": "check"}
    text = client.post(page(case), data).content.decode()
    assert "Not answered now, so what was said before counts" in text
    assert "the report’s answer of 2 March 2026 counts as: " in text
    assert "It stays High until a second person agrees" in text
    assert not Assessment.objects.exists()
    client.post(page(case), data | {"step": "save"})
    text = client.get(reverse("risk:risk", args=[case.reference])).content.decode()
    assert "has asked to lower it to Medium" in text
