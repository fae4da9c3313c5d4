"""What pages and the worker read about files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.db import models
from django.db.models import Count, Q, Sum

from goodstead.access.models import User

from . import store
from .definitions.limits import A_DAY
from .models import StoredFile


@dataclass(frozen=True)
class SafeCopy:
    """A file that is safe to look at, and how to hand it out."""

    path: Path
    content_type: str
    name: str


def safe_copy(file: StoredFile) -> SafeCopy | None:
    """The picture made anew, or ``None``: not made yet, or not a picture, or not safe to show."""
    if file.state != "clean" or not file.copy_as:
        return None
    return SafeCopy(store.path_of(file.copy_as), "image/jpeg", f"picture-{file.pk}.jpg")


def how_much(about: str) -> tuple[int, int]:
    """How many files a record has, and their bytes together."""
    found = StoredFile.objects.about(about).order_by().aggregate(n=Count("pk"), total=Sum("size"))
    return found["n"], found["total"] or 0


def received_lately(by: User | None, *, at: datetime) -> int:
    """The bytes that came in the last 24 hours: from the public (``None``), or from one person."""
    found = StoredFile.objects.filter(received_by=by, received_at__gt=at - A_DAY)
    return found.order_by().aggregate(total=Sum("size"))["total"] or 0


def to_copy(limit: int) -> list[StoredFile]:
    """Files that wait to be made ready, oldest first."""
    return list(StoredFile.objects.filter(state="received").order_by("id")[:limit])


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
