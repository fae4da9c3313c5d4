"""Cases to look at, made through the actions."""

import pytest

from goodstead.cases import actions as cases
from goodstead.correspondence import actions as correspondence
from goodstead.people import actions as persons


@pytest.fixture
def victim(people, now):
    contact = correspondence.add_contact(
        by=None, at=now, about=people.team, telephone="01632 960055", may_phone=True,
        safe_times="After 6pm", who_must_not_know="Her brother",
    )  # fmt: skip
    return persons.add_person(
        by=None, at=now, name="Vera Víctim", contact=contact, about=people.team
    )


@pytest.fixture
def open_case(people, now, victim):
    """A case of the officer's; whatever is given replaces that."""

    def open_case(**changes):
        given = dict(
            by=None, at=now, category="noise", officer=people.officer, team=people.team,
            patch=people.patch, parties=[(victim, "victim")],
        )  # fmt: skip
        return cases.open_case(**given | changes)

    return open_case


@pytest.fixture
def signed_in(client, people):
    """A browser in which this person is signed in, past the first page of the session."""

    def signed_in(user):
        client.force_login(user)
        client.get("/design")
        return client

    return signed_in
