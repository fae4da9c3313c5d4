"""The story of the case: each version is kept, and nobody's words are written over unseen."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions


@pytest.fixture
def write(case, people, later):
    def act(text="Drums every night", **said):
        values = {"by": people.officer, "at": later, "case": case, "text": text}
        return actions.write_summary(**(values | said))

    return act


def test_the_newest_stands_and_the_earlier_ones_are_kept(write, case, story):
    write("Drums")
    assert write("Drums and threats").summary == "Drums and threats"
    assert list(case.summaries.values_list("text", flat=True)) == ["Drums", "Drums and threats"]
    assert story(case)[-1] == "cases.summary_written"


def test_what_somebody_else_wrote_meanwhile_is_shown_and_not_lost(write, case):
    write("Theirs", instead_of="")
    with pytest.raises(NotNow, match="Theirs says: “Theirs”"):
        write("Mine", instead_of="")
    assert write("Both", instead_of="Theirs").summary == "Both"


def test_only_who_works_on_the_open_case_writes_it(write, people, case, later):
    with pytest.raises(PermissionDenied):
        write(by=people.other_officer)
    assert write()
    actions.close_case(by=None, at=later, case=case, reason="referred", outcome="transferred")
    with pytest.raises(NotNow):
        write()


def test_it_is_all_written_or_none_of_it(write, case, nothing_remains):
    nothing_remains(write)
    case.refresh_from_db()
    assert case.summary == "" and not case.summaries.exists()


def test_two_officers_with_the_page_open_do_not_overwrite_each_other(page, case):
    assert page("cases:write-summary", case, text="One", instead_of="").status_code == 302
    lost = page("cases:write-summary", case, text="Two", instead_of="")
    assert lost.status_code == 200
    shown = lost.content.decode()
    assert "Two" in shown and "One" in shown
    case.refresh_from_db()
    assert case.summary == "One"


def test_lines_do_not_make_a_conflict(page, case):
    page("cases:write-summary", case, text="One\r\nTwo", instead_of="")
    again = page("cases:write-summary", case, text="Three", instead_of="One\r\nTwo")
    assert again.status_code == 302


def test_outsiders_learn_nothing(only_for, case):
    only_for("cases:write-summary", case, officer=200, other_officer=404, coordinator=403)
