"""A person who may be reached, a file to write about, and transports that remember."""

from datetime import timedelta

import pytest

from goodstead.correspondence import actions
from goodstead.correspondence.definitions.delivery import State
from goodstead.correspondence.transport import TransportDown

CASE = {"reference": "HB-1234", "officer": "Ola Officer", "contact_by": "Thursday 5 March 2026"}


class Remembers:
    """A mail server that takes everything, unless told otherwise."""

    outcome = State.SENT

    def __init__(self):
        self.letters, self.trouble, self.away = [], None, False

    def open(self):
        if self.away:
            raise TransportDown("The mail server is not running.")

    def deliver(self, letter):
        if self.trouble:
            raise self.trouble
        self.letters.append(letter)

    def close(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


@pytest.fixture
def mail():
    return Remembers()


@pytest.fixture
def file(people):
    """Any record with a story; the apps that have cases lie above."""
    return people.team


@pytest.fixture
def contact(people, now, file):
    return actions.add_contact(
        by=None, at=now, about=file, email="Amina@Example.com", may_email=True
    )


@pytest.fixture
def queue(people, now, file, contact):
    def queue(to=None, template="case_opened", **variables):
        return actions.queue(
            by=people.officer,
            at=now,
            to=to or contact,
            template=template,
            about=file,
            **(variables or CASE),
        )

    return queue


@pytest.fixture
def later(now):
    return now + timedelta(minutes=1)
