"""Files that come after the report: through its private link, or from another system."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from goodstead.access.models import User
from goodstead.access.permissions import NotNow
from goodstead.evidence import actions as evidence
from goodstead.ledger import actions as ledger

from .. import queries, rules
from ..definitions.additions import ADDED
from ..definitions.recordings import FILE, SYSTEM
from ..models import Addition, Report
from .additions import _taken, _wake
from .recordings import _note_recordings, _seal


@transaction.atomic
def send_file(
    *,
    by: User | None,
    at: datetime,
    report: Report,
    submission: str,
    uploads: Sequence[File[bytes]],
) -> tuple[Addition | None, list[str]]:
    """Keep files that come later, as safely as those that came with the report.

    Good ones stay when others are refused. Returns the addition, None when every file was refused,
    and a sentence for each that was. The same ``submission`` with the same files changes nothing.
    """
    report = Report.objects.lock(report)
    rules.require_can_add(by, report)
    rules.require_files(len(uploads))
    names = {
        "names": [str(upload.name or "")[:200] for upload in uploads],
        "seals": [_seal(upload) for upload in uploads],  # telephones call every photo image.jpg
    }
    known = report.additions.filter(submission=submission).first()
    if known is not None:
        rules.require_same_words(known, text="", details=names)
        return known, []
    refused, kept = [], []
    for upload in uploads:
        try:
            kept.append(evidence.store_file(by=by, at=at, upload=upload, about=report))
        except NotNow as reason:
            refused.append(str(reason))
    if not kept:
        return None, refused
    added = _taken(report, "file", submission, text="", details=names, at=at)
    assert added is not None  # noqa: S101 - asked above, under the lock
    for file in queries.files_told(report):
        ledger.record(by, "intake.file_sent", added, at=at, about=file, files=len(kept))
    _wake(report, ADDED, by=by, at=at)
    _note_recordings(report, kept, FILE, by=by, at=at)
    return added, refused


@transaction.atomic
def add_recording(
    *, by: User | None, at: datetime, report: Report, submission: str, way: str, text: str,
    uploads: Sequence[File[bytes]],
) -> Addition:  # fmt: skip
    """A recording that came by itself, in the ``way`` named, and what was written about it.

    Somebody gets a date by which to hear it, whatever was decided about the report meanwhile.
    Raises ``NotNow`` when the report has as many files as it may have; then nothing is kept.
    """
    rules.require_can_add_recording(by)
    report = Report.objects.lock(report)
    kept = [evidence.store_file(by=by, at=at, upload=upload, about=report) for upload in uploads]
    details = {"names": [str(upload.name or "")[:200] for upload in uploads], "way": way}
    added = Addition.objects.create(
        report=report, kind="file", submission=submission, text=text, details=details,
        received_at=at,
    )  # fmt: skip
    for file in queries.files_told(report):
        ledger.record(by, "intake.recording_added", added, at=at, about=file, way=way)
    _wake(report, ADDED, by=by, at=at)
    _note_recordings(report, kept, SYSTEM, by=by, at=at)
    return added
