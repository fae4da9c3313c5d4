"""The life of a file: received, made ready to view, opened, moved, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.core.files.base import File
from django.db import models, transaction

from goodstead.access.models import User
from goodstead.access.permissions import NotNow
from goodstead.ledger import actions as ledger
from goodstead.ledger.models import key_of

from . import antivirus, content, place, queries, rules, store
from .definitions.kinds import Kind
from .definitions.limits import LARGEST_FILE
from .models import StoredFile
from .naming import ending, shown_name
from .waveform import Sound


@transaction.atomic
def store_file(
    *, by: User | None, at: datetime, upload: File[bytes], about: models.Model
) -> StoredFile:
    """Keep one file about a record, sealed. It is on the disk before the row that names it.

    Raises ``NotNow`` with a sentence that names the file: too large, too many, not a kind that we
    take, damaged. When the surrounding transaction is undone the file is left for the sweep.
    """
    name, end = shown_name(upload.name or ""), ending(upload.name or "")
    files, total = queries.how_much(key_of(about))
    today = queries.received_lately(by, at=at)
    rules.require_can_store(
        by, name=name, end=end, files=files, total=total, today=today, size=upload.size
    )
    upload.seek(0)
    head = upload.read(content.HEAD)
    kind = rules.require_kind(name, content.kind_of(head, is_text=end in {"txt", "text"}))
    try:
        written = store.write(_bytes(upload), folder="originals", limit=LARGEST_FILE)
    except store.TooLarge:
        raise rules.too_large(name) from None
    if kind.copied:
        _require_picture(written, kind=kind, name=name)
    file = StoredFile.objects.create(
        about=key_of(about),
        original_name=name,
        kind=kind.code,
        size=written.size,
        sha256=written.sha256,
        stored_as=written.name,
        state="received",
        checked="waiting" if antivirus.configured() else "not_checked",
        received_at=at,
        received_by=by,
    )
    ledger.record(
        by,
        "evidence.file_received",
        file,
        at=at,
        about=about,
        kind=kind.name.lower(),
        kilobytes=-(-written.size // 1024),
        sha256=written.sha256,
    )
    return file


@transaction.atomic
def note_check(*, by: User | None = None, at: datetime, file: StoredFile, found: str) -> StoredFile:
    """Write down what the antivirus said; ``found`` is empty when there is nothing.

    A file with a virus is kept, sealed, and nobody is handed it any more, also if a copy was made.
    """
    file = StoredFile.objects.lock(file)
    rules.require_worker(by)
    if file.checked in {"clean", "infected"} or file.state == "withdrawn":
        return file
    file.checked, file.checked_at, file.found = "infected" if found else "clean", at, found
    file.try_after = None
    if found:
        file.state = "infected"
    file.save()
    verb = "evidence.virus_found" if found else "evidence.virus_not_found"
    ledger.record(by, verb, file, at=at, about=queries.record_of(file.about) or file, found=found)
    return file


@transaction.atomic
def note_no_answer(*, by: User | None = None, at: datetime, file: StoredFile) -> StoredFile:
    """The antivirus or the disk did not let this one be checked. It is asked again later; others go first."""
    file = StoredFile.objects.lock(file)
    rules.require_worker(by)
    file.try_after = rules.next_try(file.tries, at=at)
    file.tries = min(file.tries + 1, 999)
    file.save()
    if file.tries == 1:  # once: it is tried for as long as it takes
        about = queries.record_of(file.about) or file
        ledger.record(by, "evidence.check_failed", file, at=at, about=about)
    return file


@transaction.atomic
def raise_alarm(*, by: User | None = None, at: datetime, file: StoredFile) -> StoredFile:
    """Say once in the story of its record that a file has waited too long to be checked."""
    file = StoredFile.objects.lock(file)
    rules.require_worker(by)
    if file.overdue_at is None and file.state == "received":
        file.overdue_at = at
        file.save()
        about = queries.record_of(file.about) or file
        ledger.record(by, "evidence.check_overdue", file, at=at, about=about)
    return file


@transaction.atomic
def note_copy(
    *,
    by: User | None = None,
    at: datetime,
    file: StoredFile,
    copy_as: str,
    safe: bool = True,
    has_place: bool = False,
    sound: Sound | None = None,
) -> StoredFile:
    """Name the copy that staff look at; empty when none is made of its kind.

    ``safe`` is false when one should have been made and could not be: the file is quarantined.
    ``has_place``: the original says where it was made; where is not noted. ``sound``: how loud it is
    from beginning to end. The
    copy was made and written before, outside any transaction: see ``periodic.make_copy``. The
    original stays in any case. Nothing happens to a file that still waits for the virus check.
    """
    file = StoredFile.objects.lock(file)
    rules.require_worker(by)
    if file.state != "received" or file.checked == "waiting":
        return file
    file.copy_as, file.state = copy_as, "clean" if safe else "quarantined"
    file.has_place = has_place
    if sound is not None:
        file.peaks, file.seconds = list(sound.peaks), sound.seconds
    file.save()
    verb = "evidence.copy_made" if copy_as else "evidence.file_ready"
    if not safe:
        verb = "evidence.file_quarantined"
    ledger.record(by, verb, file, at=at, about=queries.record_of(file.about) or file)
    return file


@transaction.atomic
def open_original(*, by: User, at: datetime, file: StoredFile, about: models.Model) -> StoredFile:
    """Write down that the original was opened and whether its seal was whole, before it is handed out.

    Does not raise when the seal is broken: ``responses.original`` then refuses, and the entry stays.
    """
    file = StoredFile.objects.lock(file)
    rules.require_can_open(by, file)
    whole = store.sealed(file.stored_as, file.sha256)
    ledger.record(
        by,
        "evidence.file_opened",
        file,
        at=at,
        about=about,
        seal="whole" if whole else "BROKEN: tell the information governance officer",
    )
    return file


@transaction.atomic
def read_place(
    *, by: User, at: datetime, file: StoredFile, about: models.Model
) -> place.Place | None:
    """Where the original says that it was made, read anew, and written down that it was read.

    ``None`` when it says nothing. The place itself is in no entry.
    """
    file = StoredFile.objects.lock(file)
    rules.require_can_open(by, file)
    try:
        found = place.place_of(store.path_of(file.stored_as), file.what)
    except OSError:
        found = None
    ledger.record(by, "evidence.place_read", file, at=at, about=about)
    return found


@transaction.atomic(savepoint=False)  # decision 16
def move_files(
    *, by: User | None, at: datetime, source: models.Model, to: models.Model
) -> list[StoredFile]:
    """Let the files of one record (an unfinished report, say) be about another from now on."""
    rules.require_can_move(by)
    moved = list(StoredFile.objects.about(key_of(source)).select_for_update())
    for file in moved:
        file.about = key_of(to)
        file.save()
        ledger.record(by, "evidence.file_moved", file, at=at, about=to)
    return moved


@transaction.atomic
def withdraw_file(*, by: User | None, at: datetime, file: StoredFile) -> None:
    """The giver takes a file back before the report is sent. The sweep takes it off the disk."""
    file = StoredFile.objects.lock(file)
    rules.require_can_withdraw(by, file)
    file.state = "withdrawn"
    file.save()
    about = queries.record_of(file.about) or file
    ledger.record(by, "evidence.file_withdrawn", file, at=at, about=about)


def _require_picture(written: store.Written, *, kind: Kind, name: str) -> None:
    """Refuse a picture whose head is wrong, and leave nothing on the disk."""
    try:
        content.look_at_picture(store.path_of(written.name), kind)
    except content.CannotShow as trouble:
        store.remove(written.name)
        raise _refusal(trouble, name) from None


def _refusal(trouble: content.CannotShow, name: str) -> NotNow:
    if isinstance(trouble, content.TooManyPixels):
        return rules.too_many_pixels(name)
    return rules.damaged(name)


def _bytes(upload: File[bytes]) -> Iterator[bytes]:
    upload.seek(0)
    yield from upload.chunks()
