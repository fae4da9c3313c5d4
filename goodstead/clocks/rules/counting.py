"""From the word in the Act to the last day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

from ..calendar import (
    ONE_DAY,
    add_working_days,
    day_of,
    day_received,
    end_of_day,
    hours_after,
    in_london,
    is_good_friday,
    next_working_day,
    real_time_between,
    start_of_day,
    working_days_between,
)
from ..definitions.counting import Clock, Count, Unit

_SUNDAY = 6


def last_day(clock: Clock, start: date) -> date:
    """The last day of the period that starts on ``start``. The period runs to the end of that day.

    Raises ``ValueError`` for a clock of hours, which needs the moment: use ``due_at``.
    """
    if clock.unit == Unit.HOURS:
        raise ValueError(f"{clock.code} counts hours, so it needs the moment and not the day")
    inclusive = clock.count == Count.BEGINNING_WITH
    if clock.unit == Unit.WORKING_DAYS:
        day = _nth_working_day(clock, start, inclusive=inclusive)
    elif clock.unit == Unit.MONTHS:
        day = _months_on(start, clock.amount, inclusive=inclusive)
    else:
        days = clock.amount * (7 if clock.unit == Unit.WEEKS else 1)
        day = start + timedelta(days=days - inclusive)
    return next_working_day(day, council=not clock.statutory) if clock.rolls else day


def due_at(clock: Clock, start: datetime) -> datetime:
    """The last moment of the period: the end of the local last day, or the hour itself.

    Hours are real hours, so the change to summer time does not shorten them. A moment without
    a time zone is a ``ValueError``.
    """
    if clock.unit == Unit.HOURS:
        return _hours_on(start, clock.amount, clock.disregard)
    standard = clock.unit == Unit.WORKING_DAYS and not clock.statutory
    return end_of_day(last_day(clock, day_received(start) if standard else day_of(start)))


def last_day_of(due: datetime) -> date:
    """The last local day on which one can still be in time."""
    return day_of(hours_after(due, timedelta(microseconds=-1)))


def warn_at(clock: Clock, *, begun: datetime, due: datetime) -> datetime | None:
    """When to warn: at the start of the day so many days before, or for hours so many days back.

    None when that is not after the start: who was just told needs no warning.
    """
    if clock.unit == Unit.HOURS:
        when = hours_after(due, -timedelta(days=clock.warn_days))
    else:
        when = start_of_day(last_day_of(due) - timedelta(days=clock.warn_days))
    return when if clock.warn_days and when > begun else None


def resumed_due(clock: Clock, due: datetime, *, paused: datetime, resumed: datetime) -> datetime:
    """When a paused clock is due: what was left of it is left still, in the clock's own unit."""
    if clock.unit == Unit.HOURS:
        return hours_after(resumed, real_time_between(paused, due))
    old, stopped, again = last_day_of(due), day_of(paused), day_of(resumed)
    if clock.unit == Unit.WORKING_DAYS:
        new = add_working_days(again, working_days_between(stopped, old))
    else:
        new = again + (old - stopped)
    return end_of_day(new) if again != stopped else due


def _months_on(start: date, months: int, *, inclusive: bool) -> date:
    """The corresponding date, or with ``inclusive`` the day before it.

    Where the month has no such date the period ends with the last day of the month, in either
    way of counting: Dodds v Walker [1981] 1 WLR 1027; Migotti v Colvill (1879) 4 CPD 233.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    if start.day > length:
        return date(year, month + 1, length)
    return date(year, month + 1, start.day) - (ONE_DAY if inclusive else timedelta())


def _nth_working_day(clock: Clock, start: date, *, inclusive: bool) -> date:
    """A closed office never lengthens what the law gives, so only standards leave it out."""
    council = not clock.statutory
    if inclusive:
        first = next_working_day(start, council=council)
        return add_working_days(first, max(clock.amount - 1, 0), council=council)
    return add_working_days(start, clock.amount, council=council)


def _hours_on(start: datetime, hours: int, disregard: tuple[str, ...]) -> datetime:
    """Hours run through each day except those left out, during which the clock stands still."""
    moment, left = in_london(start), timedelta(hours=hours)
    while True:
        midnight = start_of_day(moment.date() + ONE_DAY)
        if not _left_out(moment.date(), disregard):
            today = real_time_between(moment, midnight)
            if left <= today:
                return hours_after(moment, left)
            left -= today
        moment = midnight


def _left_out(day: date, disregard: tuple[str, ...]) -> bool:
    return (
        ("christmas_day" in disregard and (day.month, day.day) == (12, 25))
        or ("sunday" in disregard and day.weekday() == _SUNDAY)
        or ("good_friday" in disregard and is_good_friday(day))
    )
