"""Agreeing the plan with the victim, and the copy that they get, or why they do not."""

from datetime import date, timedelta

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions as cases
from goodstead.clocks.models import Deadline
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.models import Message
from goodstead.ledger.models import Entry, key_of
from goodstead.people import actions as people_actions
from goodstead.plans import actions, queries
from goodstead.plans.models import Agreement


@pytest.fixture
def agree(case, people, ann, later, add_step):
    add_step()
    add_step(text="Fit a lock", kind="prevention", partner="The landlord")

    def act(**said):
        values = {"by": people.officer, "at": later, "case": case, "person": ann}
        return actions.agree_plan(**(values | {"how": "phone"} | said))

    return act


def test_the_victim_gets_a_copy_that_can_be_read_out(agree):
    agreement = agree()
    assert agreement.message.state == "queued"
    assert "Speak with the neighbour – Ola Officer, by 9 March 2026" in agreement.message.body
    assert "Fit a lock – The landlord, by 9 March 2026" in agreement.message.body
    assert Entry.objects.filter(verb="plans.plan_agreed").exists()


def test_the_promise_of_a_plan_is_kept_and_the_review_is_on_the_day_agreed(agree, case, dates):
    agree(review_on=date(2026, 3, 20))
    assert Deadline.objects.get(about=key_of(case), code="plan_due").met
    assert dates(case)["case_review"] == date(2026, 3, 20)


def test_without_another_day_the_review_is_as_late_as_the_standard_allows(agree, case, dates):
    assert agree().review_on == dates(case)["case_review"] == date(2026, 3, 30)
    with pytest.raises(NotNow, match="review by 30 March 2026"):
        agree(review_on=date(2026, 3, 31))


def test_who_may_not_be_emailed_gets_no_email_and_the_plan_says_so(agree, contact, people, later):
    correspondence.change_contact(by=None, at=later, contact=contact, may_email=False)
    agreement = agree()
    assert agreement.message.state == "held"
    assert agreement.message.reason.rstrip(".") in agreement.copy_words
    assert agreement.copy_words.startswith("The copy by email was not sent: ")
    assert "put it into their hand" in agreement.copy_words


def test_of_whom_we_hold_nothing_and_who_wants_none_get_no_copy(agree, case, people, later):
    bea = people_actions.add_person(by=None, at=later, name="Bea")
    cases.add_party(by=people.officer, at=later, case=case, person=bea, part="complainant")
    assert "no contact details" in agree(person=bea).copy_words
    assert agree(send_copy=False).copy_words == "No copy was sent."


def test_a_plan_that_was_not_agreed_says_why_keeps_no_promise_and_sends_nothing(agree, case):
    with pytest.raises(NotNow, match="why the plan was not agreed"):
        agree(how="not_agreed")
    agreement = agree(how="not_agreed", reason="She wants him evicted")
    assert agreement.message is None
    assert Deadline.objects.get(about=key_of(case), code="plan_due").met is False
    assert Entry.objects.filter(verb="plans.plan_not_agreed").exists()


def test_a_plan_has_steps_and_is_agreed_with_somebody_harmed(case, people, ann, later, add_step):
    def agree(person=ann):
        return actions.agree_plan(
            by=people.officer, at=later, case=case, person=person, how="phone"
        )

    with pytest.raises(NotNow, match="at least one step"):
        agree()
    step = add_step()
    stranger = people_actions.add_person(by=None, at=later, name="Stranger")
    with pytest.raises(NotNow, match="victim or complainant"):
        agree(person=stranger)
    actions.cancel_step(by=people.officer, at=later, step=step, reason="No")
    with pytest.raises(NotNow, match="at least one step"):
        agree()


def test_it_was_agreed_on_a_day_that_has_come_in_a_way_that_exists(agree, later):
    with pytest.raises(NotNow, match="in the future"):
        agree(agreed_on=later.date() + timedelta(days=1))
    with pytest.raises(NotNow, match="how the plan was agreed"):
        agree(how="telepathy")
    assert agree(agreed_on=later.date() - timedelta(days=1))


