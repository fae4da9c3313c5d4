"""Writes where every file of the ledger ends to a file outside the database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from .. import checkpoints
from ..models import Checkpoint, Head
from .arguments import aware
from .entries import record


def write_checkpoint(
    by: AbstractBaseUser | None = None, *, at: datetime, to: Path | None = None
) -> Path:
    """Write the next checkpoint into a folder (``settings.CHECKPOINTS``) and answer its path.

    It carries the digest of the one before it. Copy the file to where nobody who administers this
    machine can change it: then also a ledger rewritten with its key is found out.

    Raises ``IntegrityError`` when another worker has just written the same one, and
    ``checkpoints.InTheWay`` when another file has its name: nothing is written then.
    """
    folder = Path(to or settings.CHECKPOINTS)
    last = Checkpoint.objects.order_by("-number").first()
    number = last.number + 1 if last else 1
    heads = Head.objects.order_by("file").values_list("file", "sequence", "hash")
    header = checkpoints.Header(number, aware(at).isoformat(), last.digest if last else "")
    kept = heads.iterator(chunk_size=5000)
    with checkpoints.draft(folder, header, kept) as written, transaction.atomic():
        made = Checkpoint.objects.create(
            number=number, at=at, name=header.name, heads=written.heads, digest=written.digest
        )
        record(by, "ledger.checkpoint_written", made, at=at, number=number, heads=written.heads)
    return written.path
