"""Days in England: where one ends, and which of them are working days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)
_SATURDAY = 5


def in_london(at: datetime) -> datetime:
    """The moment as a clock on a wall in England shows it. ``ValueError`` without a time zone."""
    if at.tzinfo is None:
        raise ValueError("A moment needs its time zone")
    return at.astimezone(LONDON)


def day_of(at: datetime) -> date:
    """The local day on which a moment falls."""
    return in_london(at).date()


def start_of_day(day: date) -> datetime:
    """The first moment of a local day."""
    return datetime.combine(day, time.min, LONDON)


def quarter_of(day: date) -> date:
    """The first day of the quarter of the calendar year."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def end_of_day(day: date) -> datetime:
    """The last moment of a local day (one millionth of a second before midnight)."""
    return datetime.combine(day, time.max, LONDON)


def hours_after(at: datetime, length: timedelta) -> datetime:
    """So much real time later: an hour lost or gained by the change of clocks is not counted."""
    return (at.astimezone(UTC) + length).astimezone(LONDON)


def real_time_between(start: datetime, end: datetime) -> timedelta:
    """Elapsed time. (Two moments of one zone would subtract as their wall clocks do.)"""
    return end.astimezone(UTC) - start.astimezone(UTC)


@lru_cache(maxsize=200)
def bank_holidays(year: int) -> Mapping[date, str]:
    """Public holidays of England with their names, with days in lieu and those proclaimed."""
    import holidays  # half a second to load, so only when somebody counts working days

    found = holidays.country_holidays("GB", subdiv="ENG", years=year, expand=False)
    return dict(sorted(found.items()))


@lru_cache(maxsize=8)
def _days(written: tuple[str | date, ...]) -> frozenset[date]:
    return frozenset(d if isinstance(d, date) else date.fromisoformat(d) for d in written)


def council_closed_days() -> frozenset[date]:
    """Other days on which the council is shut: the setting ``COUNCIL_CLOSED_DAYS``, ISO dates."""
    written: Iterable[str | date] = getattr(settings, "COUNCIL_CLOSED_DAYS", ())
    return _days(tuple(written))


def day_received(at: datetime) -> date:
    """Day 0 of a service standard: the local day, or the next one after the council's cut-off.

    The setting ``COUNCIL_CUT_OFF_HOUR`` (0 to 24) is empty by default: the whole day counts.
    """
    hour: int | None = getattr(settings, "COUNCIL_CUT_OFF_HOUR", None)
    local = in_london(at)
    late = hour is not None and local.hour >= hour
    return local.date() + ONE_DAY if late else local.date()


def is_working_day(day: date, *, council: bool = True) -> bool:
    """Monday to Friday, no bank holiday, and (unless ``council`` is false) the council is open."""
    if day.weekday() >= _SATURDAY or day in bank_holidays(day.year):
        return False
    return not (council and day in council_closed_days())


def next_working_day(day: date, *, council: bool = True) -> date:
    """The day itself when it is a working day, otherwise the first one after it."""
    while not is_working_day(day, council=council):
        day += ONE_DAY
    return day


def add_working_days(day: date, n: int, *, council: bool = True) -> date:
    """The ``n``-th working day after ``day``, which does not count itself.

    For ``n = 0`` the day itself, or the next working day. ``ValueError`` below zero.
    """
    if n < 0:
        raise ValueError("Working days are counted forwards")
    for _ in range(n):
        day = next_working_day(day + ONE_DAY, council=council)
    return next_working_day(day, council=council)


def working_days_between(start: date, end: date, *, council: bool = True) -> int:
    """How many working days lie after ``start`` up to and with ``end``."""
    length = (end - start).days
    days = (start + timedelta(days=n) for n in range(1, length + 1))
    return sum(is_working_day(day, council=council) for day in days)


def days_off_between(start: date, end: date, *, council: bool = True) -> list[tuple[date, str]]:
    """Weekdays after ``start`` up to ``end`` on which no work is done, each with its name."""
    closed = council_closed_days() if council else frozenset()
    found = []
    for n in range(1, (end - start).days + 1):
        day = start + timedelta(days=n)
        name = bank_holidays(day.year).get(day) or ("council closed" if day in closed else "")
        if name and day.weekday() < _SATURDAY:
            found.append((day, name))
    return found


def is_good_friday(day: date) -> bool:
    """Whether the day is Good Friday (a Friday, so most days never load the library)."""
    if day.weekday() != _SATURDAY - 1 or day.month not in (3, 4):
        return False
    return "Good Friday" in bank_holidays(day.year).get(day, "")
