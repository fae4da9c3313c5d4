"""Emails that came: kept whole, made into reports, or set apart and named."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from goodstead.access.models import User
from goodstead.access.permissions import NotNow
from goodstead.correspondence.definitions.incoming import LARGEST_MAIL, SET_APART
from goodstead.correspondence.incoming import Mail
from goodstead.evidence import actions as evidence
from goodstead.evidence import antivirus, store
from goodstead.evidence.models import StoredFile
from goodstead.intake import actions as intake
from goodstead.intake.models import Report
from goodstead.ledger import actions as ledger
from goodstead.ledger.models import key_of

from .. import matching, rules
from ..incident_log import category_of
from ..models import InboundMail, Mailbox
from .mail_dates import _alarm, _settle, _wake

ORIGINAL = "original email.txt"  # as text: no mail program opens it and fetches what is in it


@transaction.atomic
def note_mailbox(
    *, by: User | None, at: datetime, name: str, validity: int = 0, failure: str = "",
    trying: int = 0,
) -> Mailbox:  # fmt: skip
    """That the mailbox was opened, or why not. The ledger hears of it when that changes.

    When the server has begun its numbers anew (another ``validity``) it is read from the start;
    what came before is known again. ``trying`` is the letter at which the connection broke.
    That it could be opened ends no failure: what is in it may still not come through.
    """
    rules.require_is_the_service(by)
    box, is_new = Mailbox.objects.select_for_update().get_or_create(name=name)
    before = (box.failure, box.validity)
    box.last_tried_at = at
    if failure:
        box.failure, box.failing_since = failure[:200], box.failing_since or at
        box.tries = box.tries + 1 if trying and trying == box.trying_uid else int(bool(trying))
        box.trying_uid = trying
    elif box.validity != validity:
        box.validity, box.last_uid = validity, 0
    box.save()
    if failure:
        _alarm(box, at=at)
    if is_new or before != (box.failure, box.validity):
        verb = "exchange.mailbox_failing" if failure else "exchange.mailbox_read"
        ledger.record(by, verb, box, at=at)
    return box


@transaction.atomic
def note_mail_read(*, by: User | None, at: datetime, mailbox: Mailbox) -> Mailbox:
    """That what lay in the mailbox came through. Only this ends a failure, and its alarm."""
    rules.require_is_the_service(by)
    box = Mailbox.objects.lock(mailbox)
    failed = bool(box.failure or box.failing_since)
    box.last_read_at, box.failure, box.failing_since = at, "", None
    box.save(update_fields=["last_read_at", "failure", "failing_since"])
    _alarm(box, at=at)
    if failed:
        ledger.record(by, "exchange.mailbox_read", box, at=at)
    return box


@transaction.atomic
def receive_mail(
    *, by: User | None, at: datetime, mailbox: Mailbox, uid: int, raw: bytes, mail: Mail
) -> InboundMail:
    """Keep one email: the original sealed, its files beside it, and a report of what it says.

    The same letter again returns what is here. A machine's email, and one that came before, is set
    apart. A reply with a known reference goes to its open case.
    """
    rules.require_is_the_service(by)
    box = Mailbox.objects.lock(mailbox)
    known = InboundMail.objects.filter(mailbox=box, validity=box.validity, uid=uid).first()
    if known is not None:
        return known
    apart = mail.apart or _came_before(mail)
    letter = InboundMail.objects.create(
        mailbox=box, validity=box.validity, uid=uid, message_id=mail.message_id,
        same_as=mail.same_as, sender=f"{mail.sender_name} <{mail.sender}>".strip(),
        subject=mail.subject, sent_at=mail.sent_at, received_at=at, apart=apart,
        why=SET_APART.get(apart, ""),
    )  # fmt: skip
    _seal(letter, raw, at=at)
    report = None if apart else _made(letter, mail, at=at)
    _pass(box, uid)
    if apart:
        _wake(letter, at=at)
    verb = "exchange.mail_set_apart" if apart else "exchange.mail_received"
    ledger.record(
        by, verb, letter, at=at, about=report or letter, changed=[box],
        why=letter.why, reference=report.reference if report else "",
    )  # fmt: skip
    return letter


def _came_before(mail: Mail) -> str:
    """Only what became a report came before: nobody may have looked at one that was set apart."""
    before = InboundMail.objects.filter(same_as=mail.same_as).exclude(report=None)
    return "again" if before.exists() else ""


def _pass(box: Mailbox, uid: int) -> None:
    box.last_uid = max(box.last_uid, uid)
    box.save(update_fields=["last_uid"])


@transaction.atomic
def set_mail_apart(
    *, by: User | None, at: datetime, mailbox: Mailbox, uid: int, why: str, raw: bytes = b""
) -> InboundMail:
    """A letter that could not be read: named, kept as it came where we have it, and passed by."""
    rules.require_is_the_service(by)
    box = Mailbox.objects.lock(mailbox)
    letter, is_new = InboundMail.objects.get_or_create(
        mailbox=box, validity=box.validity, uid=uid,
        defaults={"received_at": at, "apart": "failed", "why": why[:300]},
    )  # fmt: skip
    if is_new:
        if raw:
            _seal(letter, raw, at=at)
        _pass(box, uid)
        _wake(letter, at=at)
        ledger.record(by, "exchange.mail_set_apart", letter, at=at, changed=[box], why=letter.why)
    return letter


@transaction.atomic
def take_up_mail(*, by: User | None, at: datetime, letter: InboundMail, mail: Mail) -> Report:
    """Somebody looked at an email that was set apart: it is a person's, and becomes a report.

    The mailbox is locked before the letter, as by whoever sets one apart: while it is decided
    whether one still waits, no other comes that would go without a date.
    """
    rules.require_can_take_in(by)
    box = Mailbox.objects.lock(letter.mailbox)
    letter = InboundMail.objects.select_for_update().get(pk=letter.pk)
    rules.require_set_apart(letter)
    report = _made(letter, mail, at=at)
    ledger.record(
        by, "exchange.mail_taken_up", letter, at=at, about=report, reference=report.reference
    )
    _settle(box, by=by, at=at)
    return report


def _seal(letter: InboundMail, raw: bytes, *, at: datetime) -> None:
    """The email as it came, byte for byte. It is text to whoever opens it, whatever is in it.

    Like every file nobody is handed it before the worker has asked the antivirus, where there is one.
    """
    written = store.write([raw], folder="originals", limit=LARGEST_MAIL)
    file = StoredFile.objects.create(
        about=key_of(letter), original_name=ORIGINAL, kind="text", size=written.size,
        sha256=written.sha256, stored_as=written.name, state="received",
        checked="waiting" if antivirus.configured() else "not_checked", received_at=at,
    )  # fmt: skip
    ledger.record(
        None, "evidence.file_received", file, at=at, about=letter, kind="email",
        kilobytes=-(-written.size // 1024), sha256=written.sha256,
    )  # fmt: skip


def _made(letter: InboundMail, mail: Mail, *, at: datetime) -> Report:
    """A report with the files that we take. Those that we do not are named in it."""
    refused = _keep_files(letter, mail, at=at)
    found = matching.match_mail(mail)
    report, _ = intake.submit_report(
        by=None, at=at, channel="email", closed=matching.mail_is_closed(mail),
        submission_key=hashlib.sha256(f"mail {letter.pk} {letter.same_as}".encode()).hexdigest(),
        answers={
            "category": category_of("", f"{mail.subject}\n{mail.text}", {}),
            "description": _story(mail, found, refused), "may_contact": "no", "follow": "no",
        },
    )  # fmt: skip
    intake.take_files(by=None, at=at, source=letter, report=report)
    if found and found.case:
        try:
            with transaction.atomic():
                intake.attach_to_case(
                    by=None, at=at, report=report, case=found.case, reason=found.why
                )
        except NotNow:
            pass  # then it stays in the inbox, with its date
    letter.report = report
    letter.save(update_fields=["report"])
    return report


def _keep_files(letter: InboundMail, mail: Mail, *, at: datetime) -> list[str]:
    refused = []
    for one in mail.attachments:
        try:
            with transaction.atomic():
                upload = ContentFile(one.content, name=one.name)
                evidence.store_file(by=None, at=at, upload=upload, about=letter)
        except NotNow as reason:
            refused.append(str(reason))
    return refused


def _story(mail: Mail, found: matching.Match | None, refused: list[str]) -> str:
    """What staff read. Who wrote is text: that they wrote does not say that we may write back."""
    name = f"{mail.sender_name} <{mail.sender}>" if mail.sender_name else mail.sender
    sent = f", {mail.sent_at:%-d %B %Y at %H:%M}" if mail.sent_at else ""
    head = f"Email from {name or 'an unknown address'}{sent}\nSubject: {mail.subject or 'none'}"
    if found and found.report:
        head += f"\nAbout report {found.report.reference}, which waits for a decision too."
    blocks = [head, mail.text or "There are no words in it."]
    if mail.cut:
        blocks.append("It was longer. The whole is in the original email.")
    if mail.more_parts:
        blocks.append("It had more files or parts than are taken. All are in the original email.")
    if refused:
        blocks.append("Not kept as files of their own:\n" + "\n".join(refused))
    return "\n\n".join(blocks)
