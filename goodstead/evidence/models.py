"""Files given with a report: what they are, their seal, and the copy that is safe to look at."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext

from goodstead.access.models import User

from .definitions.kinds import KINDS, Kind

STATES = {
    "received": "Being checked",
    "clean": "Ready",
    "quarantined": "Cannot be shown safely",
    "infected": "Has a virus",
    "withdrawn": "Taken back",
}
CHECKS = {
    "waiting": "Waits for the virus check",
    "clean": "No virus found",
    "infected": "Virus found",
    "not_checked": "Not checked for viruses",
}


_WAITS = {
    True: "Being checked for viruses. Nobody can open it before that is done.",
    False: "Being made ready. This takes a minute.",
}
_SHOWN = {
    "quarantined": "It cannot be shown: it may be damaged, or be something else than it says.",
}


def _without_copy(kind: Kind) -> str:
    if kind.picture:
        return "It cannot be shown here. The original may say where it was made."
    if kind.ffmpeg:
        return "There is only the original. It may say where it was made."
    return ""


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
    checked = models.CharField(max_length=12, choices=list(CHECKS.items()), default="not_checked")
    checked_at = models.DateTimeField(null=True)
    found = models.CharField(max_length=80, blank=True)  # what the antivirus calls it
    has_place = models.BooleanField(default=False)  # the original says where it was made
    tries = models.PositiveSmallIntegerField(default=0)  # checks that came to nothing
    try_after = models.DateTimeField(null=True)
    # Of a sound: how loud in equal parts (0 to 1,000 of what the file can hold), and how long.
    peaks = models.JSONField(default=list)
    seconds = models.FloatField(null=True)
    overdue_at = models.DateTimeField(null=True)  # when it was alarmed that it waits too long
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[StoredFileQuerySet] = StoredFileQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["about", "id"], name="evidence_about"),
            models.Index(fields=["state", "tries", "id"], name="evidence_waiting"),
            models.Index(fields=["checked", "tries", "id"], name="evidence_checked"),
            models.Index(fields=["copy_as"], name="evidence_copy"),
            models.Index(fields=["received_by", "received_at"], name="evidence_lately"),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def what(self) -> Kind:
        return KINDS[self.kind]

    @property
    def told(self) -> str:
        """What became of it, in whole sentences for staff."""
        if self.state == "received":
            return _WAITS[self.checked == "waiting"]
        if self.state == "infected":
            return f"A virus was found in it ({self.found}). It stays sealed. Nobody can open it."
        shown = _SHOWN.get(self.state, "" if self.copy_as else _without_copy(self.what))
        return f"{shown} {self.get_checked_display()}.".strip()

    @property
    def pictured(self) -> bool:
        """Whether there is a picture to show."""
        return bool(self.copy_as) and self.state == "clean" and self.what.picture

    @property
    def playable(self) -> bool:
        """Whether there is a copy that staff may listen to in the page."""
        return bool(self.copy_as) and self.state == "clean" and self.what.sounds

    @property
    def short(self) -> str:
        """For the person who sends it: what it is, and that it had better be taken back."""
        if self.state == "infected":
            said = gettext("{kind}. A virus was found in it: take it back, please")
            return said.format(kind=gettext(self.what.name))
        return gettext(self.what.name)

    @property
    def may_leave(self) -> bool:
        """Whether the original may be handed out at all: never before it was checked."""
        return self.state in {"clean", "quarantined"}

    @property
    def safe_name(self) -> str:
        """The name under which it is handed out: ours, so nothing in it can mislead."""
        return f"file-{self.pk}.{self.what.extension}"
