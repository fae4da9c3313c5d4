"""What the background worker does for this app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from . import actions, content, queries, store
from .definitions.limits import LARGEST_FILE, STRAY_AFTER
from .models import StoredFile

BATCH = 500
COPIES_AT_ONCE = 20


@dataclass(frozen=True)
class Job:
    """A name and what to run. ``run`` takes the time and says how much it did."""

    name: str
    run: Callable[[datetime], int]


def make_copies(at: datetime) -> int:
    """Make the copies that wait, a few each time, so that no other work of the worker waits long."""
    waiting = queries.to_copy(COPIES_AT_ONCE)
    for file in waiting:
        make_copy(file, at)
    return len(waiting)


def make_copy(file: StoredFile, at: datetime) -> StoredFile:
    """Make one copy. The slow part, unpacking the picture, holds no lock."""
    try:
        picture = content.safe_picture(store.path_of(file.stored_as), file.what)
        copy_as = store.write([picture], folder="copies", limit=LARGEST_FILE).name
    except content.CannotShow:
        copy_as = ""
    return actions.note_copy(by=None, at=at, file=file, copy_as=copy_as)


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


PERIODIC = [Job("evidence.copies", make_copies), Job("evidence.sweep", sweep)]
