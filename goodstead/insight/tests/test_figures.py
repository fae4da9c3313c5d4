"""The page of figures: right, explained, veiled where small, and the same price at any size."""

from datetime import date

import pytest

from goodstead.insight import actions, queries, rules
from goodstead.insight.definitions.measures import Part

from .conftest import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(open_case, settings):
    """Six cases this month, counted; the clock of the pages is today's."""
    from django.utils import timezone

    today = timezone.localtime()
    for _ in range(6):
        open_case(today)
    actions.count_month(by=None, month=today.date(), at=today)
    return today


def test_every_measure_is_on_the_page_with_its_meaning_chart_and_table(client, people, counted):
    client.force_login(people.leader)
    body = client.get("/figures").content.decode()
    for code in ("K1a", "K1b", "K2", "K3", "K3b"):
        assert f'id="figure-{code}"' in body
    assert f"{counted:%B %Y}: 6." in body
    assert body.count("<svg") >= 5 and body.count("<table") >= 5


def test_people_without_leave_see_no_figures(client, people, counted):
    for user, status in (
        (people.councillor, 200),
        (people.call_handler, 403),
        (people.partner, 403),
    ):
        client.force_login(user)
        assert client.get("/figures").status_code == status


def test_a_councillor_gets_no_list_of_cases(client, people, counted):
    client.force_login(people.councillor)
    body = client.get("/figures").content.decode()
    assert "The cases behind" not in body
    assert client.get(f"/figures/K2/{counted:%Y-%m}").status_code == 403


COUNT, PERCENT = Part("", "Cases"), Part("", "Satisfied", "percent", "answers")


def test_small_counts_are_veiled_for_those_who_may_not_open_cases(people):
    for number in (1, 4):
        assert rules.shown(COUNT, number, None, user=people.councillor).words == "Fewer than 5"
        assert rules.shown(COUNT, number, None, user=people.leader).words == str(number)
    for number in (0, 5):
        assert rules.shown(COUNT, number, None, user=people.councillor).words == str(number)


def test_a_percentage_of_fewer_than_five_is_hidden_from_everyone(people):
    hidden = rules.shown(PERCENT, 4, 4, user=people.leader)
    assert (hidden.words, hidden.value) == ("Too few", None)
    shown = rules.shown(PERCENT, 4, 5, user=people.leader)
    assert (shown.words, shown.why) == ("80%", "4 of 5 answers")
    assert rules.shown(PERCENT, 0, 0, user=people.leader).words == "–"


def test_thirteen_months_end_with_this_one():
    months = queries.months_back(date(2026, 2, 14))
    assert (months[0], months[-1], len(months)) == (date(2025, 2, 1), date(2026, 2, 1), 13)


def test_the_page_costs_the_same_however_many_months_are_kept(
    client, people, counted, django_assert_max_num_queries
):
    for month in range(1, 12):
        actions.count_month(by=None, month=date(2025, month, 1), at=day(12, 1, year=2025))
    client.force_login(people.leader)
    client.get("/figures")  # the first page of a session notes when it began
    with django_assert_max_num_queries(3):
        client.get("/figures")
