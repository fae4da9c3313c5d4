"""Writing to the ledger. ``record`` is called from actions, inside their transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models, transaction
from django.utils import timezone

from . import facts as plain_facts
from . import heads, states, verbs
from .models import Entry, Viewing, key_of

VIEWINGS_AT_ONCE = 200


class NotInTransaction(RuntimeError):
    """An entry without its change, or a change without its entry, would be possible."""


def record(
    by: AbstractBaseUser | None,
    verb: str,
    subject: models.Model,
    *,
    at: datetime,
    about: models.Model | None = None,
    changed: Iterable[models.Model] = (),
    **facts: object,
) -> Entry:
    """Write one entry into the file of ``about`` (of ``subject`` itself when not given).

    Call it after the change, in the change's transaction. ``by`` is None for the public and for
    the service itself. ``changed`` names every other record that the change touched, also those
    that it deleted. ``facts`` fill the verb's sentence: text, numbers, dates, yes or no, or lists
    of these; never what a victim typed, never an address or telephone number.

    Raises ``NotInTransaction`` outside a transaction, ``TypeError`` for a fact that is not plain,
    ``ValueError`` for a time without a zone or an unsaved record, and in tests ``UnknownVerb``.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(f"Record {verb!r} inside the transaction of its change.")
    _require_aware(at)
    verbs.require_known(verb)
    entry = Entry(
        file=key_of(subject if about is None else about),
        at=at,
        by_id=_id_of(by),
        verb=verb,
        subject=key_of(subject),
        facts_json=plain_facts.to_json(facts),
        states_json=plain_facts.to_json(states.read([subject, *changed])),
    )
    heads.append(entry)
    return entry


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
    _require_aware(at)
    by_id = _id_of(by)
    shown = (Viewing(at=at, by_id=by_id, page=page, subject=key_of(one)) for one in records)
    for batch in states.batches(shown, VIEWINGS_AT_ONCE):
        with transaction.atomic(durable=True, savepoint=False):
            Viewing.objects.bulk_create(batch)


def _id_of(by: AbstractBaseUser | None) -> int | None:
    if by is None:
        return None
    if by.pk is None:
        raise ValueError("Nobody is signed in. Give None for the public or the service.")
    return int(by.pk)


def _require_aware(at: datetime) -> None:
    if timezone.is_naive(at):
        raise ValueError("The ledger needs a time with its zone.")
