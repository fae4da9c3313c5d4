"""What stands in an account is corrected; the ledger says what, and never to what."""

import pytest

from goodstead.access import actions, queries
from goodstead.access.models import User
from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(people):
    return {
        "name": "Ola Newname",
        "email": "Ola.Newname@council.example",
        "telephone": "01632 960001",
        "team": people.other_team,
    }


def test_it_is_corrected_and_written_down_without_the_address(people, said, now):
    token = actions.give_sign_in_link(by=people.administrator, user=people.officer, at=now)
    made = actions.change_account(by=people.administrator, user=people.officer, at=now, **said)
    stored = User.objects.get(pk=people.officer.pk)
    assert (stored.name, stored.email) == ("Ola Newname", "ola.newname@council.example")
    assert (stored.team, stored.telephone, made) == (people.other_team, "01632 960001", stored)
    assert queries.link_of(token, now) is None, "a link for the old address"
    entry = Entry.objects.get(verb="access.account_changed")
    assert entry.facts["what"] == ["name", "email", "telephone", "team"]
    assert "newname@" not in entry.facts_json and "960001" not in entry.facts_json


def test_what_cannot_be_is_refused_and_nothing_changes(people, said, now, monkeypatch):
    def change(by=people.administrator, **other):
        given = {"by": by, "user": people.officer, "at": now} | said | other
        return actions.change_account(**given)

    for nobody in (people.leader, people.officer, people.auditor, people.partner):
        with pytest.raises(PermissionDenied):
            change(by=nobody)
    with pytest.raises(NotNow, match="has an account already"):
        change(email=people.leader.email.upper())
    with pytest.raises(NotNow, match="not a team of Council"):
        change(team=people.partner.team)
    same = {
        field: getattr(people.officer, field) for field in ("name", "email", "telephone", "team")
    }
    with pytest.raises(NotNow, match="Nothing is different"):
        change(**same)

    def broken(*args, **kwargs):
        raise RuntimeError

    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr("goodstead.ledger.actions.record", broken)
        change()
    stored = User.objects.get(pk=people.officer.pk)
    assert (stored.name, stored.email) == (people.officer.name, people.officer.email)


def test_the_page_offers_teams_of_the_same_body_and_keeps_what_was_typed(signed_in, people, said):
    url = f"/administration/people/{people.officer.pk}/change"
    client = signed_in(people.administrator)
    page = client.get(url).content.decode()
    assert people.officer.email in page and people.other_team.name in page
    assert people.partner.team.name not in page
    posted = said | {"team": str(people.other_team.pk)}
    refused = client.post(url, posted | {"email": people.leader.email}).content.decode()
    assert "has an account already" in refused and "Ola Newname" in refused
    assert client.post(url, posted).status_code == 302
    assert User.objects.get(pk=people.officer.pk).name == "Ola Newname"
    assert signed_in(people.leader).get(url).status_code == 403
