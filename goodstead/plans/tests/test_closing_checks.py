"""What must be so before closing is asked of each person harmed, and nothing walks round it."""

from datetime import timedelta

import pytest

from goodstead.access.permissions import NotNow
from goodstead.cases import actions as cases
from goodstead.cases.models import Case
from goodstead.correspondence import actions as correspondence
from goodstead.ledger.following import follow
from goodstead.people import actions as people_actions
from goodstead.plans import actions, queries
from goodstead.plans.actions import Told
from goodstead.risk.followers import FOLLOWERS


@pytest.fixture
def bea(people, later, case):
    """A second person harmed, of whom nothing is known yet."""
    person = people_actions.add_person(by=None, at=later, name="Bea Hall")
    cases.add_party(by=people.officer, at=later, case=case, person=person, part="victim")
    follow(FOLLOWERS, at=later)
    return person


@pytest.fixture
def close(people, later, case):
    """Close it for a reason. Nobody is told here: that has tests of its own."""

    def act(reason="unresolved", at=later):
        fresh = Case.objects.get(pk=case.pk)
        told = [Told(one, "not_told", "Not safe") for one in queries.harmed_people(fresh)]
        return actions.close_case(
            by=people.leader, at=at, case=fresh, reason=reason, outcome="unresolved",
            summary="We looked into it.", told=told,
        )  # fmt: skip

    return act


@pytest.fixture
def leave(people, later, case):
    def act(person, because="left"):
        party = case.parties.get(person=person, ended_at=None)
        return cases.end_party(by=people.officer, at=later, party=party, because=because)

    return act


def test_who_was_never_assessed_nor_spoken_with_is_not_hidden_by_somebody_who_was(
    close, assess, log_contact, bea
):
    assess()
    log_contact()
    with pytest.raises(NotNow) as refused:
        close()
    assert "Assess the risk to Bea Hall again first" in str(refused.value)
    assert "Speak with Bea Hall, or log 3 attempts" in str(refused.value)
    assess(person=bea)
    log_contact(person=bea, by_them=True)
    assert close().closed_at


def test_ending_a_part_answers_no_check(close, leave, assess, log_contact, ann):
    leave(ann)
    with pytest.raises(NotNow, match="Assess the risk to Ann Lee .who has left the case."):
        close()


def test_nor_does_it_when_somebody_else_stays(close, leave, assess, log_contact, bea):
    assess()
    log_contact()
    leave(bea)
    with pytest.raises(NotNow, match="Speak with Bea Hall .who has left the case."):
        close()


def test_who_was_looked_after_before_they_left_needs_nothing_more(
    close, leave, assess, log_contact, bea, later
):
    assess(person=bea)
    log_contact(person=bea, by_them=True)
    leave(bea)
    when = later + timedelta(days=60)
    assess(at=when)
    log_contact(at=when)
    assert close(at=when).closed_at


def test_who_was_put_down_by_mistake_does_not_hold_the_case_up(
    close, leave, assess, log_contact, bea
):
    assess()
    log_contact()
    leave(bea, because="mistake")
    assert close().closed_at


def test_who_was_assessed_was_no_mistake(close, leave, assess, log_contact, bea):
    assess()
    log_contact()
    assess(person=bea)
    leave(bea, because="mistake")
    with pytest.raises(NotNow, match="Speak with Bea Hall"):
        close()


def test_risk_is_scored_again_before_closing(close, assess, log_contact, later):
    """An interval of three months leaves the last answers three months old."""
    assess(daily_life="none", frequency="once", linked="no", worse="no", targeted="no")
    when = later + timedelta(days=29)
    log_contact(at=when)
    with pytest.raises(NotNow, match="Assess the risk to Ann Lee again"):
        close(at=when)
    assess(at=when)
    assert close(at=when).closed_at


