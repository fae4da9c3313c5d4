"""What waits runs again."""

import pytest
from django.utils import timezone

from goodstead.clocks import actions as clocks
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_it_runs_again_with_what_was_left(signed_in, people, running):
    clocks.pause(running, by=people.officer, at=timezone.now(), reason="Away")
    client = signed_in(people.officer)
    url = f"/due/{running.pk}/resume"
    assert "as much time as was left" in client.get(url).content.decode()
    assert client.post(url).status_code == 302
    deadline = Deadline.objects.get(pk=running.pk)
    assert (deadline.paused_at, deadline.due_at) == (None, running.due_at)
    assert Entry.objects.get(verb="clocks.resumed").by == people.officer
    assert "is not paused" in client.post(url).content.decode()


def test_another_patch_finds_nothing(signed_in, people, running):
    assert signed_in(people.other_officer).post(f"/due/{running.pk}/resume").status_code == 404
