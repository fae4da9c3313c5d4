"""The diary: an entry is written, and staff read what is new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction

from goodstead.access.models import User
from goodstead.clocks import actions as clocks
from goodstead.ledger import actions as ledger

from .. import queries, rules
from ..definitions.diary import AFFECTED, DIARY, LINK, OTHER, STAFF, WAYS, WHAT
from ..models import DiaryEntry, Report
from .additions import _heed_entry, _raised, _wake


@transaction.atomic
def write_diary(
    *,
    by: User | None,
    at: datetime,
    report: Report,
    submission: str,
    when: str,
    lasted: str = "",
    what: Sequence[str] = (),
    affected: Sequence[str] = (),
    text: str = "",
    day: date | None = None,
    time: time | None = None,
) -> DiaryEntry:
    """One line of the diary: through the private link (``by`` None), or written down by staff.

    The same ``submission`` again changes nothing. Raises ``AlreadyTaken`` when it comes with other
    words, so that nothing said is lost. What the officer who hears of the report wrote down is read;
    what anybody else wrote down waits for that officer. Threats make it as urgent as they do when
    somebody says that it is getting worse.
    """
    report = Report.objects.lock(report)
    rules.require_can_write_diary(by, report)
    rules.require_an_entry(when=when, lasted=lasted, what=what, affected=affected, text=text)
    said: dict[str, object] = {
        "said_when": when,
        "lasted": lasted,
        "what": [code for code in WHAT if code in what],
        "affected": [code for code in AFFECTED if code in affected],
        "text": text.strip(),
    }
    exactly: dict[str, object] = {"day": day, "time": time} if when == OTHER else {}
    known = report.diary.filter(submission=submission).first()
    if known is not None:
        rules.require_same_entry(known, said | exactly)
        return known
    if by is None:
        rules.require_room_in_diary(queries.written_lately(report, at=at))
    began_on, began_at = rules.began(when, at=at, day=day, at_time=time)
    heard = by is not None and by == queries.who_hears(report)
    entry = DiaryEntry.objects.create(
        report=report, submission=submission, way=LINK if by is None else STAFF, day=began_on,
        time=began_at, received_at=at, written_by=by, read_by=by if heard else None,
        read_at=at if heard else None, **said,
    )  # fmt: skip
    heavy = rules.is_heavy_entry(entry.what)
    raised = _raised(report, danger=False, heavy=True) if heavy else []
    for file in queries.files_told(report):
        ledger.record(
            by, "intake.diary_written", entry, at=at, about=file, changed=raised,
            day=f"{began_on:%-d %B %Y}", way=WAYS[entry.way].lower(),
        )  # fmt: skip
    if not heard:
        _wake(report, rules.read_diary_by(what=what, affected=affected, text=text), by=by, at=at)
    _heed_entry(report, entry, at=at)
    return entry


@transaction.atomic
def read_diary(*, by: User | None, at: datetime, report: Report, seen: int | None = None) -> int:
    """The new entries are read. Returns how many they were, and stops what was due.

    ``seen`` is the number of the last entry that they were shown: one that came afterwards is not
    read, and the date goes on to run for it. None means everything there is.
    """
    report = Report.objects.lock(report)
    rules.require_may_answer(by, report)
    unread, later = rules.were_seen(report.diary.select_for_update().unread(), seen)
    for entry in unread:
        entry.read_at, entry.read_by = at, by
        entry.save(update_fields=["read_at", "read_by"])
    if unread:
        for file in queries.files_told(report):
            ledger.record(
                by, "intake.diary_read", report, at=at, about=file, changed=unread,
                entries=len(unread),
            )  # fmt: skip
    if not later:
        clocks.stop(report, DIARY.code, by=by, at=at)
    return len(unread)
