"""The plan as it is read out to the victim."""

from datetime import timedelta

import pytest

from goodstead.ledger.models import Viewing, key_of
from goodstead.plans import actions, queries


def text(answer):
    return " ".join(answer.content.decode().split())


def test_an_empty_plan_says_what_begins_it(page, case):
    shown = text(page("plans:plan", case))
    assert "There is no plan yet" in shown
    assert "Nobody has been spoken with yet" in shown
    assert "Not reviewed yet" in shown
    assert "is in touch with the victim by" in shown


def test_each_step_says_who_by_when_and_how_it_stands_in_words(
    page, case, add_step, people, later, ann, log_contact
):
    add_step(partner="The landlord", text="Fit a lock", kind="prevention")
    done = add_step()
    actions.finish_step(by=people.officer, at=later, step=done, note="They agreed")
    dropped = add_step(text="Mediation")
    actions.cancel_step(by=people.officer, at=later, step=dropped, reason="He refused")
    actions.agree_plan(by=people.officer, at=later, case=case, person=ann, how="in_person")
    log_contact(how="voicemail", against_rules_because="By mistake")
    log_contact(reached=False)
    log_contact(by_them=True, how="email")
    actions.review_case(by=people.officer, at=later, case=case, outcome="continue", note="Quieter")
    shown = text(page("plans:plan", case))
    for words in (
        "The landlord", "Ola Officer sees to it", "To do", "Done on", "They agreed",
        "Cancelled on", "He refused", "Agreed with Ann Lee in person on", "Copy by email",
        "Prevention: 1 to do", "Early intervention: 1 done, 1 cancelled", "Support: nothing yet",
        "No answer", "Used a way that they had not said is safe", "Ann Lee contacted us",
        "Go on with the plan",
    ):  # fmt: skip
        assert words in shown, words


def test_a_plan_that_changed_since_it_was_agreed_says_so(page, case, add_step, people, later, ann):
    add_step()
    assert "Not yet agreed" in text(page("plans:plan", case))
    actions.agree_plan(
        by=people.officer, at=later, case=case, person=ann, how="not_agreed", reason="Wants more"
    )
    assert "not agreed: Wants more" in text(page("plans:plan", case))
    add_step(at=later + timedelta(minutes=1))
    assert "The plan has changed since then" in text(page("plans:plan", case))


def test_who_may_only_read_is_offered_no_change(page, case, add_step, people):
    add_step()
    shown = text(page("plans:plan", case, by="coordinator"))
    assert "Speak with the neighbour" in shown
    assert "Add a step" not in shown and "Log a contact" not in shown


def test_the_viewing_is_written_down(page, case):
    page("plans:plan", case)
    assert Viewing.objects.filter(subject=key_of(case), page="plans:plan").count() == 1


def test_its_queries_do_not_grow_with_the_plan(
    page, case, add_step, log_contact, django_assert_max_num_queries, later
):
    add_step()
    log_contact()
    page("plans:plan", case)
    with django_assert_max_num_queries(30) as few:
        page("plans:plan", case)
    for hours in range(4):
        add_step()
        log_contact(at=later + timedelta(hours=hours))
    with django_assert_max_num_queries(len(few.captured_queries)):
        page("plans:plan", case)


def test_the_next_review_is_read_from_the_clock(case):
    assert queries.next_review_by(case).isoformat() == "2026-03-30"


@pytest.mark.parametrize("who", ["restricted_worker", "officer", "coordinator"])
def test_a_restricted_plan_is_there_for_its_officer_only(page, open_case, who):
    secret = open_case(category="domestic_abuse")
    expected = 200 if who == "restricted_worker" else 404
    assert page("plans:plan", secret, by=who).status_code == expected


def test_outsiders_learn_nothing(only_for, case):
    only_for(
        "plans:plan", case,
        officer=200, leader=200, coordinator=200, information_officer=200, other_officer=404,
        call_handler=403, partner=403, auditor=403, administrator=403, councillor=403,
    )  # fmt: skip
