"""Workers and people at the same moment, on real connections."""

import threading

import pytest
from django.db import connection

from goodstead.correspondence import actions
from goodstead.correspondence.models import Message
from goodstead.correspondence.periodic import send_due

from .conftest import Remembers


@pytest.fixture
def at_once(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time; two at once are tried on PostgreSQL")

    def start(act, **arguments):
        """Run in a thread with a connection of its own."""

        def run():
            try:
                act(**arguments)
            except BaseException as error:  # shown by the test that joins
                thread.trouble = error
            finally:
                connection.close()

        thread = threading.Thread(target=run, daemon=True)
        thread.trouble = None
        thread.start()
        return thread

    return start


def test_two_workers_send_each_message_once(at_once, queue, now):
    for _ in range(60):
        queue()
    mail = Remembers()
    workers = [at_once(send_due, at=now, transport=mail) for _ in range(2)]
    for worker in workers:
        worker.join(60)
        assert worker.trouble is None
    send_due(at=now, transport=mail)
    assert len(mail.letters) == len({letter.uid for letter in mail.letters}) == 60
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


def test_a_slow_mail_server_keeps_nobody_waiting(at_once, queue, contact, now):
    """An officer closes the case while the letter is being taken: neither waits for the other."""
    queue(), queue()
    mail, leaving, go_on = Remembers(), threading.Event(), threading.Event()
    deliver = mail.deliver

    def slow(letter):
        leaving.set()
        assert go_on.wait(30)
        deliver(letter)

    mail.deliver = slow
    worker = at_once(send_due, at=now, transport=mail)
    assert leaving.wait(30)
    person = at_once(actions.change_contact, by=None, at=now, contact=contact, may_email=False)
    person.join(30)
    assert not person.is_alive() and person.trouble is None, "the change does not wait"
    go_on.set()
    worker.join(60)
    assert worker.trouble is None and len(mail.letters) == 1
    assert set(Message.objects.values_list("state", flat=True)) == {"held", "sent"}
