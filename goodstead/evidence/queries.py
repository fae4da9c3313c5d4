"""What pages and the worker read about files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.db import models
from django.db.models import Count, Min, Q, QuerySet, Sum

from goodstead.access.models import User
from goodstead.ledger.models import Entry, key_of

from . import store
from .definitions.limits import A_DAY, OVERDUE_AFTER
from .models import StoredFile


@dataclass(frozen=True)
class SafeCopy:
    """A file that is safe to look at, and how to hand it out."""

    path: Path
    content_type: str
    name: str


def safe_copy(file: StoredFile) -> SafeCopy | None:
    """The copy made anew, or ``None``: not made yet, not of this kind, or not safe to show."""
    if file.state != "clean" or not file.copy_as:
        return None
    path, kind = store.path_of(file.copy_as), file.what
    if kind.picture:
        return SafeCopy(path, "image/jpeg", f"picture-{file.pk}.jpg")
    return SafeCopy(path, kind.mime, f"copy-{file.pk}.{kind.extension}")


def custody(file: StoredFile) -> QuerySet[Entry]:
    """Everything that was done with a file, oldest first: also before it came to its record."""
    return Entry.objects.filter(subject=key_of(file)).select_related("by").order_by("id")


def how_much(about: str) -> tuple[int, int]:
    """How many files a record has, and their bytes together."""
    found = StoredFile.objects.about(about).order_by().aggregate(n=Count("pk"), total=Sum("size"))
    return found["n"], found["total"] or 0


def received_lately(by: User | None, *, at: datetime) -> int:
    """The bytes that came in the last 24 hours: from the public (``None``), or from one person."""
    found = StoredFile.objects.filter(received_by=by, received_at__gt=at - A_DAY)
    return found.order_by().aggregate(total=Sum("size"))["total"] or 0


def to_make_ready(limit: int, *, at: datetime) -> list[StoredFile]:
    """Files that wait to be checked or copied: those that were tried least first, then the oldest."""
    waiting = StoredFile.objects.filter(state="received").filter(_not_later(at))
    return list(waiting.order_by("tries", "id")[:limit])


def never_checked(limit: int, *, at: datetime) -> list[StoredFile]:
    """Files that were made ready while there was no antivirus. With one they are checked, too."""
    found = StoredFile.objects.filter(checked="not_checked", state__in=("clean", "quarantined"))
    return list(found.filter(_not_later(at)).order_by("tries", "id")[:limit])


def _not_later(at: datetime) -> Q:
    return Q(try_after=None) | Q(try_after__lte=at)


@dataclass(frozen=True)
class Waiting:
    """How long the oldest file has waited to be made ready, and whether that is an alarm."""

    files: int
    longest: timedelta
    alarm: bool

    @property
    def words(self) -> str:
        if not self.files:
            return "No file is waiting."
        minutes = int(self.longest.total_seconds() // 60)
        one = "1 file waits" if self.files == 1 else f"{self.files} files wait"
        told = f"{one} to be checked, the oldest for {_long(minutes)}."
        return (
            f"{told} Nobody can open them. Tell whoever runs the service." if self.alarm else told
        )


def _long(minutes: int) -> str:
    if minutes >= 120:
        return f"{minutes // 60} hours"
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def waiting(at: datetime) -> Waiting:
    """The files that nobody can open yet."""
    found = StoredFile.objects.filter(state="received").aggregate(
        n=Count("pk"), oldest=Min("received_at")
    )
    longest = max(at - found["oldest"], timedelta(0)) if found["n"] else timedelta(0)
    return Waiting(found["n"], longest, alarm=longest > OVERDUE_AFTER)


def to_alarm(limit: int, *, at: datetime) -> list[StoredFile]:
    """Files that have waited too long, and of which nobody was told yet."""
    late = StoredFile.objects.filter(state="received", received_at__lt=at - OVERDUE_AFTER)
    return list(late.filter(overdue_at=None).order_by("tries", "id")[:limit])


@dataclass(frozen=True)
class Progress:
    """How far the files of one record are, for the person who sent them. Counts, no names."""

    sent: int
    ready: int
    waiting: int
    infected: int
    unclear: int


def progress(about: str) -> Progress:
    """Count the files of a record, found by its ledger key, by what became of them."""
    return tally(StoredFile.objects.about(about))


def tally(files: QuerySet[StoredFile]) -> Progress:
    """Count these files by what became of them."""
    states = Counter(files.values_list("state", flat=True))
    return Progress(
        sent=states.total(),
        ready=states["clean"],
        waiting=states["received"],
        infected=states["infected"],
        unclear=states["quarantined"],
    )


def unnamed(names: list[str]) -> list[str]:
    """Those of the names that no row needs: no row has them, or the giver took the file back."""
    needed: set[str] = set()
    for row in (
        StoredFile.objects.filter(Q(stored_as__in=names) | Q(copy_as__in=names))
        .exclude(state="withdrawn")
        .values_list("stored_as", "copy_as")
    ):
        needed |= set(row)
    return [name for name in names if name not in needed]


def record_of(key: str) -> models.Model | None:
    """The record that a ledger key names."""
    label, _, pk = key.partition(":")
    found: models.Model | None = apps.get_model(label)._base_manager.filter(pk=pk).first()
    return found
