"""A link that was stopped opens nothing, and says as little as one that never was."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.ledger.models import Entry
from goodstead.partnership import actions, queries


@pytest.fixture
def stop(people, now):
    def stop(invitation, by=None):
        return actions.stop_invitation(by=by or people.officer, at=now, invitation=invitation)

    return stop


def test_it_opens_nothing_any_more(client, invite, stop, now, works_today):
    made, token = invite()
    works_today(made)
    assert client.get(f"/refer/{token}").status_code == 200
    stop(made)
    assert queries.behind(token, now) is None
    never = client.get("/refer/" + "x" * 32)
    stopped = client.get(f"/refer/{token}")
    assert (stopped.status_code, stopped.content) == (404, never.content)
    assert Entry.objects.filter(verb="partnership.invitation_stopped").count() == 1


def test_only_once_and_only_by_whoever_invites(invite, stop, people):
    made, _ = invite()
    with pytest.raises(PermissionDenied):
        stop(made, by=people.call_handler)
    stop(made)
    with pytest.raises(NotNow):
        stop(made)


def test_all_or_nothing(invite, stop, broken_ledger, now):
    made, token = invite()
    broken_ledger()
    with pytest.raises(RuntimeError):
        stop(made)
    assert queries.behind(token, now)


def test_the_page(client, people, invite):
    made, _ = invite()
    client.force_login(people.officer)
    page = f"/referral-invitations/{made.pk}/stop"
    assert "Park School" in client.get(page).content.decode()
    assert client.post(page).url == "/referral-invitations"
    assert "Stopped" in client.get("/referral-invitations").content.decode()
    assert client.get("/referral-invitations/99999/stop").status_code == 404
