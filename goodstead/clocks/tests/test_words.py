"""Sums are said so that a reader can check them."""

from datetime import date, datetime

import pytest

from goodstead.clocks.calendar import LONDON
from goodstead.clocks.definitions.counting import Clock, Count, Unit
from goodstead.clocks.rules import moment_in_words, period_in_words, standing, sum_in_words

from .conftest import APPEAL, CONTACT, COURT, at


def clock(amount, unit, count=Count.FOLLOWING, **more):
    return Clock("x", "X", amount, unit, count, "section 1", **more)


@pytest.mark.parametrize(
    "period,start,words",
    [
        (
            APPEAL,
            date(2026, 3, 1),
            "1 March counts as day 1; last day 21 March 2026; section 46(2)",
        ),
        (
            clock(14, Unit.DAYS),
            date(2026, 3, 1),
            "1 March does not count; last day 15 March 2026; section 1",
        ),
        (
            clock(12, Unit.MONTHS, Count.BEGINNING_WITH),
            date(2026, 1, 10),
            "10 January 2026 counts as day 1; last day 9 January 2027; section 1",
        ),
        (
            CONTACT,
            date(2026, 4, 2),
            "2 April does not count; weekends and Good Friday 3 April,"
            " Easter Monday 6 April do not count; last day 9 April 2026; our service standard",
        ),
        (
            clock(3, Unit.WORKING_DAYS, Count.BEGINNING_WITH),
            date(2026, 3, 1),
            "2 March counts as day 1; weekends do not count; last day 4 March 2026; section 1",
        ),
        (
            clock(1, Unit.MONTHS, rolls=True),
            date(2026, 3, 3),
            "3 March does not count; 3 April is not a working day; last day 7 April 2026;"
            " section 1",
        ),
        (
            COURT,
            datetime(2026, 12, 24, 10, tzinfo=LONDON),
            "48 hours, Christmas Day not counted, from 24 December 2026 at 10am;"
            " ends 27 December 2026 at 10am; section 80(3)",
        ),
    ],
)
def test_a_sum_says_where_it_starts_where_it_ends_and_why(period, start, words):
    assert sum_in_words(period, start) == words


@pytest.mark.parametrize(
    "period,words",
    [
        (APPEAL, "21 days beginning with the day"),
        (clock(1, Unit.MONTHS), "1 month following the day"),
        (
            clock(1, Unit.MONTHS, rolls=True),
            "1 month following the day, or the next working day when that is none",
        ),
        (clock(24, Unit.HOURS), "24 hours"),
        (
            clock(24, Unit.HOURS, disregard=("christmas_day", "good_friday", "sunday")),
            "24 hours, Christmas Day, Good Friday and Sundays not counted",
        ),
    ],
)
def test_a_period_in_words(period, words):
    assert period_in_words(period) == words


@pytest.mark.parametrize(
    "moment,words",
    [
        ("2026-03-02T00:00", "2 March 2026 at midnight (start of the day)"),
        ("2026-03-02T00:05", "2 March 2026 at 12:05am"),
        ("2026-03-02T12:00", "2 March 2026 at midday"),
        ("2026-03-02T12:30", "2 March 2026 at 12:30pm"),
        ("2026-03-02T17:30", "2 March 2026 at 5:30pm"),
    ],
)
def test_a_moment_in_words(moment, words):
    assert moment_in_words(at(moment)) == words


@pytest.mark.parametrize(
    "due,words",
    [
        ("2026-02-28T23:59", "Overdue by 2 days"),
        ("2026-03-01T23:59", "Overdue by 1 day"),
        ("2026-03-02T09:00", "Overdue since today"),
        ("2026-03-02T23:59", "Due today"),
        ("2026-03-03T09:00", "Due tomorrow"),
        ("2026-03-12T09:00", "Due in 10 days"),
    ],
)
def test_where_a_deadline_stands_today(now, due, words):
    assert standing(at(due), now) == words
    assert standing(at(due), now, paused=True) == "Paused"
