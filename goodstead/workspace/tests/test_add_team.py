"""A team is added to the council or to a partner body."""

import pytest

from goodstead.access.models import Team
from goodstead.ledger.models import Entry

pytestmark = pytest.mark.django_db
URL = "/administration/add-team"


def test_it_is_added_and_written_down(signed_in, people):
    client = signed_in(people.administrator)
    assert client.get(URL).status_code == 200
    said = {"name": "Hollin Hill", "organisation": people.team.organisation_id}
    assert client.post(URL, said).status_code == 302
    found = Team.objects.get(name="Hollin Hill")
    entry = Entry.objects.get(verb="access.team_added", subject=f"access.team:{found.pk}")
    assert entry.by == people.administrator
    again = client.post(URL, said | {"name": "hollin hill"})
    assert "There is already one called" in again.content.decode()
    assert client.post(URL, said | {"name": " "}).status_code == 200
    assert Team.objects.filter(name__iexact="hollin hill").count() == 1


def test_nobody_else_adds_one(signed_in, people):
    said = {"name": "Mine", "organisation": people.team.organisation_id}
    for who in (people.leader, people.officer, people.auditor, people.partner):
        assert signed_in(who).post(URL, said).status_code == 403
    assert not Team.objects.filter(name="Mine").exists()
