"""A period, a sum and a standing, said so that a reader can check them by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from ..calendar import (
    day_of,
    day_received,
    days_off_between,
    in_london,
    next_working_day,
    start_of_day,
)
from ..definitions.counting import DISREGARDS, Clock, Count, Unit
from .counting import due_at, last_day


def day_in_words(day: date, *, year: bool = True) -> str:
    """``21 March 2026``."""
    return f"{day.day} {day:%B} {day.year}" if year else f"{day.day} {day:%B}"


def moment_in_words(at: datetime) -> str:
    """``27 December 2026 at 10am``."""
    local = in_london(at)
    hour, minute = local.hour, local.minute
    if minute == 0 and hour in (0, 12):
        said = "midday" if hour else "midnight (start of the day)"
    else:
        past = f":{minute:02}" if minute else ""
        said = f"{hour % 12 or 12}{past}{'am' if hour < 12 else 'pm'}"
    return f"{day_in_words(local.date())} at {said}"


def period_in_words(clock: Clock) -> str:
    """``21 days beginning with the day``, ``48 hours, Christmas Day not counted``."""
    if clock.unit == Unit.HOURS:
        names = [DISREGARDS[code] for code in clock.disregard]
        listed = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
        return f"{clock.period}, {listed} not counted" if names else clock.period
    tail = ", or the next working day when that is none" if clock.rolls else ""
    how = "beginning with" if clock.count == Count.BEGINNING_WITH else "following"
    return f"{clock.period} {how} the day{tail}"


def sum_in_words(clock: Clock, start: date | datetime) -> str:
    """How the end was reached, with the source.

    ``1 March counts as day 1; last day 21 March 2026; section 46(2)``.
    """
    if clock.unit == Unit.HOURS:
        at = start if isinstance(start, datetime) else start_of_day(start)
        end = moment_in_words(due_at(clock, at))
        parts = [f"{period_in_words(clock)}, from {moment_in_words(at)}", f"ends {end}"]
    else:
        parts = _days_in_words(clock, start)
    return "; ".join([*parts, clock.source] if clock.source else parts)


def _days_in_words(clock: Clock, start: date | datetime) -> list[str]:
    working = clock.unit == Unit.WORKING_DAYS
    council = not clock.statutory
    begun = day_of(start) if isinstance(start, datetime) else start
    first = day_received(start) if isinstance(start, datetime) and working and council else begun
    end = last_day(clock, first)
    if clock.count == Count.BEGINNING_WITH and working:
        first = next_working_day(first, council=council)
    said = day_in_words(first, year=first.year != end.year)
    counts = clock.count == Count.BEGINNING_WITH
    parts = [f"{said} counts as day 1" if counts else f"{said} does not count"]
    if first != begun and not counts:
        parts.insert(0, "received after the council's cut-off hour, so counted from the next day")
    if working:
        off = days_off_between(first, end, council=council)
        named = ", ".join(f"{name} {day_in_words(day, year=False)}" for day, name in off)
        parts.append(f"weekends{f' and {named}' if named else ''} do not count")
    if clock.rolls and (plain := last_day(replace(clock, rolls=False), first)) != end:
        parts.append(f"{day_in_words(plain, year=False)} is not a working day")
    return [*parts, f"last day {day_in_words(end)}"]


def standing(due: datetime, at: datetime, *, paused: bool = False) -> str:
    """Where a running deadline stands: ``Overdue by 2 days``, ``Due today``, ``Due in 3 days``."""
    if paused:
        return "Paused"
    days = (day_of(due) - day_of(at)).days
    if due < at:
        return f"Overdue by {_days(-days)}" if days else "Overdue since today"
    if days == 0:
        return "Due today"
    return "Due tomorrow" if days == 1 else f"Due in {_days(days)}"


def _days(n: int) -> str:
    return "1 day" if n == 1 else f"{n} days"
