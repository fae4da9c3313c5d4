"""The outbox."""

import pytest

from goodstead.correspondence import actions as correspondence

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(people, now):
    contact = correspondence.add_contact(
        by=None, at=now, about=people.team, email="vera@example.org", may_email=True
    )
    return correspondence.queue(
        by=None, at=now, to=contact, template="case_opened", about=people.team,
        reference="ASB-7K3-M9Q", officer="Ola", contact_by=now.date(),
    )  # fmt: skip


def test_a_leader_reads_the_outbox_and_sees_how_long_the_oldest_waits(signed_in, people, message):
    body = signed_in(people.leader).get("/messages").content.decode()
    assert message.purpose in body and "The oldest message has waited" in body


def test_an_officer_may_not(signed_in, people, message):
    assert signed_in(people.officer).get("/messages").status_code == 403
