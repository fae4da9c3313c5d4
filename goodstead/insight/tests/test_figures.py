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


def test_words_come_before_codes_and_no_level_of_headings_is_left_out(client, people, counted):
    client.force_login(people.leader)
    body = client.get("/figures").content.decode()
    assert "three measures" not in body
    assert body.index("New cases opened in the month</h2>") < body.index("this is measure K2.")
    one = client.get("/figures/K2").content.decode()
    assert "this is measure K2." in one and "<h2" in one and "<h3" not in one


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


def test_a_percentage_of_fewer_than_five_is_hidden_from_everyone():
    hidden = rules.shown(PERCENT, 4, 4)
    assert (hidden.words, hidden.value) == ("Too few", None)
    shown = rules.shown(PERCENT, 4, 5)
    assert (shown.words, shown.why) == ("80%", "4 of 5 answers")
    assert rules.shown(PERCENT, 0, 0).words == "–"


@pytest.mark.parametrize(
    "some, every, words",
    [(5, 8, "63%"), (1, 8, "13%"), (1, 200, "1%"), (1, 201, "0%"), (7, 8, "88%"), (8, 8, "100%")],
)
def test_a_half_goes_up(some, every, words):
    assert rules.shown(PERCENT, some, every).words == words


def test_a_middle_between_two_days_keeps_its_half():
    days = Part("median", "Middle", "days")
    assert rules.shown(days, 105, 2).words == "10.5 days"
    assert rules.shown(days, 240, 3).words == "24 days"


def test_a_rate_needs_to_know_how_many_people_there_are():
    rate = Part("rate", "Rate", "rate", "people")
    assert rules.shown(rate, 9, 120_000).words == "0.08"
    assert "COUNCIL_POPULATION" in rules.shown(rate, 9, 0).why


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
    client.force_login(people.councillor)
    client.get("/figures")
    with django_assert_max_num_queries(3):
        client.get("/figures")
