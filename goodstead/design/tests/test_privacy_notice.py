"""The privacy notice: whose data, why, how long, who sees it; and what the council still owes it."""

import re

import pytest

from goodstead.design.checks import OWED, council_details

pytestmark = pytest.mark.once
# Article 13 of the UK GDPR, in the words of the page.
MUST = {
    "who is in charge": "controller",
    "how to reach the data protection officer": "data protection officer",
    "why": "public task",
    "the legal basis": "article 6(1)(e)",
    "special categories": "article 9(2)(g)",
    "who receives it": "The police, social care, health services or your landlord",
    "how long": "How long",
    "rights": "Your rights",
    "the regulator": "Information Commissioner",
    "deciding by computer": "No computer decides about you",
    "the count against floods": "Both are dropped within a day",
    "the private link": "We keep only a scrambled copy",
    "equality figures": "only counted",
    "recordings on their own device": "only if you ask for it. When one cannot be sent, it waits there",
    "the diary on their own device": "What you write in the diary never waits there",
}
DETAILS = {
    "address": "1 High Street, Hartsmere",
    "data_officer": "dpo@hartsmere.example",
    "kept": "6 years after the case is closed",
    "complaints": "write to the complaints team",
}


def text(client):
    return re.sub(r"(</?strong>|\s)+", " ", client.get("/privacy").content.decode())


@pytest.mark.django_db
def test_it_says_what_the_law_wants_said(client, settings):
    page = text(client)
    assert [what for what, words in MUST.items() if words not in page] == []
    assert settings.COUNCIL["name"] in page


@pytest.mark.django_db
def test_what_only_the_council_knows_comes_from_its_settings(client, settings):
    settings.COUNCIL = settings.COUNCIL | dict.fromkeys(DETAILS, "")
    assert "Ask us how long that is" in text(client)
    settings.COUNCIL = settings.COUNCIL | DETAILS
    page = text(client)
    assert [words for words in DETAILS.values() if words not in page] == []


def test_what_the_council_still_has_to_fill_in_is_named(settings):
    settings.COUNCIL = settings.COUNCIL | dict.fromkeys(OWED, "")
    said = " ".join(one.msg for one in council_details(None))
    assert [name for name, _ in OWED.values() if name not in said] == []
    settings.COUNCIL = settings.COUNCIL | DETAILS
    assert council_details(None) == []
