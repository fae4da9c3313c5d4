"""The list of public pages is whole: a new page cannot be forgotten."""

from pathlib import Path

import pytest

from tests.access.policy import PAGES

from . import answers
from .states import NO_PAGES, states_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PUBLIC = {name for name, rule in PAGES.items() if rule.who is None}


def missing(listed):
    return sorted(PUBLIC - set(NO_PAGES) - listed)


def test_every_public_page_is_looked_at(settings):
    listed = {one.page for one in states_of()}
    assert missing(listed) == [], "add them to tests/everyone/states.py"
    assert set(NO_PAGES) <= PUBLIC, "these are no public pages any more"
    assert {name for name in listed if not name.startswith("error: ")} <= PUBLIC


def test_every_form_is_looked_at_refused_too():
    """Each page with a form that can be refused has a state in which it was."""
    refused = {one.page for one in states_of() if "govuk-error-summary" in one.html}
    asks = {one.page for one in states_of() if 'class="govuk-form-group' in one.html}
    assert asks - refused == set()


def test_a_page_that_is_left_out_is_named():
    """The twin."""
    assert missing({one.page for one in states_of()} - {"intake:say-worse"}) == ["intake:say-worse"]


def test_no_state_has_the_name_of_another():
    names = [one.name for one in states_of()]
    assert sorted(names) == sorted(set(names))


def test_the_figure_and_the_answers_stand_in_the_reference(figure):
    states = states_of()
    refused = sum("govuk-error-summary" in one.html for one in states)
    words = (
        f"{len(states)} page states of {len({one.page for one in states})} pages, "
        f"among them {refused} with an error summary"
    )
    figure(words)
    page = (Path(__file__).parents[2] / "docs/reference/accessibility.md").read_text()
    assert words in page
    assert answers.as_table() in page, answers.as_table()
