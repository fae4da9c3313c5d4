"""Who was shown what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from ..batches import batches
from ..models import Viewing, key_of
from .arguments import aware, id_of

AT_ONCE = 200  # SQLite takes 999 values in one statement


def view(
    by: AbstractBaseUser | None,
    page: str,
    records: Iterable[models.Model],
    *,
    at: datetime,
) -> None:
    """Write that ``by`` is about to be shown these records. Commits before the page is answered.

    ``by`` is None for the public. Raises ``RuntimeError`` inside another transaction, which could
    still be undone after the page was shown. Nothing is asked of the database for no records.
    """
    by_id, at = id_of(by), aware(at)
    shown = (Viewing(at=at, by_id=by_id, page=page, subject=key_of(one)) for one in records)
    for batch in batches(shown, AT_ONCE):
        with transaction.atomic(durable=True, savepoint=False):
            Viewing.objects.bulk_create(batch)
