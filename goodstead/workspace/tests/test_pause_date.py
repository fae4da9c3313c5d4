"""Our own standards can wait, with a reason; the law cannot."""

import pytest

from goodstead.clocks.models import Deadline
from goodstead.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_it_waits_and_says_why(signed_in, people, running):
    client = signed_in(people.officer)
    url = f"/due/{running.pk}/pause"
    assert client.post(url, {"reason": "She is abroad"}).status_code == 302
    assert Deadline.objects.get(pk=running.pk).paused_at is not None
    assert "Waits" in client.get("/due").content.decode()
    again = client.post(url, {"reason": "She is abroad"})
    assert "already paused" in again.content.decode()


@pytest.mark.parametrize(
    "change, words",
    [
        ({"statutory": True, "pausable": False}, "set by law"),
        ({"pausable": False}, "does not allow"),
    ],
)
def test_where_the_definition_does_not_allow_it_nothing_waits(
    signed_in, people, running, change, words
):
    Deadline.objects.filter(pk=running.pk).update(**change)
    answer = signed_in(people.officer).post(f"/due/{running.pk}/pause", {"reason": "Please"})
    assert words in answer.content.decode()
    assert Deadline.objects.get(pk=running.pk).paused_at is None


def test_what_is_late_cannot_wait_and_a_reason_is_asked_for(signed_in, people, late, running):
    client = signed_in(people.officer)
    answer = client.post(f"/due/{late.pk}/pause", {"reason": "Away"})
    assert "Say why it was missed" in answer.content.decode()
    assert client.post(f"/due/{running.pk}/pause", {}).status_code == 200
    assert not Entry.objects.filter(verb="clocks.paused").exists()


def test_another_patch_finds_nothing(signed_in, people, running):
    url = f"/due/{running.pk}/pause"
    assert signed_in(people.other_officer).post(url, {"reason": "x"}).status_code == 404
