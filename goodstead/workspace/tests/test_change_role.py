"""Somebody gets another post; never the one who decides it."""

import pytest

from goodstead.access import actions
from goodstead.access.models import User
from goodstead.access.permissions import NotNow
from goodstead.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_the_new_role_holds_from_the_next_page(signed_in, people, client):
    url = f"/administration/people/{people.officer.pk}/role"
    client = signed_in(people.administrator)
    assert client.post(url, {"role": "auditor"}).status_code == 302
    entry = Entry.objects.get(verb="access.role_changed")
    assert (entry.facts["before"], entry.facts["after"]) == ("officer", "auditor")
    assert signed_in(people.officer).get("/cases").status_code == 403


def test_nobody_changes_their_own_role(signed_in, people):
    url = f"/administration/people/{people.administrator.pk}/role"
    answer = signed_in(people.administrator).post(url, {"role": "team_leader"})
    assert "cannot change your own role" in answer.content.decode()
    assert User.objects.get(pk=people.administrator.pk).role == "administrator"


def test_the_last_administrator_stays_one(people, now):
    with pytest.raises(NotNow, match="only administrator"):
        actions.change_role(by=None, user=people.administrator, role="officer", at=now)
    second = actions.change_role(
        by=people.administrator, user=people.officer, role="administrator", at=now
    )
    assert actions.change_role(by=second, user=people.administrator, role="officer", at=now)


def test_nobody_else_may(signed_in, people):
    url = f"/administration/people/{people.officer.pk}/role"
    assert signed_in(people.leader).post(url, {"role": "team_leader"}).status_code == 403
