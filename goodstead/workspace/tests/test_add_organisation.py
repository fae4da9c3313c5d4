"""A partner body is added."""

import pytest

from goodstead.access.models import Organisation
from goodstead.ledger.models import Entry

pytestmark = pytest.mark.django_db
URL = "/administration/add-body"


def test_it_is_added_and_written_down(signed_in, people):
    client = signed_in(people.administrator)
    assert client.get(URL).status_code == 200
    said = {"name": "Hollin Hill"}
    assert client.post(URL, said).status_code == 302
    found = Organisation.objects.get(name="Hollin Hill")
    entry = Entry.objects.get(
        verb="access.organisation_added", subject=f"access.organisation:{found.pk}"
    )
    assert entry.by == people.administrator
    again = client.post(URL, said | {"name": "hollin hill"})
    assert "There is already one called" in again.content.decode()
    assert client.post(URL, said | {"name": " "}).status_code == 200
    assert Organisation.objects.filter(name__iexact="hollin hill").count() == 1


def test_nobody_else_adds_one(signed_in, people):
    said = {"name": "Mine"}
    for who in (people.leader, people.officer, people.auditor, people.partner):
        assert signed_in(who).post(URL, said).status_code == 403
    assert not Organisation.objects.filter(name="Mine").exists()
