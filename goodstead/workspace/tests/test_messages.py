"""The outbox."""

import pytest

from goodstead.cases import actions as cases
from goodstead.cases.models import Case
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.models import Message
from goodstead.correspondence.queries import outbox
from goodstead.intake import actions as intake
from goodstead.intake.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def message(people, now, case):
    contact = correspondence.add_contact(
        by=None, at=now, about=case, email="vera@example.org", may_email=True
    )
    return correspondence.queue(
        by=None, at=now, to=contact, template="case_opened", about=case,
        reference="ASB-7K3-M9Q", officer="Ola", contact_by=now.date(),
    )  # fmt: skip


def test_a_leader_reads_the_outbox_and_sees_how_long_the_oldest_waits(signed_in, people, message):
    body = signed_in(people.leader).get("/messages").content.decode()
    assert message.purpose in body and "The oldest message has waited" in body


def test_an_officer_may_not(signed_in, people, message):
    assert signed_in(people.officer).get("/messages").status_code == 403


def seen_by(user):
    files = [Case.objects.visible_to(user), Report.objects.visible_to(user)]
    return set(outbox(user, files=files))


def test_a_message_is_as_closed_as_its_case(signed_in, people, now, case, message):
    """Also for a leader, who may see the outbox and is trained, and is not on the list."""
    assert seen_by(people.leader) == seen_by(people.coordinator) == {message}
    cases.change_officer(
        by=None, at=now, case=case, officer=people.restricted_worker, reason="She fled"
    )
    cases.restrict_case(by=None, at=now, case=case, reason="She fled")
    for user in (people.leader, people.coordinator):
        assert seen_by(user) == set()
        assert message.subject not in signed_in(user).get("/messages").content.decode()
    cases.add_reader(by=None, at=now, case=case, reader=people.leader)
    assert seen_by(people.leader) == {message}


def test_a_message_is_as_closed_as_its_report(people, now):
    answers = {
        "category": "domestic_abuse", "description": "He shouts", "may_contact": "yes",
        "email": "vera@example.org", "ways": ["email"],
    }  # fmt: skip
    intake.submit_report(by=None, at=now, submission_key="k", answers=answers)
    (message,) = seen_by(people.leader)  # trained, and in no case yet
    report = Report.objects.get()
    intake.open_case(by=None, at=now, report=report, officer=people.restricted_worker, reason="x")
    assert message not in seen_by(people.leader)
    assert seen_by(people.coordinator) == set()


def test_who_names_no_files_sees_no_message(people, message):
    assert not Message.objects.visible_to(people.leader).exists()
    assert not outbox(people.leader, files=[]).exists()


def test_other_files_do_not_open_it(people, now, message):
    """A message about the team itself, whose number may be that of a case, is shown to nobody."""
    Message.objects.filter(pk=message.pk).update(about=f"access.team:{message.about.split(':')[1]}")
    assert seen_by(people.leader) == set()
    Message.objects.filter(pk=message.pk).update(about="cases.caseparty:1")
    assert seen_by(people.leader) == set()
