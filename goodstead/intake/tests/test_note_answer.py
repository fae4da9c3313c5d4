"""The promise to answer who reported it is kept when something was sent or said to them."""

from datetime import timedelta

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.clocks.models import Deadline
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.definitions.delivery import State
from goodstead.correspondence.models import Message
from goodstead.correspondence.periodic import send_due
from goodstead.intake import actions
from goodstead.intake.followers import FOLLOWERS
from goodstead.ledger.following import follow
from goodstead.ledger.models import Entry, key_of


class Mail:
    """A mail server that takes everything."""

    outcome = State.SENT

    def open(self):
        return None

    def deliver(self, letter):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


BY_EMAIL = {"ways": ["email"], "email": "ann@example.com"}
BY_PHONE = {"ways": ["phone"], "email": "", "telephone": "07700 900123"}


def answer(report):
    return Deadline.objects.get(subject=key_of(report), code="acknowledge")


@pytest.fixture
def advise(people, now):
    def act(report, **said):
        values = {"by": people.leader, "at": now + timedelta(hours=2), "report": report}
        return actions.advise_report(**(values | {"reason": "Advice given"} | said))

    return act


def outcomes(report):
    found = Entry.objects.filter(file=key_of(report), verb="clocks.stopped")
    return {entry.facts["outcome"] for entry in found.order_by("sequence")}


def test_an_acknowledgement_that_left_keeps_it_on_that_day(submit, now):
    report, _ = submit(**BY_EMAIL)
    send_due(at=now + timedelta(minutes=5), transport=Mail())
    follow(FOLLOWERS, at=now + timedelta(minutes=6))
    follow(FOLLOWERS, at=now + timedelta(minutes=6))
    kept = answer(report)
    assert kept.was_kept and kept.done_at == Message.objects.get().sent_at
    assert Entry.objects.filter(verb="intake.report_answered").count() == 1


def test_the_click_of_triage_alone_keeps_nothing(submit, advise):
    report, _ = submit(**BY_PHONE)
    advise(report)
    assert answer(report).met is False
    assert "no longer needed: decided, and nobody told them" in outcomes(report)


def test_who_was_told_was_answered(submit, advise):
    report, _ = submit(**BY_PHONE)
    advise(report, told=True)
    assert answer(report).was_kept
    assert Entry.objects.get(verb="intake.report_answered").facts == {"how": "told by us"}


def test_while_the_email_waits_so_does_the_promise(submit, advise, now):
    report, _ = submit(**BY_EMAIL)
    advise(report)
    assert answer(report).stopped_at is None
    send_due(at=now + timedelta(days=9), transport=Mail())
    follow(FOLLOWERS, at=now + timedelta(days=9))
    assert answer(report).was_kept is False  # it left, too late


def test_what_left_before_the_decision_counts_though_nobody_followed_yet(submit, advise, now):
    report, _ = submit(**BY_EMAIL)
    send_due(at=now + timedelta(minutes=5), transport=Mail())
    advise(report)
    assert answer(report).was_kept


def test_an_email_that_is_held_answers_nobody(submit, advise, now):
    report, _ = submit(**BY_EMAIL)
    correspondence.change_contact(by=None, at=now, contact=report.contact, telephone="07700 900123")
    assert Message.objects.get().state == State.HELD
    advise(report)
    assert answer(report).met is False


def test_in_a_case_the_promise_to_speak_to_them_carries_on(submit, people, now):
    report, _ = submit(**BY_PHONE)
    case = actions.open_case(by=people.leader, at=now, report=report, reason="Serious")
    ended = answer(report)
    assert ended.met is False
    assert any("the case promises to speak to them" in one for one in outcomes(report))
    speak = Deadline.objects.get(subject=key_of(case), code="first_contact")
    assert speak.stopped_at is None and speak.due_at <= ended.due_at


def test_who_gave_no_way_to_reach_them_cannot_be_answered(submit, advise):
    report, _ = submit(may_contact="no")
    advise(report)
    assert answer(report).met is False
    assert "no longer needed: they gave no way to reach them" in outcomes(report)


def test_it_is_the_systems_to_note(submit, people, now):
    report, _ = submit(**BY_EMAIL)
    with pytest.raises(PermissionDenied):
        actions.note_answer(by=people.leader, at=now, report=report)
    assert actions.note_answer(by=None, at=now, report=report) is False


@pytest.mark.parametrize("name", ["advise-report", "refer-report", "mark-not-asb"])
def test_the_pages_ask_whether_they_were_told(client, people, submit, name):
    report, _ = submit(**BY_PHONE)
    client.force_login(people.leader)
    said = {"reason": "Because", "to": "The landlord", "told": "on"}
    assert client.post(f"/reports/{report.reference}/{name}", said).status_code == 302
    assert answer(report).met  # late: the pages read today's clock
