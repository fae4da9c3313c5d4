"""The accessibility statement: in the regulator's words, dated, and honest about what does not work."""

from datetime import date, timedelta

import pytest

from goodstead.design.definitions import statement
from tests.architecture.source import ROOT

pytestmark = pytest.mark.once
# What the model statement of the regulations must say.
MUST = (
    "is committed to making its website accessible, in accordance with",
    "partially compliant",
    "Web Content Accessibility Guidelines version 2.2",
    "Non-accessible content",
    "This statement was prepared on 23 November 2026",
    "Equality Advisory and Support Service",
    "Equality and Human Rights Commission",
    "Preparation of this accessibility statement",
    "was last tested on",
)


@pytest.fixture
def page(client, db):
    return client.get("/accessibility").content.decode()


def test_it_says_what_the_regulations_want(page, settings):
    assert [words for words in MUST if words not in page] == []
    assert settings.COUNCIL["telephone"] in page and settings.COUNCIL["email"] in page


def test_what_does_not_work_is_said_with_what_to_do_instead(page):
    for one in statement.BARRIERS:
        assert one.what in page and one.instead in page
        assert not one.criterion or one.criterion in page


def released():
    line = next(
        line for line in (ROOT / "publiccode.yml").read_text().splitlines() if "releaseDate" in line
    )
    return date.fromisoformat(line.split('"')[1])


def test_a_release_comes_within_a_year_of_the_statement():
    assert not statement.is_stale(released()), (
        "The accessibility statement was last reviewed more than a year before this release. Go "
        "through goodstead/design/definitions/statement.py and set REVIEWED."
    )


def test_a_statement_that_is_too_old_is_seen():
    """The twin."""
    assert statement.is_stale(statement.REVIEWED + timedelta(days=366))
