"""Quarters of the calendar year, each by its first day."""

from __future__ import annotations

from datetime import date, timedelta

from goodstead.clocks.calendar import quarter_of


def quarter_before(day: date) -> date:
    """The first day of the last quarter that is over."""
    return quarter_of(quarter_of(day) - timedelta(days=1))


def last_day_of(quarter: date) -> date:
    """``quarter`` is its first day."""
    return quarter_of(quarter + timedelta(days=100)) - timedelta(days=1)
