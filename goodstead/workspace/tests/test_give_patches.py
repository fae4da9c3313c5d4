"""Patches are given and taken."""

import pytest

from goodstead.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_what_is_ticked_is_theirs_and_nothing_else(signed_in, people, case):
    url = f"/administration/people/{people.other_officer.pk}/patches"
    client = signed_in(people.administrator)
    assert "checked" in client.get(url).content.decode()
    assert client.post(url, {"patches": [people.patch.pk]}).status_code == 302
    assert list(people.other_officer.patches.all()) == [people.patch]
    assert Entry.objects.filter(verb="access.patches_given").last().facts["patches"] == ["North"]
    client = signed_in(people.other_officer)
    assert client.get(f"/cases/{case.reference}").status_code == 200
    client = signed_in(people.administrator)
    assert client.post(url, {}).status_code == 302
    assert not people.other_officer.patches.exists()


def test_nobody_else_may(signed_in, people):
    url = f"/administration/people/{people.officer.pk}/patches"
    said = {"patches": [people.other_patch.pk]}
    assert signed_in(people.officer).post(url, said).status_code == 403
