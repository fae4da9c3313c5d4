"""What every writer to the ledger asks of its arguments."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone


def id_of(by: AbstractBaseUser | None) -> int | None:
    """The user's key. Raises ``ValueError`` for somebody who is not signed in: give None."""
    if by is None:
        return None
    if by.pk is None:
        raise ValueError("Nobody is signed in. Give None for the public or the service.")
    return int(by.pk)


def aware(at: datetime) -> datetime:
    """The time itself. Raises ``ValueError`` when it has no zone."""
    if timezone.is_naive(at):
        raise ValueError("The ledger needs a time with its zone.")
    return at
