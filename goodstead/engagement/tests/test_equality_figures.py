"""What is read of who uses the service: quarters that are over, and no small number."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from goodstead.engagement import actions, queries

PAGE = "/equality-figures"
LONDON = ZoneInfo("Europe/London")
pytestmark = pytest.mark.django_db


def say(times, on=date(2026, 2, 10), **answers):
    at = datetime(on.year, on.month, on.day, 12, tzinfo=LONDON)
    for _ in range(times):
        actions.count_about_you(by=None, answers=answers, at=at)


def rows(question, on=date(2026, 4, 1)):
    found = {one.question.code: one.rows for one in queries.equality_figures(on=on)}
    return found[question]


def test_from_one_to_four_cannot_be_told_apart_and_there_is_no_sum():
    say(7, sex="female")
    say(1, sex="male")
    say(4, sex="not_said")
    assert rows("sex") == [["January 2026", 7, "Fewer than 5", "Fewer than 5"]]


def test_a_quarter_that_goes_on_is_not_shown():
    say(9, sex="female")
    assert rows("sex", on=date(2026, 3, 31)) == []


def test_the_last_four_quarters_the_newest_first():
    for month in (1, 4, 7, 10):
        say(5, on=date(2025, month, 1), sex="male")
    say(6, sex="male")
    assert [row[0] for row in rows("sex")] == [
        "January 2026", "October 2025", "July 2025", "April 2025",
    ]  # fmt: skip


def test_who_may_see_figures_reads_it_and_an_officer_does_not(client, people):
    client.force_login(people.coordinator)
    assert client.get(PAGE).status_code == 200
    client.force_login(people.call_handler)
    assert client.get(PAGE).status_code == 403


def test_it_costs_the_same_however_many_answered(client, people, django_assert_max_num_queries):
    say(5, age="75")
    client.force_login(people.coordinator)
    client.get(PAGE)  # the first page of a session writes when it began
    with django_assert_max_num_queries(4):
        client.get(PAGE)
