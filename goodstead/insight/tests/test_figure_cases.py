"""The cases behind a number, as far as one may see them."""

from datetime import date

import pytest

from goodstead.cases import actions as cases
from goodstead.insight import actions
from goodstead.insight.definitions.measures import MEASURES
from goodstead.insight.models import Figure
from goodstead.ledger.models import Viewing, key_of

from .conftest import day

ASKED = ("K1a", "K1b")
PERCENTS = {(m.code, p.code) for m in MEASURES.values() for p in m.parts if p.unit == "percent"}
pytestmark = pytest.mark.django_db


def references(response):
    return {case.reference for case in response.context["rows"]}


def test_an_officer_sees_the_cases_of_the_patch_and_a_leader_all(client, people, open_case):
    mine = open_case(day(1, 5))
    elsewhere = open_case(day(1, 6), patch=people.other_patch, officer=people.other_officer)
    hidden = open_case(day(1, 7), restricted=True, officer=people.restricted_worker)
    actions.count_month(by=None, month=day(1, 1).date(), at=day(1, 31))
    client.force_login(people.officer)
    assert references(client.get("/figures/K2/2026-01")) == {mine.reference}
    client.force_login(people.leader)
    assert references(client.get("/figures/K2/2026-01")) == {mine.reference, elsewhere.reference}
    assert Viewing.objects.filter(by=people.leader, subject=key_of(mine)).exists()
    assert not Viewing.objects.filter(subject=key_of(hidden)).exists()


@pytest.mark.parametrize(
    "code, part, month, expected",
    [
        ("K2", "", "2026-01", {"old", "new"}),
        ("K2", "hate", "2026-01", {"new"}),
        ("K3", "", "2026-04", {"old"}),
        ("K3", "", "2026-01", set()),
        ("K3b", "", "2026-02", {"new"}),
        ("K3b", "before_12_weeks", "2026-02", {"new"}),
        ("K3", "cleared", "2026-02", set()),
    ],
)
def test_the_list_is_what_the_number_counts(
    client, people, open_case, close, code, part, month, expected
):
    named = {"old": open_case(day(1, 5)), "new": open_case(day(1, 6), hate=True)}
    close(named["new"], day(2, 10))
    client.force_login(people.leader)
    found = references(client.get(f"/figures/{code}/{month}?part={part}"))
    assert found == {named[name].reference for name in expected}


@pytest.fixture
def busy_spring(people, open_case, close):
    """Cases that come and go in every way that the figures know."""
    for number in range(1, 7):
        open_case(day(12, number, year=2025), hate=number == 1)
    for number in (8, 9):
        close(open_case(day(12, number, year=2025)), day(3, 20))
    for number in range(5, 11):
        close(open_case(day(3, number), category="drugs"), day(3, number + 10))
    again = close(open_case(day(12, 20, year=2025)), day(3, 9))
    cases.reopen_case(by=None, at=day(3, 12), case=again, reason="It began again")
    court = open_case(day(12, 21, year=2025))
    for status in ("investigating", "waiting_court"):
        cases.change_status(by=None, at=day(1, 5), case=court, status=status)
    actions.count_month(by=None, month=date(2026, 3, 1), at=day(4, 2))


def test_every_number_of_the_month_has_exactly_its_cases_in_the_list(client, people, busy_spring):
    client.force_login(people.leader)
    seen = 0
    for figure in Figure.objects.filter(month__month=date(2026, 3, 1)).exclude(measure__in=ASKED):
        link = f"/figures/{figure.measure}/2026-03?part={figure.part}"
        number = figure.denominator if figure.part == "median" else figure.numerator
        listed = references(client.get(link))
        # Only the national number counts a case twice that was opened and reopened in the month.
        assert len(listed) == number, link
        seen += number
        if (figure.measure, figure.part) in PERCENTS:
            assert len(references(client.get(link + "&of=all"))) == figure.denominator
    assert seen > 40


def test_the_list_behind_who_came_is_not_all_that_are_open(client, people, busy_spring):
    client.force_login(people.leader)
    old = references(client.get("/figures/K3/2026-02?part="))
    came = references(client.get("/figures/K3/2026-03?part=entered"))
    went = references(client.get("/figures/K3/2026-03?part=cleared"))
    now = references(client.get("/figures/K3/2026-03?part="))
    assert came and went and old and not came & old
    assert (old | came) - went == now


def test_who_answered_a_survey_is_not_told(client, people, open_case, close):
    """The list behind satisfaction is of the cases asked about: answers were given in confidence."""
    close(open_case(day(3, 2)), day(3, 20))
    client.force_login(people.leader)
    page = client.get("/figures/K1a/2026-03?part=")
    assert references(page) == set(), "nobody was asked, although a case was closed"
    assert "Who answered, and how, is not told" in page.content.decode()


def test_the_list_leaves_as_csv_for_those_who_may(client, people, open_case):
    case = open_case(day(1, 5))
    client.force_login(people.leader)
    file = client.get("/figures/K2/2026-01?format=csv")
    assert case.reference in b"".join(file.streaming_content).decode()
