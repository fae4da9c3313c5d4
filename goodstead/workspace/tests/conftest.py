"""Cases to look at, made through the actions."""

import pytest
from django.utils import timezone

from goodstead.cases import actions as cases
from goodstead.clocks.queries import running_about
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


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def held(case, victim, now):
    """A message about the case that the victim's wishes keep back."""
    return correspondence.queue(
        by=None, at=now, to=victim.contact, template="case_opened", about=case,
        reference=case.reference, officer="Ola", contact_by=now.date(),
    )  # fmt: skip


@pytest.fixture
def late(case):
    """The first promise of a case that was opened long ago."""
    return running_about(case)[0]


@pytest.fixture
def running(open_case):
    """A promise of today: it can still be kept."""
    case = open_case(at=timezone.now())
    return next(one for one in running_about(case) if one.pausable)
