"""How the law counts: each row of the table with its worked example."""

# ruff: noqa: DTZ001 (hypothesis wants the bounds of moments without a zone)
from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstead.clocks.calendar import LONDON, day_of, end_of_day, is_working_day
from goodstead.clocks.definitions.counting import Clock, Count, Unit
from goodstead.clocks.rules import counting, due_at, last_day

BEGINNING, FOLLOWING = Count.BEGINNING_WITH, Count.FOLLOWING
DAYS, WEEKS, MONTHS = Unit.DAYS, Unit.WEEKS, Unit.MONTHS
WORKING, HOURS = Unit.WORKING_DAYS, Unit.HOURS


def clock(amount, unit, count=FOLLOWING, **more):
    return Clock("x", "X", amount, unit, count, "section 1", **more)


def on(text):
    return date.fromisoformat(text)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


# The statutory phrase, the amount, the unit, the count, the first day, the last day.
WORKED = [
    ("appeal a community protection notice", 21, DAYS, BEGINNING, "2026-03-01", "2026-03-21"),
    ("pay a fixed penalty", 14, DAYS, FOLLOWING, "2026-03-01", "2026-03-15"),
    ("challenge an order in the High Court", 6, WEEKS, BEGINNING, "2026-06-01", "2026-07-12"),
    ("notice after a closure order", 3, MONTHS, BEGINNING, "2026-04-01", "2026-06-30"),
    ("notice after a conviction", 12, MONTHS, BEGINNING, "2026-01-10", "2027-01-09"),
    ("qualifying complaint", 1, MONTHS, BEGINNING, "2026-01-10", "2026-02-09"),
    ("application for a case review", 6, MONTHS, BEGINNING, "2026-02-09", "2026-08-08"),
]
MONTH_ENDS = [
    ("no such date, so the last of the month", 1, MONTHS, FOLLOWING, "2026-01-31", "2026-02-28"),
    ("in a leap year", 1, MONTHS, FOLLOWING, "2028-01-31", "2028-02-29"),
    ("the corresponding date is there", 1, MONTHS, FOLLOWING, "2026-02-28", "2026-03-28"),
    ("Migotti: from the 31st", 1, MONTHS, BEGINNING, "2026-10-31", "2026-11-30"),
    ("Migotti: from the 30th", 1, MONTHS, BEGINNING, "2026-10-30", "2026-11-29"),
    ("February has no 29th", 1, MONTHS, BEGINNING, "2026-01-29", "2026-02-28"),
    ("February has a 29th", 1, MONTHS, BEGINNING, "2028-01-29", "2028-02-28"),
    ("a year from the leap day", 12, MONTHS, BEGINNING, "2028-02-29", "2029-02-28"),
    ("four years from the leap day", 48, MONTHS, BEGINNING, "2028-02-29", "2032-02-28"),
    ("a whole month", 1, MONTHS, BEGINNING, "2026-03-01", "2026-03-31"),
    ("over the year's end", 3, MONTHS, BEGINNING, "2026-12-01", "2027-02-28"),
    ("December stays in its year", 1, MONTHS, FOLLOWING, "2026-11-15", "2026-12-15"),
]
SERVICE = [
    ("the day of receipt is day 0", 1, WORKING, FOLLOWING, "2026-03-02", "2026-03-03"),
    ("over a weekend", 3, WORKING, FOLLOWING, "2026-03-05", "2026-03-10"),
    ("over Easter", 1, WORKING, FOLLOWING, "2026-04-02", "2026-04-07"),
    ("received on a Saturday", 1, WORKING, FOLLOWING, "2026-03-07", "2026-03-09"),
    ("Boxing Day in lieu on the 28th", 1, WORKING, FOLLOWING, "2026-12-24", "2026-12-29"),
    ("the Queen's funeral", 1, WORKING, FOLLOWING, "2022-09-16", "2022-09-20"),
    ("the same day", 0, WORKING, FOLLOWING, "2026-03-02", "2026-03-02"),
    ("the day is the first of them", 3, WORKING, BEGINNING, "2026-03-02", "2026-03-04"),
    ("a Sunday cannot be the first", 3, WORKING, BEGINNING, "2026-03-01", "2026-03-04"),
]


@pytest.mark.parametrize("why,amount,unit,count,first,last", WORKED + MONTH_ENDS + SERVICE)
def test_a_period_ends_on_the_day_that_its_words_say(why, amount, unit, count, first, last):
    assert last_day(clock(amount, unit, count), on(first)) == on(last), why


def test_proceedings_for_a_fixed_penalty_start_the_day_after_its_last_day():
    paid_by = last_day(clock(14, DAYS), on("2026-03-01"))
    assert paid_by + timedelta(days=1) == on("2026-03-16")


@pytest.mark.parametrize("twin", ["the first day always counts", "the first day never counts"])
def test_counting_off_by_one_fails_the_worked_examples(monkeypatch, twin):
    """The twin of the table above: with the word of the Act ignored, it does not hold."""
    wrong = BEGINNING if twin == "the first day always counts" else FOLLOWING
    failed = [
        why
        for why, amount, unit, count, first, last in WORKED
        if last_day(clock(amount, unit, wrong), on(first)) != on(last)
    ]
    assert failed == [why for why, _, _, count, *_ in WORKED if count != wrong] and failed


