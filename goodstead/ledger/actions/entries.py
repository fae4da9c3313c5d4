"""One entry, written with its change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models

from .. import facts as plain_facts
from .. import states, verbs
from ..models import Entry, key_of
from . import heads, shapes
from .arguments import aware, id_of


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
    verbs.require_known(verb)
    records = [subject, *changed]
    shapes.note(records)
    entry = Entry(
        file=key_of(subject if about is None else about),
        at=aware(at),
        by_id=id_of(by),
        verb=verb,
        subject=key_of(subject),
        facts_json=plain_facts.to_json(facts),
        states_json=plain_facts.to_json(states.read(records)),
    )
    heads.append(entry)
    return entry
