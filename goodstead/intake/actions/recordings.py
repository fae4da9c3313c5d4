"""Recordings: one comes, and somebody listens to it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.core.files.base import File
from django.db import models, transaction

from goodstead.access.models import User
from goodstead.clocks import actions as clocks
from goodstead.evidence import actions as evidence
from goodstead.evidence.models import StoredFile
from goodstead.ledger import actions as ledger

from .. import queries, rules
from ..definitions.recordings import FILE, RECORDED, REPORT, SYSTEM, UNHEARD, WAYS
from ..models import Recording, Report
from .additions import _wake


@transaction.atomic
def send_recording(
    *,
    by: User | None,
    at: datetime,
    report: Report,
    submission: str,
    upload: File[bytes],
    device: str = "",
    made_at: datetime | None = None,
    sent_at: datetime | None = None,
) -> Recording:
    """Keep a recording that came through the private link, and give somebody a date to hear it by.

    ``made_at`` and ``sent_at`` are by the clock of the device, for one that the page made. The same
    ``submission`` again changes nothing, however much later it arrives; with another recording it
    raises ``AlreadyTaken``. Raises ``NotNow`` for what is no sound, or too much.
    """
    report = Report.objects.lock(report)
    rules.require_can_add(by, report)
    known = report.recordings.select_related("file").filter(submission=submission).first()
    if known is not None:
        rules.require_same_recording(known, _seal(upload))
        return known
    rules.require_room_for_recording(queries.recorded_lately(report, at=at))
    recording = Recording.objects.create(
        report=report,
        submission=submission,
        way=RECORDED if made_at else FILE,
        device=device,
        made_at=made_at,
        ahead=_seconds(sent_at, at),
        received_at=at,
    )
    file = evidence.store_file(by=by, at=at, upload=upload, about=recording)
    rules.require_is_sound(file.kind)
    recording.file = file
    recording.save(update_fields=["file"])
    for story in queries.files_told(report):
        ledger.record(
            by, "intake.recording_sent", recording, at=at, about=story,
            way=WAYS[recording.way].lower(),
        )  # fmt: skip
    _wake(report, UNHEARD, by=by, at=at)
    return recording


@transaction.atomic
def hear_recording(
    *, by: User | None, at: datetime, recording: Recording, words: str = ""
) -> Recording:
    """Somebody listened to it, and says so. When all of the report are heard, its date is met."""
    report = Report.objects.lock(recording.report)
    recording = Recording.objects.lock(recording)
    rules.require_can_hear(by, recording)
    recording.heard_at, recording.heard_by, recording.heard_words = at, by, words.strip()
    recording.save(update_fields=["heard_at", "heard_by", "heard_words"])
    for story in queries.files_told(report):
        ledger.record(by, "intake.recording_heard", recording, at=at, about=story)
    if not queries.unheard_of(report):
        clocks.stop(report, UNHEARD.code, by=by, at=at)
    return recording


@transaction.atomic
def take_files(
    *, by: User | None, at: datetime, source: models.Model, report: Report
) -> list[StoredFile]:
    """The files of something else, an email say, are the report's from now on.

    Sound among them has somebody to hear it by a date, as if it had come with the report.
    """
    rules.require_can_take_files(by)
    report = Report.objects.lock(report)
    moved = evidence.move_files(by=by, at=at, source=source, to=report)
    if moved:
        ledger.record(
            by, "intake.files_taken", report, at=at, about=report, changed=moved, files=len(moved)
        )
    _note_recordings(report, moved, REPORT, by=by, at=at)
    return moved


def _note_recordings(
    report: Report, files: Sequence[StoredFile], way: str, *, by: User | None, at: datetime
) -> list[Recording]:
    """Sound that came with a report, or from another system, has somebody to hear it, too.

    Called in the transaction of whoever kept the files.
    """
    made = [
        Recording.objects.create(
            report=report, file=file, submission=f"file-{file.pk}", way=way, received_at=at
        )
        for file in files
        if file.what.sound or (way == SYSTEM and file.what.sounds)
    ]
    for recording in made:
        ledger.record(
            by, "intake.recording_sent", recording, at=at, about=report, way=WAYS[way].lower()
        )
    if made:
        _wake(report, UNHEARD, by=by, at=at)
    return made


def _seconds(said: datetime | None, at: datetime) -> int | None:
    """By how much a clock was ahead; a clock that is years wrong counts as a year."""
    if said is None:
        return None
    year = 366 * 24 * 60 * 60
    return max(-year, min(year, round((said - at).total_seconds())))


def _seal(upload: File[bytes]) -> str:
    """SHA-256 of what is in it."""
    upload.seek(0)
    seal = hashlib.sha256()
    for chunk in upload.chunks():
        seal.update(chunk)
    return seal.hexdigest()
