"""What pages and the worker read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import Upper
from django.db.models.lookups import Exact

from goodstead.access.models import User

from . import rules
from .addresses import email_key, phone_key
from .definitions.contact import CHANNEL_NAMES, FIELD_NAMES, MAYS, Channel, in_words
from .definitions.delivery import ANSWERS_WITHIN, MOST_ANSWERS, STUCK_AFTER, Held, State
from .definitions.templates import TEMPLATES
from .models import (
    Message,
    MessageQuerySet,
    SafeContact,
    SafeContactQuerySet,
    SafeContactVersion,
)


@dataclass(frozen=True)
class Stuck:
    """How long the oldest waiting message has waited, and whether that is an alarm."""

    waiting: timedelta | None
    alarm: bool

    @property
    def words(self) -> str:
        if self.waiting is None:
            return "No message is waiting."
        minutes = int(self.waiting.total_seconds() // 60)
        age = f"The oldest message has waited {minutes} minute{'' if minutes == 1 else 's'}."
        return f"{age} Check the mail server and the background worker." if self.alarm else age


def stuck(at: datetime) -> Stuck:
    """The age of the oldest message that should have left by now."""
    oldest = Message.objects.filter(state=State.QUEUED).order_by("queued_at").first()
    if oldest is None:
        return Stuck(None, alarm=False)
    waiting = max(at - oldest.queued_at, timedelta(0))
    return Stuck(waiting, alarm=waiting > STUCK_AFTER)


def outbox(user: User, *, files: Sequence[models.QuerySet[Any]]) -> MessageQuerySet:
    """The messages in those of ``files`` that this person may see, newest first."""
    seen = Message.objects.visible_to(user, files=files)
    return seen.select_related("to").order_by("-queued_at", "-id")


def contacts_like(contact: SafeContact, *, limit: int = 50) -> list[int]:
    """The ids of other contacts with the same email or telephone, newest first. Index probes only.

    For staff who look for earlier reports by the same person. Two people may share a telephone:
    this is a hint for a person to weigh, never proof.
    """
    found: set[int] = set()
    others = SafeContact.objects.exclude(pk=contact.pk).order_by("-id").values_list("pk", flat=True)
    if contact.email_key:
        found |= set(others.filter(email_key=contact.email_key)[:limit])
    if contact.phone_key:
        found |= set(others.filter(phone_key=contact.phone_key)[:limit])
    return sorted(found, reverse=True)[:limit]


def contacts_with(*, email: str = "", telephone: str = "", limit: int = 50) -> list[int]:
    """The ids of contacts with this email or telephone, however written. Staff only, as above."""
    asked = SafeContact(email_key=email_key(email), phone_key=phone_key(telephone))
    return contacts_like(asked, limit=limit)


def is_shared(contact: SafeContact, channel: Channel) -> bool:
    """Whether another contact that staff know has, or ever had, the same address for this channel.

    Whoever had it may still read what comes there. One that only the public form made does not
    count: anybody can type anybody's address there, and must neither learn from our messages whose
    it is nor stop those of the person. It counts from when staff write it down, change it, or write
    to it.
    """
    if channel == Channel.EMAIL:
        key, where, before = (
            contact.email_key,
            "email_key",
            Exact(Upper("email"), Upper(Value(contact.email))),
        )
    elif channel == Channel.TEXT:
        key, where, before = (
            contact.phone_key,
            "phone_key",
            Exact(F("telephone"), Value(contact.telephone)),
        )
    else:
        return False
    others = _known_to_staff(SafeContact.objects.exclude(pk=contact.pk))
    if not key or others.filter(**{where: key}).exists():
        return bool(key)
    had = SafeContactVersion.objects.exclude(contact=contact).filter(before)
    return others.filter(pk__in=list(had.values_list("contact", flat=True))).exists()


def _known_to_staff(contacts: SafeContactQuerySet) -> SafeContactQuerySet:
    kept = SafeContactVersion.objects.filter(contact=OuterRef("pk"), by__isnull=False)
    written = Message.objects.filter(to=OuterRef("pk"), queued_by__isnull=False)
    return contacts.filter(Exists(kept) | Exists(written))


def looked_at_too_early(
    contact: SafeContact, *, wrote: SafeContactVersion | Message
) -> list[Message]:
    """What waits to go to somebody else, and was released before this contact shared the address.

    ``wrote`` is what was written of this contact a moment ago. Only what it makes new counts: staff
    know of them from now on, with every address that they ever had; or they came to an address.
    Whoever released a message before that could not weigh it, and whoever releases it after that
    did. No times are compared, because a clock may be set back.

    Each is locked, after its contact, until the transaction ends. What has left or was decided
    meanwhile is not among them.
    """
    waiting = Message.objects.filter(state=State.QUEUED, approved=True).exclude(to=contact)
    seen = list(waiting.select_related("to").order_by("about", "id"))
    addresses = _new_addresses(contact, wrote) if seen else set()
    locked = [
        Message.objects.lock_with_contact(message)
        for message in seen
        if message.to.email_key in addresses
    ]
    return [
        message
        for to, message in locked
        if message.state == State.QUEUED
        and message.approved
        and to.email_key in addresses
        and _must_stay_private(to, message)
    ]


def _new_addresses(contact: SafeContact, wrote: SafeContactVersion | Message) -> set[str]:
    """The addresses of this contact that staff did not know to be theirs before ``wrote``."""
    versions, written = contact.versions.all(), contact.messages.all()
    if isinstance(wrote, SafeContactVersion):
        by, versions = wrote.by_id, versions.exclude(pk=wrote.pk)
    else:
        by, written = wrote.queued_by_id, written.exclude(pk=wrote.pk)
    known = versions.filter(by__isnull=False).exists()
    if not known and not written.filter(queued_by__isnull=False).exists():
        had = [*versions.values_list("email", flat=True), contact.email] if by else []
        return {email_key(email) for email in had} - {""}
    if not isinstance(wrote, SafeContactVersion):
        return set()
    before = versions.order_by("-version").values_list("email", flat=True).first()
    return {contact.email_key} - {"", email_key(before or "")}


def _must_stay_private(contact: SafeContact, message: Message) -> bool:
    """Whether it matters who else reads this: now, or because the file may be restricted once more.

    What was released in the plain form is held then in any case; the neutral form would leave.
    """
    private = is_private(contact, message)
    neutral = (message.subject, message.body) == words_of(message, neutral=True)
    return (private or neutral) and not _answers_sender(message)


def answered_often(contact: SafeContact, at: datetime) -> bool:
    """Whether this mailbox has had as many answers today as the public form may cause.

    All that its reader could learn from the next one is how many they were sent.
    """
    answers = [template.code for template in TEMPLATES.values() if template.answers]
    lately = Message.objects.exclude(state=State.HELD).filter(
        to__email_key=contact.email_key,
        template__in=answers,
        queued_by=None,
        queued_at__gt=at - ANSWERS_WITHIN,
    )
    return lately[:MOST_ANSWERS].count() >= MOST_ANSWERS


def version_of(contact: SafeContact, version: int) -> SafeContactVersion:
    """The details as they were."""
    return SafeContactVersion.objects.get(contact=contact, version=version)


@dataclass(frozen=True)
class Change:
    """One change of how a person may be reached: when, by whom, and what it said then."""

    at: datetime
    by: User | None
    lines: tuple[str, ...]


def history(contact: SafeContact) -> list[Change]:
    """Every change of these details, the newest first. For those who see the person's file."""
    found: list[Change] = []
    before: SafeContactVersion | None = None
    for version in contact.versions.select_related("by").order_by("version"):
        found.append(Change(version.at, version.by, _told(before, version)))
        before = version
    return found[::-1]


