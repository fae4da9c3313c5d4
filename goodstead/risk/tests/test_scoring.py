"""RAM-1 against worked examples counted by hand, and what must hold for any answers."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as over
from hypothesis import strategies as st

from goodstead.clocks.definitions.counting import Unit
from goodstead.risk.definitions.instruments import DECLINED
from goodstead.risk.definitions.ram_1 import RAM_1
from goodstead.risk.definitions.ram_2 import RAM_2
from goodstead.risk.definitions.scoring import review_clock, score

LOWEST = {
    "frequency": "once", "linked": "no", "worse": "no", "relationship": "unknown",
    "intimidation": "none", "targeted": "no", "hate": "no", "daily_life": "none", "health": "no",
    "self_harm": "no", "support": "good", "vulnerability": "none", "others": "no",
    "violence": "no", "fear": "no", "acted_on": "yes",
}  # fmt: skip
HIGHEST_BY_POINTS = {
    "frequency": "daily", "linked": "yes", "worse": "yes", "relationship": "household",
    "intimidation": "now", "targeted": "personally", "hate": "yes", "daily_life": "extreme",
    "health": "serious", "self_harm": "no", "support": "alone", "vulnerability": "several",
    "others": "yes", "violence": "no", "fear": "yes", "acted_on": "no",
}  # fmt: skip


def test_the_sixteen_questions_score_fifty_points_at_most():
    assert len(RAM_1.questions) == 16
    assert [q.number for q in RAM_1.questions] == list(range(1, 17))
    assert [q.maximum for q in RAM_1.questions] == [5, 2, 3, 3, 6, 4, 4, 5, 4, 0, 3, 4, 2, 0, 3, 2]
    assert RAM_1.maximum == 50
    assert score(RAM_1, HIGHEST_BY_POINTS).score == 50


def test_points_are_those_of_the_rulebook():
    points = {q.code: [o.points for o in q.options] for q in RAM_1.questions}
    assert points == {
        "frequency": [0, 1, 2, 3, 4, 5], "linked": [0, 1, 2], "worse": [0, 1, 3],
        "relationship": [0, 1, 2, 3], "intimidation": [0, 2, 4, 6], "targeted": [0, 1, 3, 4],
        "hate": [0, 4], "daily_life": [0, 1, 2, 3, 5], "health": [0, 2, 4], "self_harm": [0, 0],
        "support": [0, 1, 3], "vulnerability": [0, 2, 4], "others": [0, 2], "violence": [0, 0],
        "fear": [0, 1, 3], "acted_on": [0, 1, 2],
    }  # fmt: skip


@pytest.mark.parametrize(
    "changes, points, band",
    [
        ({}, 0, "standard"),
        # weekly 3 + worse 3 + neighbour 2 + a lot 3 + health some 2 + fear some 1 + partly 1 = 15
        (
            {"frequency": "weekly", "worse": "yes", "relationship": "known_well",
             "daily_life": "a_lot", "health": "some", "fear": "some", "acted_on": "partly"},
            15, "standard",
        ),
        # the same with nothing done before: 2 in place of 1
        (
            {"frequency": "weekly", "worse": "yes", "relationship": "known_well",
             "daily_life": "a_lot", "health": "some", "fear": "some", "acted_on": "no"},
            16, "medium",
        ),
        # daily 5 + worse 3 + harassed before 4 + personally 4 + extreme 5 + alone 3 + fear 3 = 27
        (
            {"frequency": "daily", "worse": "yes", "intimidation": "before",
             "targeted": "personally", "daily_life": "extreme", "support": "alone", "fear": "yes"},
            27, "medium",
        ),
        # and earlier reports partly acted on: 1 more
        (
            {"frequency": "daily", "worse": "yes", "intimidation": "before",
             "targeted": "personally", "daily_life": "extreme", "support": "alone", "fear": "yes",
             "acted_on": "partly"},
            28, "high",
        ),
        ({"hate": "yes"}, 4, "medium"),
        ({"self_harm": "yes"}, 0, "high"),
        ({"violence": "yes"}, 0, "high"),
    ],
)  # fmt: skip
def test_worked_examples(changes, points, band):
    result = score(RAM_1, LOWEST | changes)
    assert (result.score, result.band, result.certain) == (points, band, True)


def test_automatic_high_asks_for_the_police_or_safeguarding_and_says_so():
    result = score(RAM_1, LOWEST | {"violence": "yes", "self_harm": "yes", "frequency": "daily"})
    assert result.prompts == ("police", "safeguarding")
    assert result.automatic == (
        "Thoughts of suicide or self-harm",
        "Violence, a weapon, a threat to kill, arson or stalking",
    )
    assert result.reasons == (*result.automatic, "It happens every day")
    assert any("999" in words for words in result.prompt_words)


def test_a_partner_asks_for_a_domestic_abuse_assessment_and_hate_is_flagged():
    result = score(RAM_1, LOWEST | {"relationship": "household", "hate": "yes"})
    assert result.prompts == ("dash", "hate")
    assert result.flags == ("hate",)


def test_reasons_go_from_the_heaviest_to_the_lightest_and_a_floor_outweighs_points():
    result = score(RAM_1, LOWEST | {"frequency": "daily", "hate": "yes", "acted_on": "no"})
    assert result.reasons == (
        "They believe it is because of who they are",
        "It happens every day",
        "Earlier reports were not acted on",
    )


def test_declined_is_not_zero_and_the_words_say_how_much_is_not_known():
    answers = LOWEST | {"frequency": "daily", "intimidation": "before", "support": "alone"}
    answers |= {"daily_life": DECLINED, "health": DECLINED}
    del answers["others"]
    result = score(RAM_1, answers)
    # 50 less the effect on life 5, health 4 and others 2
    assert (result.score, result.maximum_answered) == (12, 39)
    assert result.declined == ("daily_life", "health", "others")
    assert result.score_words == "12 of at most 39 answered points; 3 questions not answered"
    assert (result.band, result.certain) == ("standard", False)
    assert result.band_words == "at least Standard; 3 questions not answered"


def test_a_question_that_could_not_change_the_band_leaves_it_certain():
    result = score(RAM_1, {q: o for q, o in LOWEST.items() if q != "linked"})
    assert result.certain and result.band_words == "Standard"
    assert result.score_words == "0 of at most 48 answered points; 1 question not answered"


def test_one_automatic_question_left_out_makes_the_band_uncertain():
    result = score(RAM_1, LOWEST | {"violence": DECLINED})
    assert result.band_words == "at least Standard; 1 question not answered"


def test_high_is_high_however_little_was_answered():
    result = score(RAM_1, {"violence": "yes"})
    assert (result.band, result.certain) == ("high", True)
    assert len(result.declined) == 15


def test_nothing_answered_comes_to_nothing_known():
    result = score(RAM_1, {})
    assert (result.score, result.maximum_answered, result.reasons) == (0, 0, ())
    assert result.band_words == "at least Standard; 16 questions not answered"


def test_an_unknown_question_or_option_is_an_error_not_a_zero():
    with pytest.raises(KeyError):
        score(RAM_1, {"weather": "bad"})
    with pytest.raises(KeyError):
        score(RAM_1, {"violence": "maybe"})


@pytest.mark.parametrize(
    "band, declined, amount, unit",
    [
        ("high", 0, 14, Unit.DAYS),
        ("medium", 0, 28, Unit.DAYS),
        ("standard", 0, 3, Unit.MONTHS),
        ("standard", 4, 3, Unit.MONTHS),
        ("standard", 5, 28, Unit.DAYS),  # too little known to wait a quarter of a year
        ("high", 15, 14, Unit.DAYS),
    ],
)
def test_the_next_assessment_follows_the_band(band, declined, amount, unit):
    clock = review_clock(RAM_1, band, declined)
    assert (clock.code, clock.amount, clock.unit) == ("risk_assessment", amount, unit)


def test_the_manager_looks_after_28_days_at_high_and_56_at_medium():
    managers = {b.code: b.manager.amount if b.manager else None for b in RAM_1.bands}
    assert managers == {"standard": None, "medium": 56, "high": 28}


def test_three_questions_unsaid_are_at_least_medium_and_two_are_not():
    some = [q for q in LOWEST if q not in ("frequency", "daily_life", "intimidation")]
    few = {q: LOWEST[q] for q in some}
    result = score(RAM_2, few)
    assert (result.band, result.too_few) == ("medium", True)
    assert result.reasons == ("3 questions not answered, and not known is not low",)
    assert result.band_words == "at least Medium; 3 questions not answered"
    more = score(RAM_2, few | {"intimidation": "none"})
    assert (more.band, more.too_few) == ("standard", False)
    assert score(RAM_1, few).band == "standard"  # the twin: as it was read before


def test_unsaid_questions_that_could_not_raise_the_band_leave_it():
    whole = {q: o for q, o in LOWEST.items() if q not in ("linked", "others", "acted_on")}
    result = score(RAM_2, whole)
    assert (result.band, result.certain, result.too_few) == ("standard", True, False)


def test_few_answers_never_make_high_less_than_high():
    result = score(RAM_2, {"violence": "yes"})
    assert (result.band, result.too_few, result.band_words) == ("high", False, "High")


ANSWERS = st.fixed_dictionaries(
    {q.code: st.sampled_from([DECLINED, *(o.code for o in q.options)]) for q in RAM_1.questions}
)
QUESTION = st.sampled_from(RAM_1.questions)
unhurried = settings(deadline=None, suppress_health_check=list(HealthCheck))


@unhurried
@over(ANSWERS, QUESTION, st.data())
def test_a_heavier_answer_never_lowers_score_or_band(answers, question, data):
    options = [o.code for o in question.options]  # each list goes from the lightest up
    lighter, heavier = sorted(
        data.draw(st.lists(st.sampled_from(range(len(options))), min_size=2, max_size=2))
    )
    less = score(RAM_1, answers | {question.code: options[lighter]})
    more = score(RAM_1, answers | {question.code: options[heavier]})
    assert more.score >= less.score
    assert RAM_1.rank(more.band) >= RAM_1.rank(less.band)


@unhurried
@over(ANSWERS, QUESTION, st.data())
def test_declining_never_claims_more_than_any_answer_would(answers, question, data):
    option = data.draw(st.sampled_from(question.options))
    declined = score(RAM_1, answers | {question.code: DECLINED})
    answered = score(RAM_1, answers | {question.code: option.code})
    assert declined.score <= answered.score
    assert declined.maximum_answered == answered.maximum_answered - question.maximum
    # An answer may show the band to be higher, but then declining did not claim to be certain.
    if answered.band != declined.band:
        assert not declined.certain
        assert "at least" in declined.band_words


@unhurried
@over(ANSWERS, st.sampled_from(["violence", "self_harm"]))
def test_an_automatic_answer_is_always_high_and_certain(answers, question):
    result = score(RAM_1, answers | {question: "yes"})
    assert (result.band, result.certain) == ("high", True)
    assert result.automatic


@unhurried
@over(ANSWERS)
def test_hate_is_never_below_medium(answers):
    assert score(RAM_1, answers | {"hate": "yes"}).band in {"medium", "high"}


@unhurried
@over(ANSWERS)
def test_the_score_lies_within_what_was_answered_and_is_the_sum_of_its_parts(answers):
    result = score(RAM_1, answers)
    assert 0 <= result.score <= result.maximum_answered <= 50
    chosen = [q.option(answers[q.code]) for q in RAM_1.questions]
    assert result.score == sum(o.points for o in chosen if o)
    assert len(result.declined) == chosen.count(None)
    assert result == score(RAM_1, dict(reversed(answers.items())))


@unhurried
@over(ANSWERS, QUESTION)
def test_leaving_a_question_unsaid_never_lowers_below_what_the_answers_given_come_to(
    answers, question
):
    unsaid = score(RAM_2, answers | {question.code: DECLINED})
    lightest = score(RAM_2, answers | {question.code: question.options[0].code})
    assert RAM_2.rank(unsaid.band) >= RAM_2.rank(lightest.band)
