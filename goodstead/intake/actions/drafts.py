"""Files that are added while a report is being written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q

from goodstead.access.models import User
from goodstead.access.permissions import NotNow
from goodstead.evidence import actions as evidence
from goodstead.evidence.models import StoredFile
from goodstead.ledger import actions as ledger
from goodstead.ledger.models import key_of

from .. import rules
from ..models import Draft, Report
from .recordings import take_files

KEPT_FOR = timedelta(days=1)


@transaction.atomic
def add_report_file(
    *, by: User | None, at: datetime, submission_key: str, uploads: Iterable[File[bytes]]
) -> list[str]:
    """Keep files for a report that is being written. Good ones stay when others are refused.

    Returns a sentence for each file that was refused; it names the file.
    """
    # Locked before we ask whether the report is sent: sending it locks the draft, too.
    drafts = Draft.objects.select_for_update()
    draft, _ = drafts.get_or_create(key=submission_key, defaults={"begun_at": at})
    sent = Report.objects.filter(submission_key=submission_key).exists()
    rules.require_can_add_draft_file(by, sent=sent)
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
    """Take back the files of reports that were begun a day ago and never sent.

    A first file that came in the very moment in which its report was sent goes to the report.
    """
    rules.require_can_clear_drafts(by)
    drafts = Draft.objects.select_for_update()
    sent = Report.objects.filter(submission_key__in=drafts.values("key"))
    left = {report.submission_key: report for report in sent}
    found = drafts.filter(Q(begun_at__lt=at - KEPT_FOR) | Q(key__in=left)).order_by("pk")[:500]
    for draft in found:
        gone = Draft(pk=draft.pk, key=draft.key, begun_at=draft.begun_at)
        if report := left.get(draft.key):
            take_files(by=by, at=at, source=draft, report=report)
        else:
            _withdraw_files(draft, by=by, at=at)
        draft.delete()
        verb = "intake.draft_joined" if report else "intake.draft_cleared"
        ledger.record(by, verb, gone, at=at, about=report or gone)
    return len(found)


def _withdraw_files(draft: Draft, *, by: User | None, at: datetime) -> None:
    for file in StoredFile.objects.about(key_of(draft)):
        evidence.withdraw_file(by=by, at=at, file=file)
