"""A message that must not leave is cancelled, with the reason."""

import pytest

from goodstead.correspondence.models import Message
from goodstead.ledger.models import Entry, key_of

pytestmark = pytest.mark.django_db


def test_it_never_leaves_and_the_reason_is_kept(signed_in, people, held, case):
    client = signed_in(people.officer)
    url = f"/messages/{held.pk}/cancel"
    assert "It will never be sent" in client.get(url).content.decode()
    assert client.post(url, {"reason": "Told by telephone"}).status_code == 302
    message = Message.objects.get(pk=held.pk)
    decided = message.decisions.get()
    assert (message.state, decided.reason, decided.released) == (
        "cancelled", "Told by telephone", False,
    )  # fmt: skip
    assert Entry.objects.get(verb="correspondence.message_cancelled").file == key_of(case)
    again = client.post(url, {"reason": "Once more"})
    assert "was cancelled. It cannot be cancelled now" in again.content.decode()


def test_without_a_reason_it_stays(signed_in, people, held):
    answer = signed_in(people.officer).post(f"/messages/{held.pk}/cancel", {})
    assert answer.status_code == 200
    assert Message.objects.get(pk=held.pk).state == "held"


def test_the_leader_of_the_team_may_and_another_patch_may_not(signed_in, people, held):
    url = f"/messages/{held.pk}/cancel"
    assert signed_in(people.other_officer).post(url, {"reason": "x"}).status_code == 404
    assert signed_in(people.leader).post(url, {"reason": "She moved away"}).status_code == 302
