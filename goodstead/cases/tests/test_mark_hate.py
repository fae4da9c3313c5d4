"""A case in which hate is perceived is marked, whatever it was opened as."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions


@pytest.fixture
def mark(case, people, later):
    def act(**said):
        return actions.mark_hate(**({"by": people.officer, "at": later, "case": case} | said))

    return act


def test_it_is_marked_once_with_an_entry(mark, case, story):
    assert not case.hate
    assert mark().hate
    assert story(case)[-1] == "cases.hate_marked"
    with pytest.raises(NotNow, match="already marked"):
        mark()


def test_who_cannot_work_on_the_case_cannot_mark_it(mark, people):
    for who in (people.other_officer, people.coordinator):
        with pytest.raises(PermissionDenied):
            mark(by=who)
    assert mark()


def test_it_is_all_written_or_none_of_it(mark, case, nothing_remains):
    nothing_remains(mark)
    case.refresh_from_db()
    assert not case.hate
