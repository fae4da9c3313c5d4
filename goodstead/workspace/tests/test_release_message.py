"""A held message is released by somebody who knows the story, with what they checked."""

import pytest

from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.models import Message
from goodstead.ledger.models import Entry, key_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(held, now):
    """Held because the details changed after it was written."""
    correspondence.change_contact(
        by=None, at=now, contact=held.to, may_email=True, email="vera@example.org"
    )
    return held


def test_it_is_released_with_what_was_checked(signed_in, people, changed, case):
    client = signed_in(people.officer)
    url = f"/messages/{changed.pk}/release"
    body = client.get(url).content.decode()
    assert changed.subject in body and "Why it was not sent" in body and case.reference in body
    answer = client.post(url, {"reason": "She read her address out to me"})
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.reference}")
    message = Message.objects.get(pk=changed.pk)
    assert (message.state, message.decisions.get().by) == ("queued", people.officer)
    entry = Entry.objects.get(verb="correspondence.message_released")
    assert (entry.file, entry.by) == (key_of(case), people.officer)
    assert "read her address" in client.get(f"/messages/{changed.pk}/cancel").content.decode()


def test_the_persons_own_no_is_not_overruled_and_what_was_typed_stays(signed_in, people, held):
    client = signed_in(people.officer)
    answer = client.post(f"/messages/{held.pk}/release", {"reason": "I think it is fine"})
    body = answer.content.decode()
    assert "Ask the person first" in body and "I think it is fine" in body
    assert Message.objects.get(pk=held.pk).state == "held"


def test_without_a_reason_nothing_leaves(signed_in, people, changed):
    answer = signed_in(people.officer).post(f"/messages/{changed.pk}/release", {"reason": " "})
    assert answer.status_code == 200 and "What did you check?" in answer.content.decode()
    assert Message.objects.get(pk=changed.pk).state == "held"


def test_nobody_else_finds_it(signed_in, people, changed):
    for who, status in ((people.other_officer, 404), (people.coordinator, 403)):
        answer = signed_in(who).post(f"/messages/{changed.pk}/release", {"reason": "Mine"})
        assert answer.status_code == status
    assert Message.objects.get(pk=changed.pk).state == "held"
