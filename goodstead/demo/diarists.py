"""Residents who keep a diary and record what they hear, and the officers who read and listen.

They throw dice of their own, so the rest of the story stays as it was.
"""

from __future__ import annotations

import io
import math
import wave
from array import array
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from django.core.files.base import ContentFile

from goodstead.access.models import User
from goodstead.cases.models import Case
from goodstead.intake import actions as intake
from goodstead.intake.models import Recording, Report

LATELY = timedelta(days=50)  # of the end of the story: who reported then keeps a diary
NIGHTS = (1, 2, 4, 5, 8, 9, 11, 16)
NEW = timedelta(days=3)  # what came last nobody has read yet
_CHANCE = Random(20190731)
_WHAT = {
    "noise": ("music", "voices", "banging"),
    "verbal": ("voices", "insulted"),
    "pets": ("animals",),
}
_AFFECTED = (["woken"], ["woken", "rest"], ["rest"], ["left"], ["little"])
_WORDS = ("", "", "", "The windows shook.", "It stopped when I knocked on the wall.")
_DEVICES = ("Safari on an iPhone", "Chrome on Android")
_RATE = 4000
Happening = Callable[[datetime], None]


class Told(Protocol):
    """The part of the story that is needed here."""

    end: datetime
    staff: dict[str, User]

    def later(self, at: datetime, happening: Happening) -> None: ...
    def workday(self, after: datetime, days: int, hour: int | None = None) -> datetime: ...


def keep(story: Told, report: Report) -> None:
    """Somebody who has a link, and hears it at night, writes it down and sometimes records it."""
    if report.category not in _WHAT or report.follow_hash is None or report.restricted:
        return
    if report.received_at < story.end - LATELY:
        return
    chance = Random(f"{_CHANCE.random()}")
    for number, nights in enumerate(NIGHTS):
        night = report.received_at + timedelta(days=nights)
        at = night.replace(hour=chance.choice((22, 23, 23, 0, 1, 2)), minute=chance.randrange(60))
        story.later(at, _write(report, chance, number))
        if number in (1, 4):
            story.later(at + timedelta(minutes=4), _record(report, chance, number))
        morning = at + timedelta(hours=10)
        if at < story.end - NEW:
            story.later(morning, lambda then: catch_up(story.staff["leader"], report, then))


def catch_up(by: User, report: Report, at: datetime) -> None:
    """Read what is new, and listen to what nobody has heard."""
    report.refresh_from_db()
    who = report.case.officer if report.case else by
    if not Report.objects.visible_to(who).filter(pk=report.pk).exists():
        return
    intake.read_diary(by=who, at=at, report=report)
    for recording in Recording.objects.filter(report=report).unheard():
        intake.hear_recording(
            by=who,
            at=at,
            recording=recording,
            words="Bass that comes and goes, from the beginning.",
        )


def catch_up_with(case: Case, by: User, at: datetime) -> None:
    """Before a case is closed everything in it is read and heard."""
    for report in case.reports.all():
        catch_up(by, report, at)


def _write(report: Report, chance: Random, number: int) -> Happening:
    def happen(at: datetime) -> None:
        intake.write_diary(
            by=None, at=at, report=report, submission=f"night-{number}",
            when=chance.choice(("now", "now", "half", "hour")),
            lasted=chance.choice(("minutes", "half", "hour", "hours")),
            what=[chance.choice(_WHAT[report.category])], affected=chance.choice(_AFFECTED),
            text=chance.choice(_WORDS),
        )  # fmt: skip

    return happen


def _record(report: Report, chance: Random, number: int) -> Happening:
    def happen(at: datetime) -> None:
        intake.send_recording(
            by=None, at=at, report=report, submission=f"night-{number}",
            upload=ContentFile(_bass(chance), name="recording.wav"),
            device=chance.choice(_DEVICES), made_at=at - timedelta(seconds=40), sent_at=at,
        )  # fmt: skip

    return happen


def _bass(chance: Random) -> bytes:
    """Eight seconds of something that thumps through a wall."""
    beat, out = chance.uniform(0.8, 1.6), io.BytesIO()
    samples = array("h")
    for n in range(8 * _RATE):
        second = n / _RATE
        loud = 0.05 + 0.6 * math.exp(-6 * (second % beat)) * (0.5 + 0.5 * math.sin(second / 2))
        samples.append(int(32767 * loud * math.sin(2 * math.pi * 70 * second)))
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(_RATE)
        made.writeframes(samples.tobytes())
    return out.getvalue()
