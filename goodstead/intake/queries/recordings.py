"""Recordings as staff see them, with what the diary says about the same night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, QuerySet, When

from goodstead.access.models import User
from goodstead.cases.models import Case
from goodstead.clocks.calendar import day_of
from goodstead.clocks.rules import due_at
from goodstead.evidence.queries import custody
from goodstead.ledger.models import Entry, key_of
from goodstead.ledger.queries import viewings_by

from ..definitions.recordings import A_DAY, ONE_HEARING, UNHEARD
from ..models import DiaryEntry, Recording, Report
from ..rules import Levels, levels

MOST = 100
_NIGHT = timedelta(days=1)  # a night has two days


@dataclass(frozen=True)
class Heard:
    """One recording for a page, with its picture."""

    recording: Recording
    levels: Levels | None


@dataclass(frozen=True)
class Recordings:
    """``MOST`` of them, and where the next begin; ``after`` is None when there are none."""

    rows: list[Heard]
    more: int
    after: int | None


def recordings_of_report(report: Report, *, skip: int = 0) -> Recordings:
    """Of one report, which the caller found by ``visible_to``.

    What nobody heard comes first, the longest waiting at its head, so that none is ever out of
    reach; then the others, the newest first.
    """
    return _heard(report.recordings.all(), skip)


def recordings_of_case(user: User, case: Case, *, skip: int = 0) -> Recordings:
    """Of every report of a case that this person may open, in the same order."""
    return _heard(Recording.objects.visible_to(user).filter(report__case=case), skip)


def _heard(found: QuerySet[Recording], skip: int) -> Recordings:
    unheard = When(heard_at__isnull=True, then=0)
    waits_since = models.Case(When(heard_at__isnull=True, then=F("received_at")))
    rows = found.select_related("report", "file", "heard_by").order_by(
        models.Case(unheard, default=1), waits_since, "-received_at", "-pk"
    )
    shown = [heard(one) for one in rows[skip : skip + MOST]]
    end = skip + len(shown)
    more = found.count() - end if len(shown) == MOST else 0
    return Recordings(shown, max(more, 0), end if more > 0 else None)


def heard(recording: Recording) -> Heard:
    """One with its picture; none while no copy was made."""
    file = recording.file
    return Heard(recording, levels(file.peaks, file.seconds) if file else None)


def recording_of(report: Report, pk: int) -> Recording | None:
    """One of the recordings of a report that was found by ``visible_to``."""
    found = report.recordings.select_related("file", "heard_by", "report__case")
    return found.filter(pk=pk).first()


def diary_beside(recording: Recording) -> list[DiaryEntry]:
    """What was written about the day of a recording, and the days before and after."""
    day = day_of(recording.made_at or recording.received_at)
    found = recording.report.diary.filter(day__gte=day - _NIGHT, day__lte=day + _NIGHT)
    return list(found.order_by("day", "time", "pk"))


def story_of(recording: Recording) -> list[Entry]:
    """Everything that was done with its file."""
    return list(custody(recording.file)) if recording.file else []


def is_hearing(user: User, recording: Recording, *, at: datetime) -> bool:
    """Whether it was written down in the last minutes that this person hears it."""
    lately = viewings_by(user).filter(subject=key_of(recording), at__gt=at - ONE_HEARING)
    return lately.filter(page="intake:recording-sound").exists()


def unheard_of(report: Report) -> int:
    """How many recordings nobody has listened to."""
    return report.recordings.unheard().count()


@dataclass(frozen=True)
class Unheard:
    """Recordings that nobody has listened to. ``late``: the oldest should have been heard by now."""

    recordings: int
    oldest: datetime | None
    late: bool


def unheard_in_all(*, at: datetime) -> Unheard:
    """Of all reports, whatever was decided about them. Numbers, for whoever watches the channels."""
    found = Recording.objects.unheard().aggregate(
        n=models.Count("pk"), oldest=models.Min("received_at")
    )
    oldest = found["oldest"]
    return Unheard(found["n"], oldest, bool(oldest and due_at(UNHEARD, oldest) < at))


def recorded_lately(report: Report, *, at: datetime) -> int:
    """How many came in the last 24 hours."""
    return report.recordings.filter(received_at__gt=at - A_DAY).count()