def test_a_step_added_or_cancelled_afterwards_changes_the_plan(
    agree, case, add_step, later, people
):
    agreement = agree()
    steps = queries.steps_of(case)
    assert not queries.changed_since(agreement, steps)
    actions.finish_step(by=people.officer, at=later + timedelta(days=1), step=steps[0])
    assert not queries.changed_since(agreement, queries.steps_of(case))
    actions.cancel_step(
        by=people.officer, at=later + timedelta(days=1), step=steps[1], reason="No need"
    )
    assert queries.changed_since(agreement, queries.steps_of(case))
    assert not queries.changed_since(None, steps)


def test_who_cannot_manage_the_plan_is_refused(agree, people):
    for who in (people.other_officer, people.coordinator):
        with pytest.raises(PermissionDenied):
            agree(by=who)
    assert agree()


@pytest.mark.parametrize(
    "fails",
    [
        "goodstead.ledger.actions.record",
        "goodstead.clocks.actions.agree",
        "goodstead.correspondence.actions.queue",
    ],
)
def test_it_is_all_written_or_none_of_it(agree, nothing_remains, fails):
    nothing_remains(agree, fails)
    assert not Agreement.objects.exists() and not Message.objects.exists()


def test_the_page_shows_the_plan_to_read_out_and_says_what_became_of_the_copy(
    page, case, agree, ann, client
):
    shown = page("plans:agree-plan", case).content.decode()
    assert "Speak with the neighbour" in shown
    done = page(
        "plans:agree-plan", case, person=ann.pk, how="phone", send_copy="on",
        agreed_on_day="2", agreed_on_month="3", agreed_on_year="2026",
        review_on_day="20", review_on_month="3", review_on_year="2026",
    )  # fmt: skip
    assert done.status_code == 302
    assert "Copy by email" in client.get(done.url).content.decode()


def test_outsiders_learn_nothing(only_for, case):
    only_for("plans:agree-plan", case, officer=200, other_officer=404, coordinator=403)


def test_the_copy_of_a_plan_in_a_case_restricted_later_says_nothing_of_it(
    case, people, ann, later, add_step
):
    trained = people.restricted_worker
    cases.change_officer(by=people.leader, at=later, case=case, officer=trained, reason="Threats")
    case = cases.restrict_case(by=trained, at=later, case=case, reason="Threats")
    add_step(by=trained, case=case, owner=trained, text="Locks after her ex-husband's threats")
    copy = actions.agree_plan(by=trained, at=later, case=case, person=ann, how="phone").message
    assert copy.state == "queued"
    assert "ex-husband" not in copy.body
    letter = queries.closing_letter(case, ann, "not_asb", "We saw her ex-husband", later)
    assert "ex-husband" not in letter.body


def test_a_copy_is_not_ticked_for_somebody_who_may_not_be_emailed(
    page, case, add_step, contact, later
):
    add_step()
    assert page("plans:agree-plan", case).context["form"]["send_copy"].initial is True
    correspondence.change_contact(by=None, at=later, contact=contact, may_email=False)
    form = page("plans:agree-plan", case).context["form"]
    assert form["send_copy"].initial is False
    assert "nothing would be sent" in form["send_copy"].help_text


def test_when_it_is_safe_stands_beside_a_copy_that_leaves_at_once(
    page, case, add_step, contact, later, people
):
    add_step()
    words = "They said when it is safe: After 6pm. An email leaves at once"
    assert words in page("plans:agree-plan", case).content.decode()
    bea = people_actions.add_person(by=None, at=later, name="Bea")
    cases.add_party(by=people.officer, at=later, case=case, person=bea, part="complainant")
    assert f"Ann Lee: {words}" in page("plans:agree-plan", case).content.decode()
    correspondence.change_contact(by=None, at=later, contact=contact, safe_times="")
    assert "when it is safe" not in page("plans:agree-plan", case).content.decode()
    correspondence.change_contact(
        by=None, at=later, contact=contact, safe_times="After 6pm", may_email=False
    )
    assert "when it is safe" not in page("plans:agree-plan", case).content.decode()
