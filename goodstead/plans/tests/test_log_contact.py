"""Keeping in touch with the victim: the promise, the rules that keep them safe, and attempts."""

from datetime import date, datetime, timedelta

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions as cases
from goodstead.clocks import actions as clocks
from goodstead.clocks.models import Deadline
from goodstead.correspondence import actions as correspondence
from goodstead.ledger.models import Entry, key_of
from goodstead.people import actions as people_actions
from goodstead.plans import queries
from goodstead.plans.models import Contact


def test_the_first_contact_keeps_its_promise_and_the_next_one_begins(log_contact, case, dates):
    log_contact()
    first = Deadline.objects.get(about=key_of(case), code="first_contact")
    assert first.met and first.was_kept
    found = dates(case)
    assert "first_contact" not in found
    assert found["next_contact"] == date(2026, 3, 16)
    assert "interview" in found


def test_the_next_contact_is_on_the_day_promised(log_contact, case, dates, later):
    log_contact(next_contact_on=date(2026, 3, 6))
    assert dates(case)["next_contact"] == date(2026, 3, 6)
    log_contact(at=later + timedelta(days=2), next_contact_on=date(2026, 3, 12))
    assert dates(case)["next_contact"] == date(2026, 3, 12)
    kept = Deadline.objects.filter(about=key_of(case), code="next_contact", met=True)
    assert kept.count() == 1


def test_a_promise_beyond_the_standard_is_made_only_when_they_asked_for_it(
    log_contact, dates, case
):
    with pytest.raises(NotNow, match="in touch by 16 March 2026"):
        log_contact(next_contact_on=date(2026, 3, 30))
    with pytest.raises(NotNow, match="not passed"):
        log_contact(next_contact_on=date(2026, 3, 1))
    log_contact(next_contact_on=date(2026, 3, 30), later_agreed=True)
    assert dates(case)["next_contact"] == date(2026, 3, 30)


def test_at_high_harm_the_standard_is_five_working_days(log_contact, case, dates, people, later):
    cases.set_harm(by=people.officer, at=later, case=case, band="high", score=30, words="")
    case.refresh_from_db()
    log_contact()
    assert dates(case)["next_contact"] == date(2026, 3, 9)


def test_the_first_full_talk_keeps_the_promise_to_listen(log_contact, case, dates):
    log_contact(interview=True)
    assert "interview" not in dates(case)


def test_an_attempt_keeps_no_promise(log_contact, case, dates, story):
    before = dates(case)
    contact = log_contact(reached=False, interview=True, next_contact_on=date(2026, 3, 6))
    assert dates(case) == before
    assert contact.next_contact_on is None and not contact.interview
    assert story(case)[-1] == "plans.contact_attempted"


def test_attempts_are_counted_since_somebody_was_reached(log_contact, case, ann, later):
    for hours in (0, 1):
        log_contact(reached=False, at=later + timedelta(hours=hours))
    log_contact(reached=False, at=later + timedelta(hours=1))  # pressed twice: one attempt
    assert queries.attempts_since_reached(case, ann) == 2
    log_contact(at=later + timedelta(hours=2))
    log_contact(reached=False, at=later + timedelta(hours=3))
    assert queries.attempts_since_reached(case, ann) == 1


def test_a_contact_of_yesterday_kept_its_promise_yesterday(log_contact, case, now):
    at = now + timedelta(days=5)
    log_contact(at=at, happened_at=now + timedelta(hours=2))
    first = Deadline.objects.get(about=key_of(case), code="first_contact")
    assert first.was_kept and first.stopped_at == at


def test_what_has_not_happened_cannot_be_logged(log_contact, later):
    with pytest.raises(NotNow, match="has happened"):
        log_contact(happened_at=later + timedelta(minutes=1))


@pytest.mark.parametrize("how", ["voicemail", "text", "letter"])
def test_a_way_that_they_did_not_say_is_safe_needs_an_explanation(log_contact, how):
    with pytest.raises(NotNow, match="has not said that we may use this way"):
        log_contact(how=how)
    contact = log_contact(how=how, against_rules_because="Picked up by a relative")
    assert contact.against_rules_because


@pytest.mark.parametrize("how", ["phone", "email", "visit", "meeting"])
def test_a_way_that_they_said_is_safe_needs_none(log_contact, how):
    assert log_contact(how=how)


def test_of_whom_nothing_is_known_no_way_is_safe(log_contact, case, people, later):
    bea = people_actions.add_person(by=None, at=later, name="Bea")
    cases.add_party(by=people.officer, at=later, case=case, person=bea, part="complainant")
    with pytest.raises(NotNow, match="Bea has not said"):
        log_contact(person=bea)
    assert log_contact(person=bea, by_them=True).by_them