def clamped_before_the_day_was_taken_off(start, months, *, inclusive):
    """A wrong reading of months: step to the end of the month first, then one day back."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, counting.monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=inclusive)


def thirty_days(start, months, *, inclusive):
    """A wrong reading of months."""
    return start + timedelta(days=30 * months - inclusive)


@pytest.mark.parametrize("wrong", [clamped_before_the_day_was_taken_off, thirty_days])
def test_a_wrong_reading_of_months_fails_the_worked_examples(monkeypatch, wrong):
    monkeypatch.setattr(counting, "_months_on", wrong)
    assert any(
        last_day(clock(amount, unit, count), on(first)) != on(last)
        for _, amount, unit, count, first, last in WORKED + MONTH_ENDS
    )


DAY_UNITS = st.sampled_from([DAYS, WEEKS, MONTHS, WORKING])
STARTS = st.dates(date(2015, 1, 1), date(2045, 12, 31))
AMOUNTS = st.integers(1, 60)


@given(STARTS, st.integers(0, 400), AMOUNTS, DAY_UNITS, st.sampled_from(Count), st.booleans())
def test_who_starts_later_never_ends_earlier(start, gap, amount, unit, count, rolls):
    period = clock(amount, unit, count, rolls=rolls)
    assert last_day(period, start) <= last_day(period, start + timedelta(days=gap))


@given(STARTS, AMOUNTS, st.sampled_from([DAYS, WEEKS]))
def test_beginning_with_ends_one_day_before_following(start, amount, unit):
    inclusive, exclusive = (clock(amount, unit, count) for count in (BEGINNING, FOLLOWING))
    assert last_day(inclusive, start) == last_day(exclusive, start) - timedelta(days=1)


@given(STARTS, AMOUNTS)
def test_months_end_on_the_same_number_or_on_the_last_of_the_month(start, amount):
    end = last_day(clock(amount, MONTHS), start)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == amount
    is_last = (end + timedelta(days=1)).day == 1
    assert end.day == start.day or (is_last and end.day < start.day)
    before = last_day(clock(amount, MONTHS, BEGINNING), start)
    assert before == (end - timedelta(days=1) if end.day == start.day else end)


@given(STARTS, st.integers(0, 60), st.sampled_from(Count), st.booleans())
def test_working_days_never_end_on_a_day_off(start, amount, count, statutory):
    amount = amount or int(count == BEGINNING)
    period = clock(amount, WORKING, count, statutory=statutory)
    end = last_day(period, start)
    assert is_working_day(end) and end >= start


@given(STARTS, AMOUNTS, st.sampled_from([DAYS, WEEKS, MONTHS]))
def test_a_period_that_rolls_ends_on_the_first_working_day_from_its_last_day(start, amount, unit):
    plain, rolled = (last_day(clock(amount, unit, rolls=r), start) for r in (False, True))
    between = [plain + timedelta(days=n) for n in range((rolled - plain).days)]
    assert is_working_day(rolled) and not any(map(is_working_day, between))


@given(st.datetimes(datetime(2015, 1, 1), datetime(2045, 12, 31)), AMOUNTS, DAY_UNITS)
def test_a_period_of_days_runs_to_the_end_of_its_last_local_day(moment, amount, unit):
    begun = moment.replace(tzinfo=LONDON)
    period = clock(amount, unit)
    end = due_at(period, begun)
    assert end == end_of_day(last_day(period, day_of(begun)))
    assert day_of(end + timedelta(microseconds=1)) == day_of(end) + timedelta(days=1)


def test_a_day_in_summer_ends_at_midnight_in_summer_time():
    assert due_at(clock(1, DAYS), at("2026-06-01T10:00")).isoformat() == (
        "2026-06-02T23:59:59.999999+01:00"
    )
    late = datetime.fromisoformat("2026-06-01T23:30+00:00")  # already 2 June in England
    assert day_of(due_at(clock(1, DAYS), late)) == on("2026-06-03")


@pytest.mark.parametrize("start", ["2026-03-28T12:00", "2026-10-24T12:00"])
def test_a_period_of_days_is_whole_when_the_clocks_change(start):
    end = due_at(clock(1, DAYS), at(start))
    assert (end.hour, end.minute, day_of(end)) == (23, 59, at(start).date() + timedelta(days=1))


@pytest.mark.parametrize("bad", [datetime(2026, 3, 2, 10), datetime(2026, 3, 2, 23)])
def test_a_moment_without_its_time_zone_is_refused(bad):
    for unit in (DAYS, HOURS, WORKING):
        with pytest.raises(ValueError, match="time zone"):
            due_at(clock(1, unit), bad)


def test_hours_cannot_be_counted_from_a_day():
    with pytest.raises(ValueError, match="moment"):
        last_day(clock(48, HOURS), on("2026-03-01"))


@pytest.mark.parametrize(
    "more,message",
    [
        ({"amount": -1}, "below zero"),
        ({"amount": 0, "count": BEGINNING}, "no days"),
        ({"statutory": True, "pausable": True}, "never be paused"),
        ({"disregard": ("sunday",)}, "only hours"),
        ({"unit": HOURS, "disregard": ("monday",)}, "unknown day"),
        ({"unit": HOURS, "rolls": True}, "do not roll"),
    ],
)
def test_a_clock_that_cannot_be_is_refused_when_it_is_written(more, message):
    fine = {"amount": 1, "unit": DAYS, "count": FOLLOWING}
    Clock(code="x", label="X", source="s", **fine)
    with pytest.raises(ValueError, match=message):
        Clock(code="x", label="X", source="s", **(fine | more))


def test_the_law_is_not_moved_and_a_standard_is_unless_its_definition_says_otherwise():
    assert not clock(1, DAYS, statutory=True).may_move
    assert clock(1, DAYS, statutory=True, movable=True).may_move
    assert clock(1, DAYS).may_move
    assert not clock(1, DAYS, movable=False).may_move
