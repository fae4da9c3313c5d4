"""Records of the app above, made without its actions: here they stand for any record."""

from datetime import UTC, datetime

import pytest

from goodstead.ledger import verbs

from .records import Organisation, Team, User

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def now():
    return NOW


@pytest.fixture(autouse=True)
def test_verbs(monkeypatch):
    """Verbs that exist in these tests only."""
    monkeypatch.setattr(verbs, "VERBS", dict(verbs.VERBS))
    verbs.register({"tests.thing_done": "{what} was done", "tests.other_done": "Another thing"})


@pytest.fixture
def make_organisation(db):
    """Organisations by name. A record that has no user needs no other record."""

    def make(name="Hartsmere"):
        return Organisation.objects.create(name=name)

    return make


@pytest.fixture
def organisation(make_organisation):
    return make_organisation()


@pytest.fixture
def officer(organisation):
    team = Team.objects.create(organisation=organisation, name="ASB team", code="asb")
    return User.objects.create(email="o@council.example", name="Olu Ade", role="x", team=team)
