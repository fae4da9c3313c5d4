"""Reading the mailbox: each letter once, one that breaks does not stop the others."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db import InterfaceError, OperationalError

from goodstead.access.models import User
from goodstead.access.permissions import NotNow
from goodstead.correspondence import incoming, mailbox
from goodstead.correspondence.definitions.incoming import LARGEST_MAIL, MEGABYTE
from goodstead.evidence import store
from goodstead.evidence.models import StoredFile
from goodstead.intake.models import Report
from goodstead.ledger.models import key_of

from . import actions, queries
from .models import InboundMail, Mailbox

EVERY = timedelta(minutes=1)
SECONDS = 8.0
"""For one round, so that no other work of the worker waits long. The next round goes on."""
MOST_TRIES = 3
"""After one letter could not be had so often, it is passed by and named."""

NOT_STORED = "An email could not be stored here. It is tried again"

logger = logging.getLogger(__name__)


def read(at: datetime) -> int:
    """Read what has come since the last time; how many letters. Nothing without a mailbox."""
    if not settings.INBOX_URL:
        _end_alarms("", at)
        return 0
    address = mailbox.address_of(settings.INBOX_URL)
    known = queries.mailbox_called(address.name)
    if known and known.last_tried_at and timedelta(0) <= at - known.last_tried_at < EVERY:
        return 0
    try:
        with mailbox.opened(address) as box:
            row = actions.note_mailbox(by=None, at=at, name=address.name, validity=box.validity)
            _end_alarms(address.name, at)
            try:
                return _letters(box, row, at)
            except OSError as error:  # of our disk: inside it would be taken for the server's
                ours = error
    except (mailbox.MailboxDown, mailbox.CannotFetch) as reason:
        logger.error("The mailbox was not read: %s", reason)
        if not getattr(reason, "noted", False):
            actions.note_mailbox(by=None, at=at, name=address.name, failure=str(reason))
        return 0
    raise ours


def _end_alarms(name: str, at: datetime) -> None:
    """Of mailboxes that are not the one of this name: asked first, so that a round writes nothing."""
    if queries.others_failing(name):
        actions.end_mailbox_alarms(by=None, at=at, but=name)


def _letters(box: mailbox.Box, row: Mailbox, at: datetime) -> int:
    until = time.monotonic() + SECONDS
    stored = []
    uid = 0
    try:
        for uid in box.after(row.last_uid):
            if _letter(box, row, uid, at).apart != "failed":
                stored.append(uid)
            if time.monotonic() >= until:
                break
    except (mailbox.MailboxDown, mailbox.CannotFetch) as reason:
        actions.note_mailbox(by=None, at=at, name=row.name, failure=str(reason), trying=uid)
        reason.noted = True  # type: ignore[union-attr]
        raise
    except Exception:
        with suppress(Exception):  # the database may be what is wrong
            actions.note_mailbox(by=None, at=at, name=row.name, failure=NOT_STORED)
        raise
    actions.note_mail_read(by=None, at=at, mailbox=row)
    try:
        box.mark_read(stored)
    except (mailbox.CannotFetch, mailbox.MailboxDown):
        logger.warning("The mailbox does not let us mark what was read")
    return len(stored)


def _letter(box: mailbox.Box, row: Mailbox, uid: int, at: datetime) -> InboundMail:
    """One letter. What is wrong with the database or the disk is not its fault, and is raised.

    Nor is one refusal of the server: some refuse everything for a while.
    """
    if row.trying_uid == uid and row.tries >= MOST_TRIES:
        why = f"It could not be had {MOST_TRIES} times in a row. Read it in the mailbox"
        return actions.set_mail_apart(by=None, at=at, mailbox=row, uid=uid, why=why)
    if box.size(uid) > LARGEST_MAIL:
        why = f"It is larger than {LARGEST_MAIL // MEGABYTE} MB. Read it in the mailbox"
        return actions.set_mail_apart(by=None, at=at, mailbox=row, uid=uid, why=why)
    raw = box.fetch(uid)
    try:
        mail = incoming.read(raw, ours=our_addresses())
        return actions.receive_mail(by=None, at=at, mailbox=row, uid=uid, raw=raw, mail=mail)
    except (OperationalError, InterfaceError, OSError):
        raise
    except Exception as broken:
        logger.exception("An email could not be read and was set apart")
        why = f"It could not be read ({type(broken).__name__}). The original is kept"
        return actions.set_mail_apart(by=None, at=at, mailbox=row, uid=uid, why=why, raw=raw)


def our_addresses() -> frozenset[str]:
    """What we send from. A letter from there is our own, come back."""
    ours = (parseaddr(settings.DEFAULT_FROM_EMAIL)[1], settings.COUNCIL["email"])
    return frozenset(one.lower() for one in ours if one)


def mail_of(letter: InboundMail) -> incoming.Mail | None:
    """A letter that was set apart, read again from its original; nothing when there is none."""
    kept = StoredFile.objects.about(key_of(letter.report or letter))
    file = kept.filter(original_name=actions.ORIGINAL).first()
    if file is None or not store.sealed(file.stored_as, file.sha256):
        return None
    try:
        return incoming.read(store.path_of(file.stored_as).read_bytes())
    except Exception:
        logger.exception("An email that was set apart can still not be read")
        return None


def take_up(*, by: User, at: datetime, letter: InboundMail) -> Report:
    """Make a report of an email that was set apart. Raises ``NotNow`` when it cannot be read here."""
    mail = mail_of(letter)
    if mail is None:
        raise NotNow("It cannot be read here. Read it in the mailbox, and log a report of it.")
    return actions.take_up_mail(by=by, at=at, letter=letter, mail=mail)
