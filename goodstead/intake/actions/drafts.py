"""Files that are added while a report is being written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.files.base import File
from django.db import transaction

from goodstead.access.models import User
from goodstead.access.permissions import NotNow
from goodstead.evidence import actions as evidence
from goodstead.evidence.models import StoredFile
from goodstead.ledger import actions as ledger
from goodstead.ledger.models import key_of

from .. import rules
from ..models import Draft, Report

KEPT_FOR = timedelta(days=1)


@transaction.atomic
def add_report_file(
    *, by: User | None, at: datetime, submission_key: str, uploads: Iterable[File[bytes]]
) -> list[str]:
    """Keep files for a report that is being written. Good ones stay when others are refused.

    Returns a sentence for each file that was refused; it names the file.
    """
    sent = Report.objects.filter(submission_key=submission_key).exists()
    rules.require_can_add_draft_file(by, sent=sent)
    draft, _ = Draft.objects.get_or_create(key=submission_key, defaults={"begun_at": at})
    refused, added = [], 0
    for upload in uploads:
        try:
            evidence.store_file(by=by, at=at, upload=upload, about=draft)
            added += 1
        except NotNow as reason:
            refused.append(str(reason))
    ledger.record(by, "intake.report_file_added", draft, at=at, about=draft, files=added)
    return refused


@transaction.atomic
def remove_report_file(
    *, by: User | None, at: datetime, submission_key: str, file_id: int
) -> StoredFile | None:
    """Take back a file that was added. None when this report has no such file (any more)."""
    rules.require_can_add_draft_file(by, sent=False)
    draft = Draft.objects.filter(key=submission_key).first()
    file = StoredFile.objects.about(key_of(draft)).filter(pk=file_id).first() if draft else None
    if draft is None or file is None:
        return None
    evidence.withdraw_file(by=by, at=at, file=file)
    ledger.record(by, "intake.report_file_removed", draft, at=at, about=draft)
    return file


@transaction.atomic
def clear_drafts(*, by: User | None, at: datetime) -> int:
    """Take back the files of reports that were begun a day ago and never sent."""
    rules.require_can_clear_drafts(by)
    old = list(Draft.objects.select_for_update().filter(begun_at__lt=at - KEPT_FOR)[:500])
    for draft in old:
        for file in StoredFile.objects.about(key_of(draft)):
            evidence.withdraw_file(by=by, at=at, file=file)
        gone = Draft(pk=draft.pk, key=draft.key, begun_at=draft.begun_at)
        draft.delete()
        ledger.record(by, "intake.draft_cleared", gone, at=at, about=gone)
    return len(old)
