"""How a person may be reached, with its history; and messages on their way."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from goodstead.access.models import User
from goodstead.access.permissions import Permission, can
from goodstead.ledger.named import among, number_in

from .definitions.contact import LENGTHS, MAYS, Channel
from .definitions.delivery import HELD_BECAUSE, LONGEST_REASON, STATE_NAMES, Held, State
from .definitions.templates import TEMPLATES, hide_links


class ContactDetails(models.Model):
    """The fields that a contact and each of its versions share."""

    email = models.CharField(max_length=LENGTHS["email"], blank=True)
    telephone = models.CharField(max_length=LENGTHS["telephone"], blank=True)
    address = models.TextField(blank=True)
    may_email = models.BooleanField(null=True)
    may_text = models.BooleanField(null=True)
    may_phone = models.BooleanField(null=True)
    may_voicemail = models.BooleanField(null=True)
    may_post = models.BooleanField(null=True)
    safe_times = models.TextField(blank=True)
    who_must_not_know = models.TextField(blank=True)
    interpreter = models.CharField(max_length=LENGTHS["interpreter"], blank=True)
    format_needed = models.CharField(max_length=LENGTHS["format_needed"], blank=True)
    code_word = models.CharField(max_length=LENGTHS["code_word"], blank=True)
    flagged = models.BooleanField(default=False)

    class Meta:
        abstract = True


class SafeContactQuerySet(models.QuerySet["SafeContact"]):
    def lock(self, contact: SafeContact) -> SafeContact:
        """The same contact, read again and locked until the transaction ends."""
        return self.select_for_update().get(pk=contact.pk)

    def visible_to(self, user: User) -> SafeContactQuerySet:
        """Nobody lists contacts. They are reached through the report or case that names them."""
        return self.none()


class SafeContact(ContactDetails):
    """How one person may be reached. Not known (``None``) means no, on every channel.

    One row per person, never per household: two people in one home each have their own rules.
    The keys are the comparable forms, kept by the actions; equal keys do not prove one person.
    """

    email_key = models.CharField(max_length=254, blank=True, db_index=True)
    phone_key = models.CharField(max_length=20, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)
    # Somebody asked that they be reached in another way, and nobody has checked that it was them.
    doubted = models.BooleanField(default=False, db_default=False)

    objects: ClassVar[SafeContactQuerySet] = SafeContactQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return f"Contact {self.pk}"  # an address in a title or log is a leak

    @property
    def do_not_contact(self) -> bool:
        """Whether the person said no to every way."""
        return all(getattr(self, name) is False for name in MAYS)

    @property
    def ways(self) -> list[str]:
        """In words, how we may reach this person: for staff to read before they act."""
        found = [
            ("email", self.may_email, self.email),
            ("text", self.may_text, self.telephone),
            ("telephone", self.may_phone, self.telephone),
            ("voicemail", self.may_voicemail, self.telephone),
            ("letter", self.may_post, self.address),
        ]
        return [way for way, may, where in found if may and where]


class SafeContactVersion(ContactDetails):
    """What the details were from ``at`` on. Appended, never changed."""

    contact = models.ForeignKey(SafeContact, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "version"], name="correspondence_version_once"
            )
        ]
        indexes = [  # who had an address before is asked for each message
            models.Index(Upper("email"), name="correspondence_had_email"),
            models.Index(fields=["telephone"], name="correspondence_had_telephone"),
        ]

    def __str__(self) -> str:
        return f"Contact {self.contact_id} version {self.version}"


class MessageQuerySet(models.QuerySet["Message"]):
    def lock(self, message: Message) -> Message:
        """The same message, read again and locked until the transaction ends."""
        return self.select_for_update().get(pk=message.pk)

    def lock_with_contact(self, message: Message) -> tuple[SafeContact, Message]:
        """The contact first, then the message: one order everywhere, so nobody waits in a circle."""
        contact = SafeContact.objects.select_for_update().get(pk=message.to_id)
        return contact, self.lock(message)

    def visible_to(
        self, user: User, *, files: Sequence[models.QuerySet[Any]] = ()
    ) -> MessageQuerySet:
        """The outbox, for posts that may see it; flagged people only for the restricted posts.

        A message is as closed as the file that it stands in. This app does not know the files of
        others, so the caller names them: ``files`` are querysets that came through their own
        ``visible_to``. Without them nothing is shown.
        """
        if not can(user, Permission.MESSAGE_VIEW):
            return self.none()
        seen = Q(pk__in=[])
        numbered = self
        for number, found in enumerate(files):
            name = f"file_{number}"
            numbered = numbered.alias(**{name: number_in(found.model)})
            seen |= among(found, name)
        open_ones = Q() if can(user, Permission.RESTRICTED_VIEW) else Q(to__flagged=False)
        return numbered.filter(seen & open_ones)

    def about(self, key: str) -> MessageQuerySet:
        """Messages of one file, by its ledger key. The caller has checked who may see the file."""
        return self.filter(about=key)

    def due(self, at: datetime) -> MessageQuerySet:
        """What the worker may try now, oldest turn first."""
        return self.filter(state=State.QUEUED, next_try_at__lte=at).order_by("next_try_at", "id")


class Message(models.Model):
    """One message to one person by one channel, in the words that were chosen when it was queued."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    to = models.ForeignKey(SafeContact, on_delete=models.PROTECT, related_name="messages")
    contact_version = models.PositiveIntegerField()
    channel = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Channel])
    template = models.CharField(max_length=40)
    variables_json = models.TextField(default="{}")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    about = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=[(s.value, STATE_NAMES[s]) for s in State])
    held_because = models.CharField(max_length=20, blank=True)
    approved = models.BooleanField(default=False)  # a person looked and released it
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    last_error = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)
    queued_at = models.DateTimeField()
    queued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[MessageQuerySet] = MessageQuerySet.as_manager()  # type: ignore[assignment]

    # Trying again is not a change to what was said to whom.
    ledger_ignores: ClassVar[frozenset[str]] = frozenset({"attempts", "next_try_at", "last_error"})

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_try_at", "id"], name="correspondence_due"),
            models.Index(fields=["state", "queued_at"], name="correspondence_age"),
            models.Index(fields=["-queued_at", "-id"], name="correspondence_newest"),
            models.Index(fields=["about", "id"], name="correspondence_about"),
            models.Index(fields=["to", "state"], name="correspondence_of_contact"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} ({self.state_name.lower()})"

    @property
    def purpose(self) -> str:
        """What the message is for, in a few words."""
        return TEMPLATES[self.template].purpose

    @property
    def state_name(self) -> str:
        return STATE_NAMES[State(self.state)]

    @property
    def reason(self) -> str:
        """Why it was not sent, as a sentence; empty when nothing is wrong."""
        if self.state == State.HELD and self.held_because:
            return HELD_BECAUSE[Held(self.held_because)]
        return self.last_error if self.state in {State.QUEUED, State.FAILED} else ""

    @property
    def waits_for_decision(self) -> bool:
        """Whether a person must release or cancel it."""
        return self.state in {State.HELD, State.FAILED}

    @property
    def variables(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.variables_json)
        return found

    @property
    def body_for_staff(self) -> str:
        """The words, without the personal link: staff must not be able to answer as the person.

        In the demonstration nothing is mailed, so the link is shown.
        """
        return self.body if self.state == State.SHOWN else hide_links(self.body, self.variables)


class Decision(models.Model):
    """A person released or cancelled a message, and why. Appended, never changed."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="decisions")
    released = models.BooleanField()
    reason = models.CharField(max_length=LONGEST_REASON)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{'Released' if self.released else 'Cancelled'}: message {self.message_id}"
