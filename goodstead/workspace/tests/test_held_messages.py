"""The list of messages that wait for a person."""

import pytest

from goodstead.correspondence import actions as correspondence
from goodstead.ledger.models import Viewing, key_of

pytestmark = pytest.mark.django_db


def test_who_works_on_the_case_finds_what_was_not_sent_and_why(signed_in, people, held, case):
    client = signed_in(people.officer)
    body = client.get("/messages/held").content.decode()
    assert case.reference in body and "Vera" in body
    assert "has not said that we may use this way of contact" in body
    assert f"/messages/{held.pk}/release" in body and f"/messages/{held.pk}/cancel" in body
    assert Viewing.objects.filter(subject=key_of(held), by=people.officer).exists()
    day = client.get("/my-day").content.decode()
    assert "1 waits for somebody to release or cancel" in day
    assert f"/messages/{held.pk}/release" in client.get(f"/cases/{case.reference}").content.decode()


def test_others_do_not(signed_in, people, held):
    body = signed_in(people.other_officer).get("/messages/held").content.decode()
    assert "No message waits for you to decide" in body
    assert signed_in(people.coordinator).get("/messages/held").status_code == 403


def test_more_messages_ask_no_more_of_the_database(
    signed_in, people, case, held, now, django_assert_max_num_queries
):
    for _ in range(12):
        correspondence.queue(
            by=None, at=now, to=held.to, template="case_opened", about=case,
            reference=case.reference, officer="Ola", contact_by=now.date(),
        )  # fmt: skip
    client = signed_in(people.officer)
    with django_assert_max_num_queries(16):
        assert client.get("/messages/held").content.decode().count("Release it") == 13
