"""Periods of hours: real hours, without the days that an Act leaves out."""

# ruff: noqa: DTZ001 (hypothesis wants the bounds of moments without a zone)
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstead.clocks.calendar import LONDON, day_of, real_time_between
from goodstead.clocks.definitions.counting import Clock, Count, Unit
from goodstead.clocks.rules import counting, due_at

CHRISTMAS = ("christmas_day",)
ARREST = ("christmas_day", "good_friday", "sunday")


def hours(amount, disregard=()):
    return Clock("x", "X", amount, Unit.HOURS, Count.FOLLOWING, "section 1", disregard=disregard)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    "why,amount,disregard,start,end",
    [
        ("Christmas Day inside", 48, CHRISTMAS, "2026-12-24T10:00", "2026-12-27T10:00"),
        ("Christmas Day begins inside", 48, CHRISTMAS, "2026-12-23T12:00", "2026-12-26T12:00"),
        ("over before Christmas Day", 48, CHRISTMAS, "2026-12-22T12:00", "2026-12-24T12:00"),
        ("ends as Christmas Day begins", 48, CHRISTMAS, "2026-12-23T00:00", "2026-12-25T00:00"),
        ("starts on Christmas Day", 48, CHRISTMAS, "2026-12-25T10:00", "2026-12-28T00:00"),
        ("weekends do count", 48, CHRISTMAS, "2026-03-06T16:00", "2026-03-08T16:00"),
        ("bank holidays do count", 48, CHRISTMAS, "2026-04-02T16:00", "2026-04-04T16:00"),
        ("nothing left out", 48, (), "2026-12-24T10:00", "2026-12-26T10:00"),
        ("arrest on a weekday", 24, ARREST, "2026-03-03T14:00", "2026-03-04T14:00"),
        ("arrest on a Saturday", 24, ARREST, "2026-03-07T14:00", "2026-03-09T14:00"),
        ("arrest on a Sunday", 24, ARREST, "2026-03-08T14:00", "2026-03-10T00:00"),
        ("Maundy Thursday", 24, ARREST, "2026-04-02T20:00", "2026-04-04T20:00"),
        ("Easter Saturday", 24, ARREST, "2026-04-04T09:00", "2026-04-06T09:00"),
        ("Easter Monday does count", 24, ARREST, "2026-04-06T09:00", "2026-04-07T09:00"),
        ("Saturday before Christmas Day", 24, ARREST, "2027-12-24T14:00", "2027-12-27T14:00"),
        ("spring: the hour lost is not given", 48, (), "2026-03-28T12:00", "2026-03-30T13:00"),
        ("autumn: the hour gained is not taken", 48, (), "2026-10-24T12:00", "2026-10-26T11:00"),
        ("a Sunday of 23 hours left out", 24, ARREST, "2026-03-28T14:00", "2026-03-30T14:00"),
        ("a Sunday of 25 hours left out", 24, ARREST, "2026-10-24T14:00", "2026-10-26T14:00"),
    ],
)
def test_hours_end_at_the_hour_that_the_words_say(why, amount, disregard, start, end):
    assert due_at(hours(amount, disregard), at(start)) == at(end), why


def test_without_leaving_christmas_day_out_the_worked_example_fails(monkeypatch):
    monkeypatch.setattr(counting, "_left_out", lambda day, disregard: False)
    assert due_at(hours(48, CHRISTMAS), at("2026-12-24T10:00")) == at("2026-12-26T10:00")


def test_counting_by_the_wall_clock_would_take_an_hour_in_spring():
    """The twin of the change of clocks: plain addition is an hour short of 48."""
    start = at("2026-03-28T12:00")
    assert real_time_between(start, start + timedelta(hours=48)) == timedelta(hours=47)
    assert real_time_between(start, due_at(hours(48), start)) == timedelta(hours=48)


MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2045, 12, 31), timezones=st.just(UTC))
SETS = st.sampled_from([(), CHRISTMAS, ARREST, ("sunday",), ("good_friday",)])


@given(MOMENTS, st.integers(0, 96), SETS)
def test_the_hours_that_count_add_up(start, amount, disregard):
    """Counted again the slow way: in quarters of an hour, each on its own local day."""
    start = start.replace(minute=start.minute // 15 * 15, second=0, microsecond=0)
    quarter, left, moment = timedelta(minutes=15), amount * 4, start
    while left:
        left -= not counting._left_out(day_of(moment), disregard)
        moment += quarter
    if amount:
        assert due_at(hours(amount, disregard), start) == moment


@given(MOMENTS, st.integers(0, 10**6), st.integers(0, 96), SETS)
def test_who_starts_later_never_ends_earlier(start, gap, amount, disregard):
    period = hours(amount, disregard)
    assert due_at(period, start) <= due_at(period, start + timedelta(seconds=gap))
