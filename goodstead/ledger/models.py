"""The ledger: what happened, who did it, to which record; and who looked. Rows are never changed."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import models

from . import chain, verbs


def key_of(record: models.Model) -> str:
    """How the ledger names a record: ``cases.case:12``."""
    return f"{record._meta.label_lower}:{record.pk}"


class Entry(models.Model):
    """One thing that happened in one file. ``file`` is the record whose story this is part of.

    ``by`` is empty when the public or the service itself did it. ``states_json`` holds a digest of
    the subject and of every other record that changed, as it stood in the database afterwards.
    ``saw_id`` and ``saw_hash`` name the newest entry of the whole ledger at the time of writing:
    each file witnesses the others, so an entry that somebody has seen cannot vanish unnoticed.
    """

    file = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verb = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    facts_json = models.TextField(default="{}")
    states_json = models.TextField(default="{}")
    saw_id = models.BigIntegerField(null=True)
    saw_hash = models.CharField(max_length=64, default="")
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "sequence"], name="ledger_sequence_once")
        ]
        indexes = [
            models.Index(fields=["verb", "id"], name="ledger_by_verb"),
            models.Index(fields=["subject", "id"], name="ledger_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.file} {self.sequence} {self.verb}"

    @property
    def facts(self) -> dict[str, Any]:
        """What the writer noted beside the verb."""
        found: dict[str, Any] = json.loads(self.facts_json)
        return found

    @property
    def states(self) -> dict[str, str | None]:
        """Digest of each record after the change, by key; None when it was deleted."""
        found: dict[str, str | None] = json.loads(self.states_json)
        return found

    @property
    def sentence(self) -> str:
        """What happened, in words, as plain text."""
        return verbs.sentence(self)

    @property
    def kind(self) -> str:
        """The group that the timeline's filter puts this in."""
        return verbs.kind(self.verb)

    @property
    def icon(self) -> str:
        return verbs.told(self.verb).icon

    @property
    def who(self) -> str:
        """Who did it, by name; or that the public or the service did."""
        return str(self.by) if self.by_id else verbs.told(self.verb).nobody

    def content(self) -> tuple[Any, ...]:
        """All that the entry says, in the form in which it is hashed."""
        return (
            self.file,
            self.sequence,
            chain.moment(self.at),
            self.by_id,
            self.verb,
            self.subject,
            self.facts_json,
            self.states_json,
            self.saw_id,
            self.saw_hash,
        )


class Head(models.Model):
    """Where a file ends. Its row is the lock that hands out the next sequence of the file."""

    file = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file"], name="ledger_head_once")]

    def __str__(self) -> str:
        return f"{self.file} ends at {self.sequence}"


class Shape(models.Model):
    """Which columns of a model a digest covers. The code is the hash of the rest of the row.

    A digest stays checkable after a column was added, because its shape says what it was over.
    """

    code = models.CharField(max_length=16)
    model = models.CharField(max_length=80)
    columns_json = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="ledger_shape_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.code}"


class Viewing(models.Model):
    """Somebody was shown a record. ``by`` is empty for the public, who follow a link of their own."""

    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    page = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "at"], name="ledger_viewed"),
            models.Index(fields=["by", "at"], name="ledger_viewer"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} on {self.page}"


class Checkpoint(models.Model):
    """A file outside the database that says where every file of the ledger ended on a day."""

    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    name = models.CharField(max_length=120)
    heads = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number"], name="ledger_checkpoint_once")]

    def __str__(self) -> str:
        return f"Checkpoint {self.number}"


class Followed(models.Model):
    """A follower has dealt with an entry. Unique, so that it happens once."""

    follower = models.CharField(max_length=80)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="followed")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "entry"], name="ledger_followed_once")
        ]

    def __str__(self) -> str:
        return f"{self.follower} {self.entry_id}"


class Stumble(models.Model):
    """A follower has failed on an entry and will try again. Gone when it succeeds.

    ``error`` is the kind of error and where it arose, never its message, which may hold a name.
    """

    follower = models.CharField(max_length=80)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    attempts = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    error = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "entry"], name="ledger_stumble_once")
        ]

    def __str__(self) -> str:
        return f"{self.follower} {self.entry_id}: {self.error}"


class Mark(models.Model):
    """How far a follower is done for good, so that its cost does not grow with history.

    Every entry up to ``done_id`` is dealt with and no older one can still appear. ``next_id`` was
    the newest entry at ``noted_at``; a day later no transaction of that time can still be open.
    """

    follower = models.CharField(max_length=80)
    done_id = models.BigIntegerField(default=0)
    next_id = models.BigIntegerField(default=0)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower"], name="ledger_mark_once")]

    def __str__(self) -> str:
        return f"{self.follower} is done up to {self.done_id}"
