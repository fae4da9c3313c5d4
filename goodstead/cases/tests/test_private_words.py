"""What is sent about a restricted case is neutral, in whatever order things happen."""

from datetime import timedelta

import pytest

from goodstead.access.permissions import NotNow
from goodstead.cases import actions
from goodstead.cases.models import Case
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.definitions.delivery import State
from goodstead.correspondence.models import Message, SafeContact
from goodstead.correspondence.periodic import send_due
from goodstead.people import actions as people_actions

TELLING = "Change the locks after her ex-husband's threats"


class Mail:
    """A mail server that takes everything."""

    outcome = State.SENT

    def __init__(self):
        self.letters = []

    def open(self):
        return None

    def deliver(self, letter):
        self.letters.append(letter)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


@pytest.fixture
def bea(people, now):
    contact = correspondence.add_contact(
        by=people.officer, at=now, email="bea@example.com", may_email=True
    )
    return people_actions.add_person(by=None, at=now, name="Bea Hall", contact=contact)


@pytest.fixture
def hers(open_case, people, bea):
    """An ordinary case of Bea's, in the hands of somebody trained for restricted ones."""
    return open_case(officer=people.restricted_worker, parties=[(bea, "victim")])


@pytest.fixture
def restrict(people, later):
    def act(case):
        return actions.restrict_case(
            by=people.restricted_worker, at=later, case=case, reason="Threats"
        )

    return act


@pytest.fixture
def write(people, later):
    """A copy of a plan, whose ordinary words would tell it all."""

    def act(case, person):
        return correspondence.queue(
            by=people.restricted_worker, at=later,
            to=SafeContact.objects.get(pk=person.contact_id), template="plan_agreed", about=case,
            reference=case.reference, officer=case.officer.name, steps=TELLING, review_by="Friday",
        )  # fmt: skip

    return act


@pytest.fixture
def sent(later):
    """Let the worker run; what left, as one text."""

    def act():
        mail = Mail()
        send_due(at=later + timedelta(minutes=1), transport=mail)
        return "\n".join(f"{letter.subject}\n{letter.body}" for letter in mail.letters)

    return act


def unflag(person, later):
    """Somebody takes the mark off the person while the case is still restricted."""
    contact = SafeContact.objects.get(pk=person.contact_id)
    return correspondence.change_contact(by=None, at=later, contact=contact, flagged=False)


def test_the_words_of_an_ordinary_case_say_what_they_are_about(hers, bea, write, sent):
    write(hers, bea)
    assert TELLING in sent()


def test_what_is_written_after_the_case_was_restricted_gives_nothing_away(
    hers, bea, restrict, write, sent
):
    restrict(hers)
    message = write(hers, bea)
    assert message.state == State.QUEUED
    assert hers.reference in sent()
    assert "ex-husband" not in message.body + sent()


def test_what_waited_when_the_case_was_restricted_is_held_and_leaves_neutral(
    hers, bea, restrict, write, sent, people, later
):
    message = write(hers, bea)
    restrict(hers)
    assert sent() == ""
    message.refresh_from_db()
    assert message.state == State.HELD
    correspondence.release(
        by=people.restricted_worker, at=later, message=message, reason="She asked us"
    )
    left = sent()
    assert hers.reference in left
    assert "ex-husband" not in left


def test_a_person_whose_mark_was_taken_off_is_still_written_to_in_neutral_words(
    hers, bea, restrict, write, sent, later
):
    restrict(hers)
    unflag(bea, later)
    write(hers, bea)
    assert hers.reference in sent()
    assert "ex-husband" not in Message.objects.get().body


def test_telling_words_do_not_leave_though_the_person_is_not_marked(
    hers, bea, write, sent, people, later
):
    """The last door: the case alone is restricted, after the words were chosen."""
    message = write(hers, bea)
    Case.objects.filter(pk=hers.pk).update(restricted=True)
    assert sent() == ""
    message.refresh_from_db()
    assert (message.state, message.held_because) == (State.HELD, "restricted")
    assert "restricted after this was written" in message.reason
    correspondence.release(
        by=people.restricted_worker, at=later, message=message, reason="She asked us"
    )
    assert "ex-husband" not in sent()


