"""Files given with a report: what they are, their seal, and the copy that is safe to look at."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from goodstead.access.models import User

from .definitions.kinds import KINDS, Kind

STATES = {
    "received": "Being made ready to view",
    "clean": "Ready",
    "quarantined": "Cannot be shown safely",
    "withdrawn": "Taken back",
}


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, user: User) -> StoredFileQuerySet:
        """Nobody lists files. They are reached through the report or case that they are about."""
        return self.none()

    def about(self, key: str) -> StoredFileQuerySet:
        """The files of one record, by its ledger key, oldest first.

        The caller has found that record with its own ``visible_to``.
        """
        return self.filter(about=key).exclude(state="withdrawn").order_by("id")

    def lock(self, file: StoredFile) -> StoredFile:
        """The same row, read again and locked until the transaction ends."""
        return self.select_for_update().get(pk=file.pk)


class StoredFile(models.Model):
    """One file, written once and sealed. ``stored_as`` and ``copy_as`` are random names on disk.

    ``original_name`` is what the person called it, cleaned; it is shown, and never used as a path.
    """

    about = models.CharField(max_length=80)
    original_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=[(k.code, k.name) for k in KINDS.values()])
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80, unique=True)
    copy_as = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=12, choices=list(STATES.items()))
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[StoredFileQuerySet] = StoredFileQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["about", "id"], name="evidence_about"),
            models.Index(fields=["state", "id"], name="evidence_state"),
            models.Index(fields=["copy_as"], name="evidence_copy"),
            models.Index(fields=["received_by", "received_at"], name="evidence_lately"),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def what(self) -> Kind:
        return KINDS[self.kind]

    @property
    def safe_name(self) -> str:
        """The name under which it is handed out: ours, so nothing in it can mislead."""
        return f"file-{self.pk}.{self.what.extension}"
