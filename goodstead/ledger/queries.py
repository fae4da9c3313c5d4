"""What pages read of the ledger. It holds no case content: keys, verbs, facts and names of staff.

Whether the reader may see a file is decided by the app that owns it, before it asks here.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import QuerySet

from . import verbs
from .models import Checkpoint, Entry, Stumble, Viewing, key_of


def timeline(
    file_key: str,
    *,
    before: int | None = None,
    limit: int = 50,
    kinds: Iterable[str] | None = None,
    with_quiet: bool = False,
) -> list[Entry]:
    """One file's entries, newest first, with who did it. One query, however long the file is.

    For the next page give the last entry's ``sequence`` as ``before``.
    """
    entries = Entry.objects.filter(file=file_key).select_related("by")
    if before is not None:
        entries = entries.filter(sequence__lt=before)
    if kinds is not None:
        entries = entries.filter(verb__in=verbs.of_kinds(frozenset(kinds)))
    if not with_quiet:
        entries = entries.exclude(verb__in=verbs.quiet_verbs())
    return list(entries.order_by("-sequence")[:limit])


def entries_for(record: models.Model) -> QuerySet[Entry]:
    """Entries whose subject is this record, in whichever file, newest first."""
    return entries().filter(subject=key_of(record))


def entries() -> QuerySet[Entry]:
    """All entries, newest first, with who did it: what an auditor may read, without the facts."""
    return Entry.objects.select_related("by").defer("facts_json", "states_json").order_by("-id")


def viewings() -> QuerySet[Viewing]:
    """All viewings, newest first, with who looked."""
    return Viewing.objects.select_related("by").order_by("-id")


def viewings_of(record: models.Model) -> QuerySet[Viewing]:
    """Who was shown this record, newest first."""
    return viewings().filter(subject=key_of(record)).order_by("-at", "-id")


def viewings_by(user: models.Model) -> QuerySet[Viewing]:
    """What this user was shown, newest first."""
    return viewings().filter(by_id=user.pk).order_by("-at", "-id")


def stumbles() -> QuerySet[Stumble]:
    """What a follower failed on and will try again, longest waiting first."""
    return Stumble.objects.select_related("entry").order_by("first_at", "id")


def last_checkpoint() -> Checkpoint | None:
    """The newest checkpoint; None when none was ever written."""
    return Checkpoint.objects.order_by("-number").first()
