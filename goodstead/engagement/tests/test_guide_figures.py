"""What staff see of the guides: months that are over, and no number from one to four."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from goodstead.engagement import actions, queries, rules
from goodstead.engagement.definitions.guides import GUIDES
from goodstead.engagement.models import GuideCount

PAGE = "/guide-figures"
LONDON = ZoneInfo("Europe/London")
pytestmark = pytest.mark.django_db


@pytest.fixture
def count():
    def act(times, *, said="end", guide="talk", day=date(2026, 2, 10)):
        at = datetime(day.year, day.month, day.day, 12, tzinfo=LONDON)
        for _ in range(times):
            actions.count_guide(by=None, guide=guide, said=said, at=at)

    return act


def rows(guide="talk", on=date(2026, 3, 2)):
    found = {one.name: one.rows for one in queries.guide_figures(on=on)}
    return found[GUIDES[guide].name]


def test_by_guide_and_month_the_newest_first(count):
    count(6)
    count(5, said="yes")
    count(2, said="partly")
    count(7, day=date(2026, 1, 31))
    count(9, guide="log")
    assert rows() == [
        ["February 2026", 6, 5, "Fewer than 5", 0],
        ["January 2026", 7, 0, 0, 0],
    ]
    assert rows("log") == [["February 2026", 9, 0, 0, 0]]
    assert rows("noise") == []


def test_from_one_to_four_cannot_be_told_apart():
    assert [rules.shown(n) for n in range(6)] == [0, *["Fewer than 5"] * 4, 5]


def test_a_month_that_goes_on_and_one_that_is_long_past_are_not_shown(count):
    count(6, day=date(2026, 3, 1))
    count(6, day=date(2025, 1, 31))
    assert rows() == []
    count(6, day=date(2025, 2, 1))
    assert rows() == [["February 2025", 6, 0, 0, 0]]
    assert rows(on=date(2026, 4, 1)) == [["March 2026", 6, 0, 0, 0]]


def test_versions_of_a_guide_are_counted_together(count):
    count(3)
    GuideCount.objects.update(version=2)
    count(3)
    assert rows() == [["February 2026", 6, 0, 0, 0]]


def test_the_day_is_that_of_london(now):
    late = datetime(2026, 6, 30, 23, 30, tzinfo=ZoneInfo("UTC"))  # 1 July here
    assert actions.count_guide(by=None, guide="talk", said="end", at=late).day == date(2026, 7, 1)


def test_staff_with_leave_read_it_and_it_costs_the_same_for_any_number(
    client, people, count, monkeypatch, now, django_assert_num_queries
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    count(6)
    count(3, said="report")
    client.force_login(people.councillor)
    page = client.get(PAGE).content.decode()
    assert "February 2026" in page and "Fewer than 5" in page
    with django_assert_num_queries(3) as few:
        client.get(PAGE)
    for guide in GUIDES:
        count(1, guide=guide, day=date(2026, 1, 5))
    with django_assert_num_queries(len(few)):
        client.get(PAGE)
    client.force_login(people.call_handler)
    assert client.get(PAGE).status_code == 403