def test_somebody_known_who_joins_a_restricted_case_is_written_to_in_neutral_words(
    hers, restrict, write, sent, people, now, later
):
    contact = correspondence.add_contact(by=None, at=now, email="cy@example.com", may_email=True)
    cy = people_actions.add_person(by=None, at=now, name="Cy", contact=contact)
    restrict(hers)
    by = people.restricted_worker
    actions.add_party(by=by, at=later, case=hers, person=cy, part="witness")
    write(hers, cy)
    assert SafeContact.objects.get(pk=contact.pk).flagged
    assert "ex-husband" not in sent()


def test_a_case_that_is_restricted_from_the_start_holds_what_waits_for_its_people(
    open_case, hers, bea, write, sent, people
):
    message = write(hers, bea)
    open_case(
        category="domestic_abuse", officer=people.restricted_worker, parties=[(bea, "victim")]
    )
    assert sent() == ""
    message.refresh_from_db()
    assert message.state == State.HELD


def test_the_same_eyes_read_what_is_sent_about_another_case(
    open_case, hers, bea, restrict, write, sent, people
):
    other = open_case(officer=people.restricted_worker, parties=[(bea, "complainant")])
    waiting = write(other, bea)
    restrict(hers)
    assert sent() == ""
    waiting.refresh_from_db()
    assert waiting.state == State.HELD
    write(other, bea)
    assert "ex-husband" not in sent()


def test_who_has_left_the_case_is_written_to_in_neutral_words(
    hers, bea, restrict, write, sent, people, later
):
    actions.end_party(by=people.restricted_worker, at=later, party=hers.parties.get())
    write(hers, bea)
    restrict(hers)
    assert sent() == ""


def test_another_record_of_the_case_is_as_private_as_the_case(hers, bea, write, sent, later):
    """A report or a survey, say: it belongs to the case and says so."""
    party = hers.parties.get()
    message = correspondence.queue(
        by=None, at=later, to=bea.contact, template="plan_agreed", about=party,
        reference="R", officer="O", steps=TELLING, review_by="Friday",
    )  # fmt: skip
    Case.objects.filter(pk=hers.pk).update(restricted=True)
    assert sent() == ""
    message.refresh_from_db()
    assert message.held_because == "restricted"


def test_a_case_that_is_no_longer_restricted_leaves_the_person_marked(
    hers, bea, restrict, write, sent
):
    """Who takes a mark off says so of the person; no change of a file does."""
    restrict(hers)
    Case.objects.filter(pk=hers.pk).update(restricted=False)
    write(hers, bea)
    assert "ex-husband" not in sent()


def test_a_new_address_is_not_told_to_the_old_one_of_a_restricted_case(
    hers, bea, restrict, sent, later
):
    restrict(hers)
    unflag(bea, later)
    contact = SafeContact.objects.get(pk=bea.contact_id)
    correspondence.change_contact(
        by=None, at=later, contact=contact, about=hers, email="new@example.com"
    )
    assert sent() == ""
    assert Message.objects.get(template="contact_changed").held_because == "not_agreed"


def test_a_shared_mailbox_is_looked_at_before_anything_about_a_restricted_case(
    hers, bea, restrict, write, sent, people, now, later
):
    restrict(hers)
    unflag(bea, later)
    correspondence.add_contact(by=people.officer, at=now, email="bea@example.com", may_email=True)
    message = write(hers, bea)
    assert message.held_because == "shared"
    assert sent() == ""
    correspondence.release(
        by=people.restricted_worker, at=later, message=message, reason="She asked us"
    )
    assert hers.reference in sent()


def test_what_she_has_not_agreed_to_is_not_released_because_the_case_is_restricted(
    hers, bea, restrict, write, people, later
):
    restrict(hers)
    contact = SafeContact.objects.get(pk=bea.contact_id)
    correspondence.change_contact(by=None, at=later, contact=contact, may_email=False)
    message = write(hers, bea)
    with pytest.raises(NotNow, match="Ask the person first"):
        correspondence.release(
            by=people.restricted_worker, at=later, message=message, reason="She asked us"
        )


@pytest.mark.parametrize("fails", ["goodstead.correspondence.actions.change_contact"])
def test_a_case_is_not_restricted_without_its_people(hers, restrict, nothing_remains, fails):
    nothing_remains(lambda: restrict(hers), fails)
    hers.refresh_from_db()
    assert not hers.restricted
