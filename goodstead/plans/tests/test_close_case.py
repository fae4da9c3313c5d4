"""Closing: what must be done first, who is told and how, and what they read."""

from datetime import timedelta

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions as cases
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.models import Message
from goodstead.ledger.models import Entry
from goodstead.people import actions as people_actions
from goodstead.plans import actions, queries
from goodstead.plans.actions import Told
from goodstead.plans.models import Closing

SAID = {
    "reason": "early_intervention",
    "outcome": "resolved",
    "summary": "We spoke with your neighbour.\nThe drums stopped.",
}


@pytest.fixture
def ready(case, assess, log_contact, add_step, people, later):
    """Everything before closing is done."""
    assess()
    log_contact()
    actions.finish_step(by=people.officer, at=later, step=add_step())
    case.refresh_from_db()
    return case


@pytest.fixture
def close(people, ann, later):
    def act(case, **said):
        values = {"by": people.officer, "at": later, "told": [Told(ann, "email")]}
        return actions.close_case(case=case, **(values | SAID | said))

    return act


def test_the_victim_is_written_to_nothing_is_due_and_the_words_are_kept(close, ready, ann, dates):
    closed = close(ready)
    assert (closed.status, closed.close_outcome) == ("closed", "resolved")
    assert dates(closed) == {}
    message = Message.objects.get(template="case_closed")
    assert message.state == "queued" and message.to == ann.contact
    assert "The problem was settled early." in message.body
    assert "The drums stopped." in message.body
    assert "Until Monday 30 March 2026" in message.body
    assert closed.closings.get().letter == message.body


def test_the_ledger_says_what_followers_need(close, ready, story):
    closed = close(ready)
    entry = Entry.objects.get(verb="cases.case_closed")
    assert entry.facts["reason"] == "early_intervention" and entry.facts["ask"] is True
    told = Entry.objects.get(verb="plans.people_told")
    assert told.facts == {"how": "by email"}
    assert story(closed)[-2:] == ["correspondence.message_queued", "plans.people_told"]


def test_each_thing_left_to_do_is_named(close, case, add_step):
    add_step()
    with pytest.raises(NotNow) as refused:
        close(case)
    said = str(refused.value)
    assert "1 step still to do" in said
    assert "Assess the risk to Ann Lee" in said
    assert "Speak with Ann Lee" in said


def test_an_assessment_that_has_fallen_due_must_be_made_again(
    close, ready, log_contact, later, people
):
    when = later + timedelta(days=100)
    log_contact(at=when)
    with pytest.raises(NotNow, match="Assess the risk"):
        close(ready, at=when)


def test_a_contact_of_long_ago_is_not_enough_but_three_attempts_are(
    close, ready, assess, log_contact, later
):
    when = later + timedelta(days=29)
    assess(at=when)
    with pytest.raises(NotNow, match="Speak with Ann Lee, or log 3 attempts"):
        close(ready, at=when)
    for hours in range(3):
        log_contact(at=when + timedelta(hours=hours), reached=False)
    assert close(ready, at=when + timedelta(hours=2))


def test_a_duplicate_needs_neither_assessment_nor_contact(close, case):
    assert [c.done for c in queries.closing_checks(case, case.opened_at, "duplicate")] == [True]
    assert close(case, reason="duplicate", outcome="transferred")


def test_everybody_harmed_is_told_in_some_way(
    close, ready, people, later, ann, assess, log_contact
):
    bea = people_actions.add_person(by=None, at=later, name="Bea")
    cases.add_party(by=people.officer, at=later, case=ready, person=bea, part="complainant")
    assess(person=bea)
    log_contact(person=bea, by_them=True)
    with pytest.raises(NotNow, match="Say how Bea will be told"):
        close(ready)
    with pytest.raises(NotNow, match="has not said that we may email"):
        close(ready, told=[Told(ann, "email"), Told(bea, "email")])
    with pytest.raises(NotNow, match="Say why Bea is not told"):
        close(ready, told=[Told(ann, "email"), Told(bea, "not_told")])
    told = [Told(ann, "email"), Told(bea, "not_told", "Her son would read it")]
    assert close(ready, told=told).closings.get(person=bea).letter == ""
    assert Message.objects.filter(template="case_closed").count() == 1