def test_what_was_before_the_case_was_reopened_does_not_count(
    close, assess, log_contact, people, later, case
):
    assess()
    log_contact()
    close()
    when = later + timedelta(days=3)
    case = Case.objects.get(pk=case.pk)
    cases.reopen_case(by=people.officer, at=when, case=case, reason="Drums again")
    with pytest.raises(NotNow) as refused:
        close(at=when)
    assert "Assess the risk" in str(refused.value) and "Speak with" in str(refused.value)


def test_could_not_be_reached_needs_attempts_a_letter_and_time_to_answer(
    close, assess, log_contact, later
):
    with pytest.raises(NotNow, match="log 3 attempts"):
        close("out_of_contact")
    for hours in range(3):
        log_contact(at=later + timedelta(hours=hours), reached=False)
    when = later + timedelta(hours=3)
    assess(at=when)
    with pytest.raises(NotNow, match="one of them in writing"):
        close("out_of_contact", at=when + timedelta(days=20))
    log_contact(at=when, how="email", reached=False)  # Monday 2 March; ten working days: 16 March
    with pytest.raises(NotNow, match="wait 10 working days for Ann Lee"):
        close("out_of_contact", at=when + timedelta(days=14))
    assert close("out_of_contact", at=when + timedelta(days=15)).closed_at


def test_three_attempts_do_not_spare_the_assessment(close, log_contact, later):
    for hours in range(3):
        log_contact(at=later + timedelta(hours=hours), reached=False)
    with pytest.raises(NotNow, match="Assess the risk"):
        close("out_of_contact", at=later + timedelta(days=30))


def test_who_may_not_be_written_to_has_ten_days_from_the_last_attempt(
    close, assess, log_contact, contact, later
):
    correspondence.change_contact(by=None, at=later, contact=contact, may_email=False)
    for hours in range(3):
        log_contact(at=later + timedelta(hours=hours), reached=False)
    assess(at=later + timedelta(hours=3))
    with pytest.raises(NotNow, match="wait 10 working days"):
        close("out_of_contact", at=later + timedelta(days=14))
    assert close("out_of_contact", at=later + timedelta(days=15)).closed_at


def test_who_was_spoken_with_can_be_reached(close, assess, log_contact):
    assess()
    log_contact()
    with pytest.raises(NotNow, match="choose another reason"):
        close("out_of_contact")


def test_when_one_has_died_the_others_are_still_asked(close, assess, log_contact, bea, later):
    with pytest.raises(NotNow, match="Assess the risk to Bea Hall"):
        close("deceased")
    assess(person=bea)
    log_contact(person=bea, by_them=True)
    assert close("deceased").closed_at


def test_when_the_only_one_has_died_nobody_is_asked(close):
    assert close("deceased").closed_at


def test_a_safeguarding_referral_is_made_and_finished_first(
    close, assess, log_contact, add_step, people, later, case
):
    assess(self_harm="yes")
    log_contact()
    with pytest.raises(NotNow, match="asked for a safeguarding referral"):
        close()
    with pytest.raises(NotNow, match="safeguarding"):
        close("duplicate")
    ordinary = add_step()
    actions.finish_step(by=people.officer, at=later, step=ordinary)
    with pytest.raises(NotNow, match="safeguarding"):
        close()
    step = add_step(text="Adult safeguarding referral", kind="support", safeguarding=True)
    with pytest.raises(NotNow, match="1 step still to do"):
        close()
    actions.finish_step(by=people.officer, at=later, step=step, note="Taken on by adult care")
    assert close().closed_at


def test_the_page_names_the_person(page, case, bea, people):
    shown = page("plans:close-case", case).content.decode()
    assert "Bea Hall" in shown and "Each victim was spoken with" in shown


def test_an_email_is_no_talk_before_closing(close, assess, log_contact):
    assess()
    log_contact(how="email", by_them=True)
    with pytest.raises(NotNow, match="Speak with Ann Lee, or log 3 attempts"):
        close()
    log_contact(how="meeting")
    assert close().closed_at
