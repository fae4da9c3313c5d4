"""The mailbox, how far it was read, and each email that came, once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goodstead.access.models import User
from goodstead.access.permissions import Permission, can
from goodstead.correspondence.definitions.incoming import SET_APART
from goodstead.intake.models import Report


class MailboxQuerySet(models.QuerySet["Mailbox"]):
    def lock(self, mailbox: Mailbox) -> Mailbox:
        return self.select_for_update().get(pk=mailbox.pk)


class Mailbox(models.Model):
    """A mailbox that is read. ``name`` is its user, server and folder, without the password.

    Every letter up to ``last_uid`` has been dealt with, as long as the server keeps ``validity``.
    ``trying_uid`` is the letter at which the connection broke, and ``tries`` how often in a row.
    """

    name = models.CharField(max_length=200, unique=True)
    validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    trying_uid = models.BigIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    last_tried_at = models.DateTimeField(null=True)
    last_read_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True)
    failing_since = models.DateTimeField(null=True)

    # That it was looked at once more is no event.
    ledger_ignores: ClassVar[frozenset[str]] = frozenset(
        {"last_uid", "trying_uid", "tries", "last_tried_at", "last_read_at"}
    )

    objects: ClassVar[MailboxQuerySet] = MailboxQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name


class InboundMailQuerySet(models.QuerySet["InboundMail"]):
    def visible_to(self, user: User) -> InboundMailQuerySet:
        """Who may read everything that comes in from others. What became a report opens by that."""
        return self.all() if can(user, Permission.LOG_IMPORT) else self.none()

    def set_apart(self) -> InboundMailQuerySet:
        """Those of which no report was made."""
        return self.exclude(apart="").filter(report=None)


class InboundMail(models.Model):
    """One email that came. The original is sealed as evidence beside the report, or beside this.

    ``apart`` says why no report was made of it; ``why`` the same in more words. ``same_as`` is equal
    for the same email, whichever way and however often it came.
    """

    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="letters")
    validity = models.BigIntegerField()
    uid = models.BigIntegerField()
    message_id = models.CharField(max_length=250, blank=True)
    same_as = models.CharField(max_length=64, blank=True, db_index=True)
    sender = models.CharField(max_length=400, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    apart = models.CharField(max_length=10, choices=list(SET_APART.items()), blank=True)
    why = models.CharField(max_length=300, blank=True)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[InboundMailQuerySet] = InboundMailQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mailbox", "validity", "uid"], name="exchange_letter_once"
            )
        ]
        indexes = [models.Index(fields=["-received_at", "-id"], name="exchange_newest_mail")]

    def __str__(self) -> str:
        return f"Email {self.pk}"
