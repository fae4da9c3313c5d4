"""What the background worker does for this app."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from . import actions, antivirus, content, copies, place, queries, store
from .definitions.limits import LARGEST_FILE, STRAY_AFTER
from .models import StoredFile

log = logging.getLogger("goodstead.evidence")
BATCH = 500
COPIES_AT_ONCE = 20


@dataclass(frozen=True)
class Job:
    """A name and what to run. ``run`` takes the time and says how much it did."""

    name: str
    run: Callable[[datetime], int]


def make_copies(at: datetime) -> int:
    """Check and copy what waits, a few each time, so that no other work of the worker waits long."""
    return _each(queries.to_make_ready(COPIES_AT_ONCE, at=at), at)


def check_old(at: datetime) -> int:
    """Check what was taken while there was no antivirus."""
    if not antivirus.configured():
        return 0
    return _each(queries.never_checked(COPIES_AT_ONCE, at=at), at)


def _each(files: list[StoredFile], at: datetime) -> int:
    """Ends at the first that is not answered when the antivirus is away: the others wait, too."""
    done = 0
    asleep = bool(files) and antivirus.configured() and not antivirus.awake()
    for file in files:
        if asleep and _to_check(file):
            continue
        file = make_copy(file, at)
        if _to_check(file):
            asleep = not antivirus.awake()
        else:
            done += 1
    return done


def make_copy(file: StoredFile, at: datetime) -> StoredFile:
    """Check one and make its copy. The slow parts hold no lock."""
    if _to_check(file):
        file = _check(file, at)
    if file.state != "received" or file.checked == "waiting":
        return file
    path, copy_as, safe = store.path_of(file.stored_as), "", True
    try:
        if copy := copies.made(path, file.what):
            copy_as = store.write([copy], folder="copies", limit=2 * LARGEST_FILE).name
        placed = place.place_of(path, file.what) is not None
        sound = copies.heard(copy, file.what) if copy else None
    except content.CannotShow:
        safe, placed, sound = False, False, None
    except OSError as trouble:  # the disk, not the file
        log.warning("File %s was not made ready: %s", file.pk, trouble.strerror)
        return actions.note_no_answer(by=None, at=at, file=file)
    return actions.note_copy(
        by=None, at=at, file=file, copy_as=copy_as, safe=safe, has_place=placed, sound=sound
    )


def _to_check(file: StoredFile) -> bool:
    """A file that waits for the check waits on, also when the antivirus was taken away since."""
    open_still = file.checked in {"waiting", "not_checked"} and file.state != "withdrawn"
    return open_still and (antivirus.configured() or file.checked == "waiting")


def _check(file: StoredFile, at: datetime) -> StoredFile:
    try:
        found = antivirus.check(store.path_of(file.stored_as))
    except antivirus.NoAnswer as trouble:
        log.warning("File %s was not checked for viruses: %s", file.pk, trouble)
        return actions.note_no_answer(by=None, at=at, file=file)
    return actions.note_check(by=None, at=at, file=file, found=found)


def alarm(at: datetime) -> int:
    """Say in the log, and once in the story of each record, that files have waited too long."""
    late = queries.to_alarm(BATCH, at=at)
    for file in late:
        actions.raise_alarm(by=None, at=at, file=file)
    if late:
        log.error("%s Check clamd and the background worker.", queries.waiting(at).words)
    return len(late)


def sweep(at: datetime) -> int:
    """Remove files of more than a day that no row names: what a crash or a refusal left behind.

    The names are asked of the database after they were found on the disk, so that a file whose row
    was written in between is kept; and no transaction of ours lasts a day.
    """
    removed = 0
    names = store.older_than(at - STRAY_AFTER)
    while batch := list(islice(names, BATCH)):
        for name in queries.unnamed(batch):
            store.remove(name)
            removed += 1
    return removed


PERIODIC = [
    Job("evidence.copies", make_copies),
    Job("evidence.check_old", check_old),
    Job("evidence.alarm", alarm),
    Job("evidence.sweep", sweep),
]