@pytest.mark.parametrize("how", ["letter", "spoken"])
def test_told_in_person_or_by_letter_no_email_leaves_and_the_words_are_kept(close, ready, ann, how):
    closing = close(ready, told=[Told(ann, how, "Put into her hand")]).closings.get()
    assert not Message.objects.filter(template="case_closed").exists()
    assert "The drums stopped." in closing.letter


def test_an_unknown_way_of_telling_is_refused(close, ready, ann):
    with pytest.raises(NotNow, match="Say how Ann Lee will be told"):
        close(ready, told=[Told(ann, "shouting")])


def test_to_a_person_in_danger_the_words_say_nothing(close, ready, contact, later):
    correspondence.change_contact(by=None, at=later, contact=contact, flagged=True)
    letter = close(ready).closings.get().letter
    assert "drums" not in letter and "neighbour" not in letter


@pytest.mark.parametrize("said", [{"summary": " "}, {"reason": "bored"}, {"outcome": ""}])
def test_reason_outcome_and_what_was_done_are_said(close, ready, said):
    with pytest.raises(NotNow, match="Say w|Write what was done"):
        close(ready, **said)
    assert close(ready)


def test_at_high_harm_a_manager_closes(close, case, assess, log_contact, people, page, posted):
    assess(violence="yes")
    log_contact()
    case.refresh_from_db()
    assert case.harm_band == "high"
    with pytest.raises(NotNow, match="a manager closes those"):
        close(case)
    for step in ("", "save"):  # said before it is written out, and nothing typed is lost
        refused = page("plans:close-case", case, **posted, step=step)
        assert refused.status_code == 200
        shown = refused.content.decode()
        assert "a manager closes those" in shown and "The drums stopped." in shown
    assert "A manager closes cases at high harm" in page("plans:close-case", case).content.decode()
    assert close(case, by=people.leader)


def test_who_cannot_close_or_cannot_see_is_refused(close, ready, people):
    for who in (people.other_officer, people.coordinator, people.auditor):
        with pytest.raises(PermissionDenied):
            close(ready, by=who)
    assert close(ready)


@pytest.mark.parametrize(
    "fails",
    [
        "goodstead.ledger.actions.record",
        "goodstead.clocks.actions.stop_all",
        "goodstead.correspondence.actions.queue",
    ],
)
def test_it_is_all_written_or_none_of_it(close, ready, nothing_remains, fails):
    nothing_remains(lambda: close(ready), fails)
    ready.refresh_from_db()
    assert ready.closed_at is None
    assert not Closing.objects.exists()
    assert not Message.objects.filter(template="case_closed").exists()


@pytest.fixture
def posted(ann):
    return SAID | {f"told_{ann.pk}": "email"}


def test_the_page_names_what_is_to_do_first_with_the_way_there(page, case):
    shown = page("plans:close-case", case).content.decode()
    assert "To do" in shown
    assert f"/cases/{case.reference}/log-contact" in shown


def test_what_they_will_read_is_shown_before_it_is_sent(page, ready, posted):
    before = page("plans:close-case", ready, **posted)
    assert before.status_code == 200
    shown = before.content.decode()
    assert "What they will read" in shown and "The drums stopped." in shown
    ready.refresh_from_db()
    assert ready.closed_at is None
    done = page("plans:close-case", ready, **posted, step="save")
    assert (done.status_code, done.url) == (302, f"/cases/{ready.reference}")
    ready.refresh_from_db()
    assert ready.closed_at


