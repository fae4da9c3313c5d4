"""One person of a partner gets a link with which they refer people. It is shown once."""

from datetime import timedelta

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.ledger.models import Entry
from goodstead.partnership import queries
from goodstead.partnership.models import Invitation

PAGE = "/referral-invitations/invite"
FILLED = {
    "organisation": "Park School", "person": "Head Teacher", "purpose": "To refer pupils",
    "days": "30", "times": "10",
}  # fmt: skip


def test_only_the_hash_of_192_bits_is_kept(invite, people, now):
    made, token = invite()
    assert len(token) == 32 and token not in str(Invitation.objects.values().get())
    assert queries.behind(token, now) == made
    entry = Entry.objects.get(verb="partnership.partner_invited")
    assert entry.by == people.leader and token not in str(entry.facts)


def test_it_ends(invite, now):
    _, token = invite(days="30")
    assert queries.behind(token, now + timedelta(days=29)) is not None
    assert queries.behind(token, now + timedelta(days=30)) is None


def test_nobody_else_invites(invite, people):
    for user in (people.partner, people.centre_worker, people.coordinator):
        with pytest.raises(PermissionDenied):
            invite(by=user)
    with pytest.raises(NotNow):
        invite(days="99999")
    assert not Invitation.objects.exists()


def test_all_or_nothing(invite, broken_ledger):
    broken_ledger()
    with pytest.raises(RuntimeError):
        invite()
    assert not Invitation.objects.exists()


def test_the_page_shows_the_link_once(client, people, now):
    client.force_login(people.officer)
    html = client.post(PAGE, FILLED).content.decode()
    assert "/refer/" in html and "shown once" in html
    listed = client.get("/referral-invitations").content.decode()
    assert "Park School" in listed and "/refer/" not in listed