def test_it_is_with_somebody_harmed_and_in_a_way_that_exists(log_contact, later):
    with pytest.raises(NotNow, match="victim or complainant"):
        log_contact(person=people_actions.add_person(by=None, at=later, name="Stranger"))
    with pytest.raises(NotNow, match="how you were in contact"):
        log_contact(how="pigeon")


def test_what_they_said_is_not_in_the_ledger(log_contact):
    log_contact(summary="He said he will kill me")
    entry = Entry.objects.get(verb="plans.contact_logged")
    assert "kill" not in entry.facts_json
    assert entry.facts["next"] == "Next contact by 16 March 2026"


def test_only_who_works_on_the_open_case(log_contact, people, case, later):
    for who in (people.other_officer, people.coordinator, people.call_handler):
        with pytest.raises(PermissionDenied):
            log_contact(by=who)
    assert log_contact()
    cases.close_case(by=None, at=later, case=case, reason="referred", outcome="transferred")
    with pytest.raises(NotNow, match="Reopen it first"):
        log_contact()


@pytest.mark.parametrize(
    "fails",
    [
        "goodstead.ledger.actions.record",
        "goodstead.clocks.actions.stop",
        "goodstead.clocks.actions.agree",
    ],
)
def test_it_is_all_written_or_none_of_it(log_contact, nothing_remains, fails):
    nothing_remains(log_contact, fails)
    assert not Contact.objects.exists()


def test_the_safe_ways_stand_on_the_page_before_anybody_telephones(page, case, contact, later):
    correspondence.change_contact(
        by=None, at=later, contact=contact, who_must_not_know="Her husband", flagged=True
    )
    shown = " ".join(page("plans:log-contact", case).content.decode().split())
    assert "How to reach Ann Lee safely" in shown
    assert "<strong>Yes</strong>: 07700 900123" in shown
    assert "<strong>No</strong>" in shown
    assert "<strong>Not known, so no</strong>" in shown
    assert shown.count("Ann Lee has not said that this is safe") == 3
    assert "After 6pm" in shown and "Her husband" in shown
    assert "Somebody may harm them" in shown


def test_a_number_that_may_not_be_used_is_not_even_shown(page, case, contact, later):
    correspondence.change_contact(by=None, at=later, contact=contact, may_phone=False)
    assert "07700 900123" not in page("plans:log-contact", case).content.decode()


def test_the_page_proposes_the_next_contact_and_logs_it(page, case, ann, dates):
    form = page("plans:log-contact", case).context["form"]
    assert form["next_contact_on"].initial == date(2026, 3, 16)
    done = page(
        "plans:log-contact", case, person=ann.pk, how="phone", by_them="no", reached="yes",
        summary="Sleeping badly", happened_on_day="2", happened_on_month="3",
        happened_on_year="2026", happened_at="10:30am", interview="on",
        next_contact_on_day="10", next_contact_on_month="3", next_contact_on_year="2026",
    )  # fmt: skip
    assert done.status_code == 302
    contact = Contact.objects.get()
    assert contact.at == datetime.fromisoformat("2026-03-02T10:30:00+00:00")
    assert contact.interview and contact.by.name == "Ola Officer"
    assert dates(case)["next_contact"] == date(2026, 3, 10)


def test_a_case_without_anybody_harmed_says_whom_to_add(page, open_case):
    shown = page("plans:log-contact", open_case()).content.decode()
    assert "Nobody is down as a victim or complainant" in shown


def test_outsiders_learn_nothing(only_for, case):
    only_for(
        "plans:log-contact", case,
        officer=200, leader=200, other_officer=404, coordinator=403, councillor=403,
    )  # fmt: skip


@pytest.fixture
def missed(log_contact, case):
    """The promise of a next contact that was missed ten days ago."""
    log_contact()
    promise = Deadline.objects.get(about=key_of(case), code="next_contact", stopped_at=None)
    clocks.mark_missed(by=None, deadline=promise, at=promise.due_at + timedelta(days=1))
    promise.refresh_from_db()
    assert promise.missed_at
    return promise


def test_a_contact_before_the_case_is_no_contact_in_it(log_contact, missed, case):
    at = missed.due_at + timedelta(days=10)
    with pytest.raises(NotNow, match="first reported on 2 March 2026"):
        log_contact(at=at, happened_at=case.opened_at - timedelta(days=400))
    assert log_contact(at=at, happened_at=case.opened_at - timedelta(hours=2))  # the same day


