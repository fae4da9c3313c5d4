"""Dates and times in words."""

from datetime import UTC, date, datetime, time

import pytest

from goodstead.design import dates

NOW = datetime(2026, 3, 2, 16, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "value,words",
    [
        (time(16, 10), "4:10pm"), (time(16), "4pm"), (time(0), "midnight"), (time(12), "midday"),
        (time(0, 5), "12:05am"), (time(12, 30), "12:30pm"), (None, ""),
        (datetime(2026, 7, 1, 8, tzinfo=UTC), "9am"),
    ],
)  # fmt: skip
def test_a_time_is_said_as_people_say_it(value, words):
    assert dates.plain_time(value) == words


def test_a_moment_is_today_or_a_date_in_local_time():
    assert dates.moment(NOW, NOW) == "today, 4:10pm"
    assert dates.moment(datetime(2026, 3, 1, 9, tzinfo=UTC), NOW) == "yesterday, 9am"
    assert dates.moment(datetime(2026, 2, 3, 9, tzinfo=UTC), NOW) == "3 February 2026, 9am"
    assert dates.moment(NOW) == "2 March 2026, 4:10pm" and dates.moment(None) == ""
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight in London
    assert dates.moment(late, NOW) == "1 July 2026, 12:30am"


def test_a_promise_names_the_day_of_the_week_and_another_year():
    assert dates.by_when(date(2026, 3, 5), NOW) == "Thursday 5 March"
    assert dates.by_when(date(2026, 3, 3), NOW) == "tomorrow"
    assert dates.by_when(date(2027, 1, 4), NOW) == "Monday 4 January 2027"
    assert dates.by_when(None, NOW) == "" and dates.day(date(2026, 3, 3)) == "3 March 2026"