def test_one_can_go_back_and_change_it_with_the_words_kept(page, ready, posted):
    again = page("plans:close-case", ready, **posted, step="change").content.decode()
    assert "What they will read" not in again
    assert "The drums stopped." in again and "<textarea" in again


def test_email_is_not_even_offered_for_somebody_who_may_not_be_emailed(
    page, case, contact, later, ann
):
    correspondence.change_contact(by=None, at=later, contact=contact, may_email=None)
    shown = page("plans:close-case", case).content.decode()
    assert 'value="letter"' in shown and 'value="email"' not in shown


def test_the_refusal_is_shown_and_what_was_typed_stays(page, case, posted):
    refused = page("plans:close-case", case, **posted, step="save").content.decode()
    assert "Before you close this case" in refused
    assert "The drums stopped." in refused


def test_a_case_without_anybody_harmed_is_closed_without_a_letter(page, open_case, people, later):
    case = open_case()
    said = SAID | {"reason": "duplicate", "outcome": "transferred"}
    assert "nobody is told" in page("plans:close-case", case, **said).content.decode()
    assert page("plans:close-case", case, **said, step="save").status_code == 302


def test_outsiders_learn_nothing(only_for, case):
    only_for(
        "plans:close-case", case,
        officer=200, leader=200, other_officer=404, coordinator=403, partner=403,
    )  # fmt: skip


def test_a_letter_that_is_not_known_to_be_safe_needs_a_reason(close, ready, ann, page, posted):
    with pytest.raises(NotNow, match="may write to them"):
        close(ready, told=[Told(ann, "letter")])
    shown = page("plans:close-case", ready).content.decode()
    assert "Ann Lee has not said that we may write to them" in shown
    said = posted | {f"told_{ann.pk}": "letter", "step": "save"}
    assert "say why this letter is safe" in page("plans:close-case", ready, **said).content.decode()
    said |= {f"letter_safe_{ann.pk}": "Put into her hand at the library"}
    assert page("plans:close-case", ready, **said).status_code == 302


def test_a_neutral_letter_on_paper_has_no_words_for_a_telephone(close, ready, contact, ann, later):
    correspondence.change_contact(by=None, at=later, contact=contact, flagged=True)
    ann.refresh_from_db()
    sent = queries.closing_letter(ready, ann, "referred", "Talked", later).body
    assert "delete this message" in sent and "press 55" in sent
    letter = close(ready, told=[Told(ann, "letter", "Handed over")]).closings.get().letter
    assert "delete" not in letter and "55" not in letter and ready.reference in letter


def test_when_it_is_safe_stands_beside_an_email_that_leaves_at_once(
    page, ready, posted, contact, later
):
    words = "They said when it is safe: After 6pm. An email leaves at once."
    assert words in page("plans:close-case", ready).content.decode()
    assert words in page("plans:close-case", ready, **posted).content.decode()  # read before sent
    correspondence.change_contact(by=None, at=later, contact=contact, safe_times="")
    assert "when it is safe" not in page("plans:close-case", ready).content.decode()


def test_a_leader_is_let_into_a_restricted_case_before_they_can_close_it(
    open_case, ann, people, assess, page, later, posted
):
    trained = people.restricted_worker
    secret = open_case(category="domestic_abuse", officer=trained, parties=[(ann, "victim")])
    secret = cases.set_harm(by=trained, at=later, case=secret, band="high", score=30, words="")
    let_in = "Put your team leader on the list of people who may open this case, then ask them"
    with pytest.raises(NotNow, match=let_in):
        actions.close_case(
            by=trained, at=later, case=secret, told=[Told(ann, "email")], **SAID
        )  # fmt: skip
    shown = page("plans:close-case", secret, by="restricted_worker").content.decode()
    assert let_in in shown and f"/cases/{secret.reference}/add-reader" in shown
    refused = page("plans:close-case", secret, by="restricted_worker", **posted).content.decode()
    assert refused.count(let_in) > 1
