"""W-3: the regulator's list stands in the reference, and each check that says it is held is."""

from importlib import import_module
from pathlib import Path

import pytest

from .regulator import BY_HAND, NOT_DONE, PDF, by_hand, pdf
from .statement import CHECKS, as_table
from .states import states_of

pytestmark = pytest.mark.once
REFERENCE = (Path(__file__).parents[2] / "docs/reference/accessibility.md").read_text()


def test_the_list_is_whole_and_stands_in_the_reference(figure):
    assert (len(BY_HAND), len(PDF), len(CHECKS)) == (16, 6, 44)
    by_test = sum(bool(one.held) for one in BY_HAND)
    by_person = sum(one.person != NOT_DONE for one in BY_HAND)
    words = (
        f"W-3: {len(BY_HAND)} checks by hand: {by_test} done by a test on every page state, "
        f"{by_person} by a person; {len(PDF)} checks of PDF files: none is made"
    )
    figure(words)
    for table in (words, by_hand(), pdf(), as_table()):
        assert table in REFERENCE, table


def test_no_result_stands_without_a_test_or_a_person():
    for one in BY_HAND:
        done = bool(one.held) or one.person != NOT_DONE
        assert done == (one.on is not None) == (one.result != NOT_DONE), one


def held():
    return {name for one in BY_HAND for name in one.held}


def missing(names):
    found = []
    for name in names:
        module, _, test = name.partition("::")
        if not hasattr(import_module(f"tests.everyone.{module}"), test):
            found.append(name)
    return found


def test_each_test_that_is_named_is_there():
    assert missing(held()) == []
    assert missing({"test_still::test_that_was_taken_away"})  # the twin


@pytest.mark.django_db
def test_no_public_page_leads_to_a_pdf_file():
    """So that the six checks of PDF files say nothing about us. Who makes one takes them up."""
    assert not [one.name for one in states_of() if ".pdf" in one.html]
