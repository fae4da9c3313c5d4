"""The diary as staff read it: line by line, by the hour of the day and by the day of the week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from goodstead.access.models import User
from goodstead.cases.models import Case
from goodstead.design.charts import Chart, Series

from ..models import DiaryEntry, Report
from ..rules import keeps_nothing_there

MOST_SHOWN = 200
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Diary:
    """The entries, the newest first, and two pictures of them. ``more`` are older and not shown."""

    entries: list[DiaryEntry]
    more: int
    unread: int
    hours: Chart | None
    week: Chart | None


@dataclass(frozen=True)
class Written:
    """What whoever has the link is told of their diary: how often, and when the last time was."""

    times: int
    last: date | None


def written(report: Report) -> Written:
    """Nothing where it would tell somebody near them that they wrote."""
    if keeps_nothing_there(report):
        return Written(0, None)
    found = report.diary.aggregate(times=Count("pk"), last=Max("day"))
    return Written(found["times"], found["last"])


def diary_of_report(report: Report) -> Diary:
    """Of one report, which the caller found by ``visible_to``."""
    return _diary(report.diary.all())


def diary_of_case(user: User, case: Case) -> Diary:
    """Of every report of a case that this person may open."""
    return _diary(DiaryEntry.objects.visible_to(user).filter(report__case=case))


def diary_size(report: Report) -> tuple[int, int]:
    """How many entries it has, and how many of them nobody has read."""
    unread = Count("pk", filter=Q(read_at=None))
    found = report.diary.aggregate(all=Count("pk"), unread=unread)
    return found["all"], found["unread"]


def _diary(found: QuerySet[DiaryEntry]) -> Diary:
    rows = found.select_related("report", "written_by", "read_by").order_by("-day", "-time", "-pk")
    entries = list(rows[: MOST_SHOWN + 1])
    more = found.count() - MOST_SHOWN if len(entries) > MOST_SHOWN else 0
    entries = entries[:MOST_SHOWN]
    unread = sum(entry.read_at is None for entry in entries)
    return Diary(entries, more, unread, _hours(entries), _days(entries))


def _hours(entries: Sequence[DiaryEntry]) -> Chart | None:
    """How often at which hour of the day, of those whose time is known."""
    counted = Counter(entry.time.hour for entry in entries if entry.time)
    if not counted:
        return None
    most = counted.most_common(1)[0][0]
    known, all_of_them = counted.total(), len(entries)
    unknown = f" Of {all_of_them - known} no time is known." if known < all_of_them else ""
    return Chart(
        title="By the hour of the day",
        summary=f"Most often between {most}:00 and {(most + 1) % 24}:00: {_times(counted[most])} "
        f"of {known}.{unknown}",
        labels=tuple(f"{hour:02}" for hour in range(24)),
        series=(Series("Entries", tuple(float(counted[hour]) for hour in range(24))),),
        of="Hour",
    )


def _days(entries: Sequence[DiaryEntry]) -> Chart | None:
    """How often on which day of the week."""
    counted = Counter(entry.day.weekday() for entry in entries)
    if not counted:
        return None
    most, times = counted.most_common(1)[0]
    return Chart(
        title="By the day of the week",
        summary=f"Most often on a {_WEEK[most]}: {_times(times)} of {len(entries)}.",
        labels=_WEEK,
        series=(Series("Entries", tuple(float(counted[day]) for day in range(7))),),
        of="Day",
    )


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
