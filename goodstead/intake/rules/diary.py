"""Who may write into a diary, what an entry must say, and how soon somebody reads it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext

from goodstead.access.models import User
from goodstead.access.permissions import NotNow
from goodstead.clocks.calendar import hours_after, in_london
from goodstead.clocks.definitions.counting import Clock

from ..definitions.diary import (
    AFFECTED,
    AGO,
    DIARY,
    DIARY_SOON,
    HEAVY,
    LASTED,
    MOST_A_DAY,
    OTHER,
    SOON,
    WHAT,
    WHEN,
)
from ..models import DiaryEntry, Report
from .links import AlreadyTaken, require_can_add, require_may_answer

OLDEST = timedelta(days=366)  # older than this belongs into a report, in words


def require_can_write_diary(by: User | None, report: Report) -> None:
    """Whoever has the link, or staff who write down what they were told or given on paper."""
    if by is None:
        require_can_add(by, report)
    else:
        require_may_answer(by, report)


def require_an_entry(
    *, when: str, lasted: str, what: Collection[str], affected: Collection[str], text: str
) -> None:
    """Something happened, and all that was chosen is among the choices."""
    if when not in WHEN or lasted not in {"", *LASTED}:
        raise NotNow("Choose when it happened and how long it lasted.")
    if set(what) - set(WHAT) or set(affected) - set(AFFECTED):
        raise NotNow("Choose from what is on the page.")
    if not what and not text.strip():
        raise NotNow("Choose what happened, or write a few words.")


def require_room_in_diary(today: int) -> None:
    """Enough for the worst night; not enough to bury what somebody wrote."""
    if today >= MOST_A_DAY:
        raise NotNow(
            gettext(
                "No more than {most} entries can be sent in 24 hours, so this one was not sent. What "
                "you wrote is still here: send it tomorrow. If it cannot wait, tell us that it is "
                "getting worse, or call us."
            ).format(most=MOST_A_DAY)
        )


def began(
    when: str, *, at: datetime, day: date | None, at_time: time | None
) -> tuple[date, time | None]:
    """The day and the time, in London, at which it began. Raises ``NotNow`` for a day that is
    missing, to come, or more than a year ago."""
    if when != OTHER:
        moment = hours_after(at, -AGO[when])
        return moment.date(), moment.time().replace(second=0, microsecond=0)
    now = in_london(at)
    if day is None:
        raise NotNow("Enter the day on which it happened.")
    if day > now.date() or (day == now.date() and at_time is not None and at_time > now.time()):
        raise NotNow("It must have happened already. Check the day and the time.")
    if day < now.date() - OLDEST:
        raise NotNow("It must have happened in the last year. Check the year, such as 2026.")
    return day, at_time


def read_diary_by(*, what: Collection[str], affected: Collection[str], text: str) -> Clock:
    """Whoever was threatened or afraid, or wrote words, is read sooner than who only notes it."""
    urgent = SOON & {*what, *affected} or text.strip()
    return DIARY_SOON if urgent else DIARY


def is_heavy_entry(what: Collection[str]) -> bool:
    """Whether it is as urgent as a report of high harm, by whatever way it came."""
    return bool(HEAVY & set(what))


def require_same_entry(known: DiaryEntry, said: Mapping[str, object]) -> None:
    """What is sent twice is one entry. Other words from the same page are never lost."""
    if any(getattr(known, name) != value for name, value in said.items()):
        raise AlreadyTaken(
            "We already have what you sent from this page before. What you see now is different and "
            "is not sent yet. Press the button again to send it as well."
        )
