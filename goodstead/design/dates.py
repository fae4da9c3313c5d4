"""Dates and times as GOV.UK writes them. Nothing here reads a clock: now is passed in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext


def day(value: date | datetime | None) -> str:
    """3 March 2026"""
    found = _local_day(value)
    return f"{found.day} {MONTHS[found.month]} {found.year}" if found else ""


def weekday(value: date | datetime | None) -> str:
    """Thursday 26 November: for a promise in the weeks to come."""
    found = _local_day(value)
    if found is None:
        return ""
    return f"{WEEKDAYS[found.weekday()]} {found.day} {MONTHS[found.month]}"


def plain_time(value: time | datetime | None) -> str:
    """4:10pm, 4pm, midday, midnight."""
    if value is None:
        return ""
    clock = _local(value).time() if isinstance(value, datetime) else value
    if clock.minute == 0 and clock.hour in (0, 12):
        return gettext("midday") if clock.hour else gettext("midnight")
    minutes = f":{clock.minute:02}" if clock.minute else ""
    said = gettext("{time}pm") if clock.hour >= 12 else gettext("{time}am")
    return said.format(time=f"{clock.hour % 12 or 12}{minutes}")


def moment(value: datetime | None, now: datetime | None = None) -> str:
    """today, 4:10pm – or 3 March 2026, 4:10pm."""
    if value is None:
        return ""
    here = _local(value)
    return f"{_near(here.date(), now) or day(here.date())}, {plain_time(here.time())}"


def by_when(value: date | datetime | None, now: datetime | None = None) -> str:
    """today, tomorrow – or Thursday 26 November, with the year when it is not this year's."""
    found, today = _local_day(value), _local_day(now)
    if found is None:
        return ""
    year = f" {found.year}" if today is None or found.year != today.year else ""
    return _near(found, now) or f"{weekday(found)}{year}"


def _near(value: date | datetime, now: datetime | None) -> str:
    today, found = _local_day(now), _local_day(value)
    if today is None or found is None:
        return ""
    names = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    return names.get((found - today) // timedelta(days=1), "")


def _local_day(value: date | datetime | None) -> date | None:
    return _local(value).date() if isinstance(value, datetime) else value


def _local(value: datetime) -> datetime:
    """In the council's own time zone. Nobody chooses another, so it is not looked up each time."""
    return value.astimezone(timezone.get_default_timezone())
