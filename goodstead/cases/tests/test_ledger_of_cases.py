"""A row of a case that nobody wrote through the service is found, whatever kind of row it is."""

import pytest

from goodstead.cases import actions
from goodstead.cases.models import Note, StatusChange, Summary
from goodstead.ledger.checking import check


def test_the_story_of_a_case_is_whole(case):
    assert check().problems == []


@pytest.mark.parametrize(
    "forge",
    [
        lambda case, at: StatusChange.objects.create(case=case, status="closed", at=at),
        lambda case, at: Summary.objects.create(case=case, text="All is well", at=at),
        lambda case, at: Note.objects.create(case=case, text="All is well", at=at),
    ],
)
def test_a_forged_row_is_found_although_no_entry_was_ever_about_its_like(
    case, people, later, forge
):
    actions.write_summary(by=people.officer, at=later, case=case, text="Drums")
    actions.add_note(by=people.officer, at=later, case=case, text="Drums")
    assert check().problems == []
    forge(case, later)
    (found,) = check().problems
    assert "no entry tells of it" in found.said