def _told(before: SafeContactVersion | None, now: SafeContactVersion) -> tuple[str, ...]:
    """The fields that changed, in words; of the first version those that say something."""
    told = []
    for name, label in FIELD_NAMES.items():
        new, old = getattr(now, name), getattr(before, name) if before else None
        if before is None and (new or new is False and name in MAYS):
            told.append(f"{label}: {in_words(new)}")
        elif before is not None and new != old:
            told.append(f"{label}: {in_words(new)} (before: {in_words(old)})")
    return tuple(told)


def has_held(contact: SafeContact) -> bool:
    """Whether a message to this person waits for somebody to decide."""
    return Message.objects.filter(to=contact, state=State.HELD).exists()


def why_held(contact: SafeContact, message: Message) -> Held | None:
    """Why this message may not leave now; ``None`` when it may. Both are locked by the caller."""
    private, template = is_private(contact, message), TEMPLATES[message.template]
    asked = private and not _answers_sender(message)
    return rules.held_because(
        contact,
        message,
        template,
        shared=asked and is_shared(contact, Channel(message.channel)),
        private=private,
        neutral=private and (message.subject, message.body) == words_of(message, neutral=True),
    )


def _answers_sender(message: Message) -> bool:
    """Whether it goes back to where a report just came from: they know already that it was made."""
    return TEMPLATES[message.template].answers and message.queued_by_id is None


def is_private(contact: SafeContact, message: Message) -> bool:
    """Whether the words must give nothing away: the person is in danger, or the file is restricted.

    Asked of what is stored at this moment, so it does not matter whether the file was restricted
    before the message was written or after.
    """
    return contact.flagged or is_restricted(file_of(message))


def is_restricted(record: models.Model) -> bool:
    """A file says itself whether it is restricted; a record that belongs to a case, as its case."""
    case = getattr(record, "case", None)
    return bool(getattr(record, "restricted", False) or getattr(case, "restricted", False))


def words_of(message: Message, *, neutral: bool) -> tuple[str, str]:
    """Subject and body of a message that has not left, in one form or the other."""
    council = {"council": settings.COUNCIL["name"], "telephone": settings.COUNCIL["telephone"]}
    return TEMPLATES[message.template].render({**message.variables, **council}, neutral=neutral)


def file_of(message: Message) -> models.Model:
    """The record in whose story this message stands; the message itself if that one is gone."""
    label, _, pk = message.about.partition(":")
    found: models.Model | None = apps.get_model(label)._base_manager.filter(pk=pk).first()
    return found or message


def facts_of(message: Message) -> dict[str, Any]:
    """What the ledger notes: what for, by which way, and why not. Never to where or in which words."""
    facts = {"purpose": message.purpose, "channel": CHANNEL_NAMES[Channel(message.channel)]}
    return facts | {"reason": message.reason} if message.reason else facts
