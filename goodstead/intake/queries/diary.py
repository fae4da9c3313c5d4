"""The diary as staff read it: line by line, by the time of the day and by the day of the week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Case as CaseWhen
from django.db.models import Count, Q, QuerySet, When

from goodstead.access.models import User
from goodstead.cases.models import Case
from goodstead.design.charts import Chart, Series

from ..definitions.diary import A_DAY, LINK
from ..models import DiaryEntry, Report

MOST_SHOWN = 200
FEWEST = 3  # entries of which a picture says anything
_PARTS = (
    "midnight to 3am", "3am to 6am", "6am to 9am", "9am to midday", "midday to 3pm", "3pm to 6pm",
    "6pm to 9pm", "9pm to midnight",
)  # fmt: skip
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Diary:
    """The entries, and two pictures of them. First what nobody has read, then the newest.

    ``more`` are not shown; ``unread`` counts these, too. ``closed``: there are entries, of which this
    person may open none.
    """

    entries: list[DiaryEntry]
    more: int
    unread: int
    closed: bool
    hours: Chart | None
    week: Chart | None


def diary_of_report(report: Report) -> Diary:
    """Of one report, which the caller found by ``visible_to``."""
    return _diary(report.diary.all())


def diary_of_case(user: User, case: Case) -> Diary:
    """Of every report of a case that this person may open."""
    of_case = DiaryEntry.objects.filter(report__case=case)
    diary = _diary(of_case.visible_to(user))
    return replace(diary, closed=not diary.entries and of_case.exists())


def diary_size(report: Report) -> tuple[int, int]:
    """How many entries it has, and how many of them nobody has read."""
    return _size(report.diary.all())


def _size(found: QuerySet[DiaryEntry]) -> tuple[int, int]:
    counted = found.aggregate(all=Count("pk"), unread=Count("pk", filter=Q(read_at=None)))
    return counted["all"], counted["unread"]


def written_lately(report: Report, *, at: datetime) -> int:
    """How many entries came through the link in the last 24 hours."""
    return report.diary.filter(way=LINK, received_at__gt=at - A_DAY).count()


def unread_in_diary(report: Report) -> list[DiaryEntry]:
    """What nobody has read, in the order in which it came; no more than a page holds."""
    rows = report.diary.unread().select_related("report", "written_by").order_by("pk")
    return list(rows[:MOST_SHOWN])


def _diary(found: QuerySet[DiaryEntry]) -> Diary:
    rows = found.select_related("report", "written_by", "read_by")
    read = CaseWhen(When(read_at=None, then=0), default=1)
    entries = list(rows.order_by(read, "-day", "-time", "-pk")[: MOST_SHOWN + 1])
    more, unread = 0, sum(entry.read_at is None for entry in entries)
    if len(entries) > MOST_SHOWN:
        counted, unread = _size(found)
        more = counted - MOST_SHOWN
    entries = entries[:MOST_SHOWN]
    return Diary(entries, more, unread, False, _hours(entries), _days(entries))


def _hours(entries: Sequence[DiaryEntry]) -> Chart | None:
    """How often in which part of the day, of those whose time is known."""
    counted = Counter(entry.time.hour // 3 for entry in entries if entry.time)
    if counted.total() < FEWEST:
        return None
    part, times = counted.most_common(1)[0]
    known, unknown = counted.total(), len(entries) - counted.total()
    besides = f" Of {unknown} no time is known." if unknown else ""
    return Chart(
        title="By the time of the day",
        summary=f"Most often from {_PARTS[part]}: {_times(times)} of {known}.{besides}",
        labels=_PARTS,
        series=(Series("Entries", tuple(float(counted[part]) for part in range(8))),),
        of="Time",
    )


def _days(entries: Sequence[DiaryEntry]) -> Chart | None:
    """How often on which day of the week."""
    counted = Counter(entry.day.weekday() for entry in entries)
    if counted.total() < FEWEST:
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
