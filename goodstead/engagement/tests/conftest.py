"""A case with somebody who complained, closed as it is closed at its end."""

import re

import pytest
from django.test import Client

from goodstead.cases import actions as cases
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.models import Message
from goodstead.engagement import actions
from goodstead.people import actions as people_actions


@pytest.fixture
def someone(people, now):
    """Somebody who may be reached by email; anything can be said otherwise."""

    def act(name="Ann Lee", **said):
        details = {"email": f"{name.split()[0].lower()}@example.org", "may_email": True} | said
        contact = correspondence.add_contact(by=None, at=now, **details)
        return people_actions.add_person(by=None, at=now, name=name, contact=contact)

    return act


@pytest.fixture
def ann(someone):
    return someone()


@pytest.fixture
def open_case(people, now):
    def act(*complainants, **said):
        values = {"by": people.officer, "at": now, "category": "noise", "patch": people.patch}
        parties = [(person, "complainant") for person in complainants]
        return cases.open_case(**(values | {"parties": parties} | said))

    return act


@pytest.fixture
def close(people, now):
    def act(case, *, reason="no_further_incidents", at=now, by=None):
        return cases.close_case(by=by, at=at, case=case, reason=reason, outcome="resolved")

    return act


@pytest.fixture
def case(open_case, close, ann):
    """A closed case of Ann's."""
    return close(open_case(ann))


@pytest.fixture
def invite(case, ann, now):
    """Ask Ann about her case."""

    def act(**said):
        return actions.invite(**({"by": None, "case": case, "person": ann, "at": now} | said))

    return act


def token_of(message: Message) -> str:
    """The token in a message, as the person who reads it has it."""
    return re.search(r"/survey/(\S+)", message.body)[1]


@pytest.fixture
def link(invite):
    """Ann's token."""
    invite()
    return token_of(Message.objects.get(template="survey_invitation"))


@pytest.fixture
def client_of_another(db):
    """Somebody else's browser."""
    return Client()
