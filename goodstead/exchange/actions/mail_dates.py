"""Who looks at what did not become a report, and at a mailbox that cannot be read, by when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.cases.definitions.statuses import BAND_RANK
from goodstead.clocks import actions as clocks
from goodstead.clocks.queries import is_running, running_about
from goodstead.intake.queries import triage_team
from goodstead.ledger import actions as ledger

from .. import queries, rules
from ..definitions.mail import ALARM_AFTER, DOWN_NOTE, HERE_ALREADY, MAILBOX_DOWN, SET_APART_MAIL
from ..models import InboundMail, Mailbox


@transaction.atomic
def look_through_mail(*, by: User | None, at: datetime, seen: int) -> int:
    """Somebody looked through the emails that were set apart, up to the number ``seen``. How many.

    Those that came after they opened the page have a date of their own. Nothing is deleted.
    """
    rules.require_can_take_in(by)
    looked = 0
    for box in Mailbox.objects.select_for_update().order_by("pk"):
        waiting = queries.to_look_through(box)
        read = list(waiting.filter(pk__lte=seen))
        if not read:
            continue
        looked += len(read)
        ledger.record(
            by, "exchange.mail_looked_through", box, at=at, changed=read, letters=len(read)
        )
        clocks.stop(None, SET_APART_MAIL.code, by=by, at=at, about=box)
        left = waiting.filter(pk__gt=seen).first()
        if left:
            _start(left, at=at)
    rules.require_looked(looked)
    return looked


@transaction.atomic
def end_mailbox_alarms(*, by: User | None, at: datetime, but: str = "") -> int:
    """Mailboxes that are not read any more need not be mended: all ``but`` the one of this name."""
    rules.require_is_the_service(by)
    ended = 0
    failing = Mailbox.objects.select_for_update().filter(failing_since__isnull=False)
    for box in failing.exclude(name=but).order_by("pk"):
        box.failure, box.failing_since = "", None
        box.save(update_fields=["failure", "failing_since"])
        ledger.record(by, "exchange.mailbox_not_read", box, at=at)
        clocks.stop(box, MAILBOX_DOWN.code, by=by, at=at, met=False, because="it is not read now")
        ended += 1
    return ended


def _wake(letter: InboundMail, *, at: datetime) -> None:
    """One that was set apart waits for somebody, with a date. One date for all that wait."""
    known = running_about(letter.mailbox).filter(code=SET_APART_MAIL.code)
    if letter.apart != HERE_ALREADY and not known.exists():
        _start(letter, at=at)


def _settle(box: Mailbox, *, by: User | None, at: datetime) -> None:
    """The last one that waited became a report."""
    if not queries.to_look_through(box).exists():
        clocks.stop(None, SET_APART_MAIL.code, by=by, at=at, about=box)


def _start(first: InboundMail, *, at: datetime) -> None:
    """The date of the first one that waits, from which on all of the mailbox wait."""
    clocks.start(
        first, [SET_APART_MAIL], by=None, at=at, about=first.mailbox, since=first.received_at,
        team=triage_team(None), harm=BAND_RANK["medium"],
    )  # fmt: skip


def _alarm(box: Mailbox, *, at: datetime) -> None:
    """Once it has failed for some time a person has it to do."""
    if box.failing_since is None:
        clocks.stop(box, MAILBOX_DOWN.code, by=None, at=at)
    elif at - box.failing_since >= ALARM_AFTER and not is_running(box, MAILBOX_DOWN.code):
        clocks.start(
            box, [MAILBOX_DOWN], by=None, at=at, owner=queries.who_sees_to_mail(),
            team=triage_team(None), harm=BAND_RANK["medium"], note=DOWN_NOTE,
        )  # fmt: skip
