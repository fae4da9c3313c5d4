"""An account is opened; nobody can sign in with it before the person chose a password."""

import pytest

from goodstead.access.models import User
from goodstead.ledger.models import Entry, key_of

pytestmark = pytest.mark.django_db
URL = "/administration/add-person"


@pytest.fixture
def said(people):
    return {
        "name": "Nora New", "email": "Nora@council.example", "role": "officer",
        "team": people.team.pk, "patches": [people.patch.pk],
    }  # fmt: skip


def test_an_account_is_opened_without_a_password(signed_in, people, said):
    client = signed_in(people.administrator)
    assert "Never sees a case" in client.get(URL).content.decode()
    answer = client.post(URL, said)
    user = User.objects.get(email="nora@council.example")
    assert answer["Location"] == f"/administration/people/{user.pk}"
    assert not user.has_usable_password() and list(user.patches.all()) == [people.patch]
    assert "They cannot sign in yet" in client.get(answer["Location"]).content.decode()
    entry = Entry.objects.get(verb="access.user_added", subject=key_of(user))
    assert entry.by == people.administrator


def test_one_address_has_one_account_and_what_was_typed_stays(signed_in, people, said):
    client = signed_in(people.administrator)
    for taken in (people.officer.email.upper(), people.leaver.email):
        body = client.post(URL, said | {"email": taken}).content.decode()
        assert "has an account already" in body and "Nora New" in body
    assert "choose" in client.post(URL, said | {"role": "wizard"}).content.decode().lower()
    assert not User.objects.filter(name="Nora New").exists()


def test_nobody_else_opens_one(signed_in, people, said):
    for who in (people.leader, people.coordinator, people.auditor, people.councillor):
        assert signed_in(who).post(URL, said).status_code == 403
    assert not User.objects.filter(name="Nora New").exists()
