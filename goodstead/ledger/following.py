"""How an app higher up reacts to something that happened lower down."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, QuerySet

from .models import Entry, Followed, Mark, Stumble

log = logging.getLogger(__name__)
BATCH = 200
SETTLED_AFTER = timedelta(days=1)  # no transaction stays open for longer


@dataclass(frozen=True)
class Follower:
    """Does ``act`` once for each entry that has one of these verbs. ``name`` must never change.

    ``act`` runs in the transaction that notes the entry as followed: both happen or neither. A new
    follower begins with the first entry ever written; one that must not look back checks the
    entry's date.
    """

    name: str
    verbs: frozenset[str]
    act: Callable[[Entry], object]


def follow(followers: Iterable[Follower], *, at: datetime) -> int:
    """Hand each follower the entries it has not dealt with yet. Answers how many were handed over.

    One that fails is noted as a stumble and tried again next time. Until then later entries of the
    same file wait, so that a file's story is followed in order; everything else goes on.
    """
    done = 0
    for follower in followers:
        start: dict[str, Any] = {"next_id": _newest, "noted_at": at}
        mark = Mark.objects.get_or_create(follower=follower.name, defaults=start)[0]
        held: set[str] = set()
        for entry in _waiting(follower, mark):
            if entry.file in held:
                continue
            try:
                done += _hand_over(follower, entry, at)
            except Exception as error:
                held.add(entry.file)
                _note_stumble(follower, entry, at, _where(error))
        _advance(follower, mark, at)
    return done


def unfollowed(follower: Follower, *, above: int = 0) -> QuerySet[Entry]:
    """The entries that this follower has still to deal with, oldest first."""
    done = Followed.objects.filter(follower=follower.name, entry=OuterRef("pk"))
    return (
        Entry.objects.filter(verb__in=follower.verbs, pk__gt=above)
        .exclude(Exists(done))
        .order_by("pk")
    )


def _waiting(follower: Follower, mark: Mark) -> Iterator[Entry]:
    above = mark.done_id
    while batch := list(unfollowed(follower, above=above)[:BATCH]):
        yield from batch
        above = batch[-1].pk


def _hand_over(follower: Follower, entry: Entry, at: datetime) -> bool:
    """Whether the follower dealt with it now. Not when another worker was quicker."""
    with transaction.atomic():
        _, mine = Followed.objects.get_or_create(
            follower=follower.name, entry=entry, defaults={"at": at}
        )
        if mine:
            follower.act(entry)
            Stumble.objects.filter(follower=follower.name, entry=entry).delete()
    return mine


def _note_stumble(follower: Follower, entry: Entry, at: datetime, error: str) -> None:
    log.error("The follower %s failed on %s: %s", follower.name, entry, error)
    with transaction.atomic():
        Stumble.objects.get_or_create(
            follower=follower.name, entry=entry, defaults={"first_at": at, "last_at": at}
        )
        Stumble.objects.filter(follower=follower.name, entry=entry).update(
            attempts=F("attempts") + 1, last_at=at, error=error
        )


def _where(error: Exception) -> str:
    """The kind of error and the line it came from. Its message may hold a name, so it is left."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {place}"[:200]


def _advance(follower: Follower, mark: Mark, at: datetime) -> None:
    """Move the mark once a day, past what is followed and can have no latecomer before it."""
    if at - mark.noted_at < SETTLED_AFTER:
        return
    late = unfollowed(follower, above=mark.done_id).filter(pk__lte=mark.next_id).first()
    Mark.objects.filter(pk=mark.pk, noted_at=mark.noted_at).update(
        done_id=late.pk - 1 if late else mark.next_id, next_id=_newest(), noted_at=at
    )


def _newest() -> int:
    return Entry.objects.aggregate(newest=Max("pk"))["newest"] or 0