def test_a_contact_before_the_promise_began_does_not_keep_it(log_contact, case, missed, later):
    at = later + timedelta(days=30)
    between = later + timedelta(days=20)
    log_contact(at=between)
    promise = Deadline.objects.get(about=key_of(case), code="next_contact", stopped_at=None)
    contact = log_contact(at=at, happened_at=later + timedelta(days=5))
    promise.refresh_from_db()
    assert promise.stopped_at is None
    assert contact.next_contact_on is None
    entry = Entry.objects.filter(verb="plans.contact_logged").order_by("sequence").last()
    assert entry.facts["next"].endswith("as promised since")
    first = Deadline.objects.get(pk=missed.pk)
    assert first.was_kept is False


def test_a_contact_in_time_that_is_written_down_late_counts_and_says_so(
    log_contact, missed, later, page, case
):
    at = missed.due_at + timedelta(days=10)
    log_contact(at=at, happened_at=later + timedelta(days=3))
    missed.refresh_from_db()
    assert missed.was_kept and missed.stopped_at == at
    stopped = Entry.objects.filter(verb="clocks.stopped").order_by("sequence").last()
    assert stopped.facts["outcome"] == "done in time, written down on 26 March 2026"
    assert "Written down on 26 March 2026" in page("plans:plan", case).content.decode()


def test_a_contact_after_the_date_is_late_however_it_is_written_down(log_contact, missed):
    log_contact(
        at=missed.due_at + timedelta(days=10), happened_at=missed.due_at + timedelta(days=2)
    )
    missed.refresh_from_db()
    assert missed.was_kept is False


def test_pressed_three_times_it_is_one_attempt(page, case, ann, story):
    mark = str(page("plans:log-contact", case).context["form"]["submission"].value())
    for _ in range(3):
        done = page(
            "plans:log-contact", case, person=ann.pk, how="phone", by_them="no", reached="no",
            summary="No answer", happened_on_day="2", happened_on_month="3",
            happened_on_year="2026", happened_at="10:30am", submission=mark,
        )  # fmt: skip
        assert done.status_code == 302
    assert Contact.objects.count() == 1
    assert story(case).count("plans.contact_attempted") == 1


def test_a_visit_is_marked_and_explained_where_somebody_must_not_know(
    log_contact, page, case, contact, later, ann
):
    assert log_contact(how="visit")
    correspondence.change_contact(by=None, at=later, contact=contact, who_must_not_know="Her son")
    ann.refresh_from_db()
    assert (
        "Must not know: Her son. Visit only if" in page("plans:log-contact", case).content.decode()
    )
    with pytest.raises(NotNow, match="visit to their home"):
        log_contact(how="visit")
    assert log_contact(how="visit", against_rules_because="She asked us to come on Tuesday")


def test_a_reason_left_behind_is_dropped_when_the_way_is_allowed(
    log_contact, page, case, contact, later, ann
):
    """Written for a telephone call; then a text message was chosen, which is safe."""
    correspondence.change_contact(by=None, at=later, contact=contact, may_phone=None, may_text=True)
    ann.refresh_from_db()
    left = "She rang the front desk"
    assert log_contact(how="text", against_rules_because=left).against_rules_because == ""
    assert log_contact(by_them=True, against_rules_because=left).against_rules_because == ""
    assert "had not said is safe" not in page("plans:plan", case).content.decode()
    assert log_contact(how="phone", against_rules_because=left).against_rules_because == left
    assert "had not said is safe" in page("plans:plan", case).content.decode()


@pytest.mark.parametrize("how", ["text", "email", "letter", "voicemail"])
def test_something_written_is_no_full_talk(log_contact, case, dates, how):
    with pytest.raises(NotNow, match="one in which you both speak"):
        log_contact(how=how, interview=True, against_rules_because="By mistake")
    assert "interview" in dates(case)
    assert log_contact(how=how, against_rules_because="By mistake").reached


@pytest.mark.parametrize("how", ["phone", "visit", "meeting"])
def test_a_talk_is_by_telephone_on_a_visit_or_at_a_meeting(log_contact, case, dates, how):
    assert log_contact(how=how, interview=True).interview
    assert "interview" not in dates(case)


def test_the_page_says_which_talks_count_and_refuses_plainly(page, case, ann):
    assert (
        "By telephone, on a visit or at a meeting"
        in page("plans:log-contact", case).content.decode()
    )
    refused = page(
        "plans:log-contact", case, person=ann.pk, how="email", by_them="no", reached="yes",
        summary="She wrote to us", happened_on_day="2", happened_on_month="3",
        happened_on_year="2026", happened_at="10:30am", interview="on",
    )  # fmt: skip
    assert refused.status_code == 200
    shown = refused.content.decode()
    assert "one in which you both speak" in shown and "She wrote to us" in shown
