"""Working days, against the government's own list of bank holidays."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given
from hypothesis import strategies as st

from goodstead.clocks import calendar
from goodstead.clocks.calendar import LONDON, add_working_days, is_working_day
from goodstead.clocks.definitions.counting import Clock, Count, Unit
from goodstead.clocks.rules import due_at, last_day, sum_in_words

FIRST, LAST = date(2015, 1, 1), date(2028, 12, 31)
STANDARD = Clock("x", "X", 1, Unit.WORKING_DAYS, Count.FOLLOWING, "our standard")
BY_LAW = Clock("y", "Y", 1, Unit.WORKING_DAYS, Count.FOLLOWING, "section 1", statutory=True)


@pytest.fixture(scope="module")
def published():
    """What GOV.UK publishes for England and Wales, as it came with the package."""
    listed = BankHolidays(use_cached_holidays=True).get_holidays(
        division=BankHolidays.ENGLAND_AND_WALES
    )
    return {holiday["date"] for holiday in listed if FIRST <= holiday["date"] <= LAST}


def test_our_bank_holidays_are_those_of_the_government(published):
    """Those on a weekend are kept on a day in lieu, so they are compared on weekdays only."""
    ours = {day for year in range(2015, 2029) for day in calendar.bank_holidays(year)}
    assert {d for d in ours if d.weekday() < 5} == {d for d in published if d.weekday() < 5}


@pytest.mark.parametrize("n", [1, 2, 3, 5, 10, 20])
def test_sums_of_working_days_agree_with_the_government_list_on_every_day(published, n):
    def counted_by_hand(day):
        left = n
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < 5 and day not in published
        return day

    days = (FIRST + timedelta(days=i) for i in range((LAST - FIRST).days - 60))
    assert [d for d in days if add_working_days(d, n) != counted_by_hand(d)] == []


def test_a_calendar_of_weekends_alone_would_be_wrong(monkeypatch):
    """The twin: with the bank holidays off, Maundy Thursday plus one is Good Friday."""
    thursday = date(2026, 4, 2)
    assert add_working_days(thursday, 1) == date(2026, 4, 7)
    monkeypatch.setattr(calendar, "bank_holidays", lambda year: {})
    assert add_working_days(thursday, 1) == date(2026, 4, 3)


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(FIRST, -1)


@given(st.dates(FIRST, LAST), st.integers(0, 60))
def test_between_undoes_add(start, n):
    assert calendar.working_days_between(start, add_working_days(start, n)) == (
        n or int(not is_working_day(start))
    )


def test_the_councils_closed_days_lengthen_its_own_standards_and_not_the_law(settings):
    settings.COUNCIL_CLOSED_DAYS = ["2026-03-03", date(2026, 3, 4)]
    received = date(2026, 3, 2)
    assert last_day(STANDARD, received) == date(2026, 3, 5)
    assert last_day(BY_LAW, received) == date(2026, 3, 3)
    assert "council closed 3 March" in sum_in_words(STANDARD, received)
    assert "council closed" not in sum_in_words(BY_LAW, received)


@pytest.mark.parametrize(
    "cut_off,received,last",
    [
        (None, "2026-03-02T23:59", "2026-03-03"),
        (17, "2026-03-02T16:59", "2026-03-03"),
        (17, "2026-03-02T17:00", "2026-03-04"),
        (17, "2026-03-06T17:00", "2026-03-09"),  # a Friday evening is a Saturday, not a Monday
        (17, "2026-03-07T12:00", "2026-03-09"),
        (17, "2026-06-01T16:30", "2026-06-02"),  # local time, in summer too
    ],
)
def test_after_the_cut_off_hour_it_counts_as_received_the_next_day(
    settings, cut_off, received, last
):
    settings.COUNCIL_CUT_OFF_HOUR = cut_off
    moment = datetime.fromisoformat(received).replace(tzinfo=LONDON)
    assert calendar.day_of(due_at(STANDARD, moment)) == date.fromisoformat(last)


def test_the_cut_off_hour_does_not_touch_what_the_law_counts(settings):
    settings.COUNCIL_CUT_OFF_HOUR = 17
    evening = datetime(2026, 3, 2, 18, tzinfo=LONDON)
    assert calendar.day_of(due_at(BY_LAW, evening)) == date(2026, 3, 3)
    assert "cut-off" in sum_in_words(STANDARD, evening)
    assert "cut-off" not in sum_in_words(BY_LAW, evening)


def test_the_library_of_holidays_is_not_loaded_until_working_days_are_counted():
    program = (
        "import sys; import django; django.setup();"
        "from goodstead.clocks import calendar, rules, queries, tick;"
        "assert 'holidays' not in sys.modules;"
        "calendar.bank_holidays(2026); assert 'holidays' in sys.modules"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "goodstead.config.settings_test", "PATH": ""}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
