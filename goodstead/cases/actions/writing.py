"""What officers write into the file."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from goodstead.access.models import User
from goodstead.ledger import actions as ledger

from .. import rules
from ..findable import keep_findable
from ..models import Case, Note, Summary


@transaction.atomic
def add_note(
    *, by: User | None, at: datetime, case: Case, text: str, submission: UUID | None = None
) -> Note:
    """Write a note into the file. Notes are never changed; a closed case takes them too.

    ``submission`` is the form's mark: the same one again returns the note that is there.
    """
    case = Case.objects.lock(case)
    rules.require_can_work(by, case)
    if submission and (there := case.notes.filter(submission=submission).first()):
        return there
    note = Note.objects.create(case=case, text=text.strip(), at=at, by=by, submission=submission)
    ledger.record(by, "cases.note_added", note, at=at, about=case)
    return note


@transaction.atomic
def write_summary(
    *, by: User | None, at: datetime, case: Case, text: str, instead_of: str | None = None
) -> Case:
    """Write the story of the case anew.

    ``instead_of`` is the text that the writer had before them: when somebody else has changed it
    since, nothing is written and ``NotNow`` says so.
    """
    case = Case.objects.lock(case)
    rules.require_can_write_summary(by, case, instead_of)
    case.summary = text.strip()
    case.save(update_fields=["summary"])
    version = Summary.objects.create(case=case, text=case.summary, at=at, by=by)
    ledger.record(by, "cases.summary_written", case, at=at, about=case, changed=[version])
    keep_findable(case)
    return case
