"""Nothing is sent to somebody while nobody has checked how they want to be reached."""

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.correspondence import actions
from goodstead.correspondence.models import Message, SafeContact
from goodstead.ledger.models import Entry


@pytest.fixture
def contact(db, now):
    return actions.add_contact(by=None, at=now, email="vera@example.org", may_email=True)


@pytest.fixture
def write(contact, people, now):
    def write():
        return actions.queue(
            by=None, at=now, to=contact, template="case_opened", about=people.team,
            reference="x", officer="x", contact_by="x",
        )  # fmt: skip

    return write


def test_what_waits_and_what_comes_after_is_held_until_it_is_checked(contact, write, now):
    before = write()
    assert before.state == "queued"
    actions.doubt_contact(by=None, at=now, contact=contact)
    before.refresh_from_db()
    assert before.held_because == write().held_because == "doubted"
    actions.trust_contact(by=None, at=now, contact=contact)
    assert write().state == "queued"
    before.refresh_from_db()
    assert before.state == "held"  # a person releases it


def test_a_person_may_release_one_that_they_looked_at(contact, write, people, now):
    actions.doubt_contact(by=None, at=now, contact=contact)
    released = actions.release(by=people.officer, at=now, message=write(), reason="Looked")
    assert released.state == "queued"


def test_who_may_not_change_contact_details_may_not_do_this(contact, people, now):
    for act in (actions.doubt_contact, actions.trust_contact):
        with pytest.raises(PermissionDenied):
            act(by=people.auditor, at=now, contact=contact)


def test_it_is_written_down_or_does_not_happen(contact, now, monkeypatch):
    actions.doubt_contact(by=None, at=now, contact=contact)
    assert Entry.objects.get(verb="correspondence.contact_doubted").facts == {"held": 0}

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.trust_contact(by=None, at=now, contact=contact)
    assert SafeContact.objects.get().doubted and not Message.objects.exists()
