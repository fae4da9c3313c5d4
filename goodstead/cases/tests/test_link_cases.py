"""Two cases that belong together."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions
from goodstead.cases.models import CaseLink


@pytest.fixture
def other(open_case):
    return open_case(category="vehicles")


@pytest.fixture
def link(case, other, people, later):
    def act(**said):
        values = {"by": people.officer, "at": later, "case": case, "other": other}
        return actions.link_cases(**(values | {"why": "Same flat"} | said))

    return act


def test_each_case_knows_the_other_and_says_so(link, case, other, story):
    link()
    assert case.links.get().other == other
    assert other.links.get().other == case
    assert story(case)[-1] == story(other)[-1] == "cases.cases_linked"


def test_a_case_is_linked_once_and_not_with_itself(link, case):
    with pytest.raises(NotNow, match="with itself"):
        link(other=case)
    link()
    with pytest.raises(NotNow, match="already linked"):
        link()


def test_nobody_links_with_a_case_that_they_cannot_see(link, open_case, people):
    secret = open_case(category="domestic_abuse")
    with pytest.raises(PermissionDenied):
        link(other=secret)
    with pytest.raises(PermissionDenied):
        link(by=people.other_officer)


def test_it_is_all_written_or_none_of_it(link, nothing_remains):
    nothing_remains(link)
    assert not CaseLink.objects.exists()


def test_a_case_out_of_sight_and_one_that_is_not_there_get_the_same_answer(
    page, case, other, open_case
):
    secret = open_case(category="domestic_abuse")
    answers = [
        page("cases:link-cases", case, reference=typed, why="Same").content.decode()
        for typed in (secret.reference, "ASB-222-222")
    ]
    assert all("a case that you can open" in answer for answer in answers)
    done = page("cases:link-cases", case, reference=f" {other.reference.lower()} ", why="Same")
    assert done.status_code == 302


def test_outsiders_learn_nothing(only_for, case):
    only_for("cases:link-cases", case, officer=200, other_officer=404, coordinator=403)
