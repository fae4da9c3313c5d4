"""The diary of whoever reported it: what happened, when, for how long, and how it affected them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from goodstead.access.models import User

from ..definitions.diary import AFFECTED_FOR_STAFF, LASTED, WAYS, WHAT, WHEN
from .reports import Report


class DiaryEntryQuerySet(models.QuerySet["DiaryEntry"]):
    def visible_to(self, user: User) -> DiaryEntryQuerySet:
        """As the report that they belong to."""
        return self.filter(report__in=Report.objects.visible_to(user))

    def unread(self) -> DiaryEntryQuerySet:
        """Nobody has said that they read them."""
        return self.filter(read_at__isnull=True)


class DiaryEntry(models.Model):
    """One line of the diary. What was written never changes; a correction is another entry.

    ``day`` and ``time`` (of London) are when it began, worked out from ``said_when`` for those who
    said how long ago it was; ``time`` is None for who did not know it. ``what`` and ``affected``
    are codes of the definitions. ``submission`` makes one sending one entry.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="diary")
    submission = models.CharField(max_length=64)
    way = models.CharField(max_length=10, choices=list(WAYS.items()))
    said_when = models.CharField(max_length=10, choices=list(WHEN.items()))
    day = models.DateField()
    time = models.TimeField(null=True)
    lasted = models.CharField(max_length=10, choices=list(LASTED.items()), blank=True)
    what = models.JSONField(default=list)
    affected = models.JSONField(default=list)
    text = models.TextField(blank=True)
    received_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = DiaryEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "submission"], name="intake_diary_once")
        ]
        indexes = [models.Index(fields=["report", "-day", "-id"], name="intake_diary_days")]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.report_id}"

    @property
    def at_about(self) -> bool:
        """Whether the time was worked out from how long ago they said it was."""
        return self.said_when not in {"now", "other"}

    @property
    def what_words(self) -> str:
        return "; ".join(WHAT[code] for code in self.what if code in WHAT)

    @property
    def affected_words(self) -> str:
        return "; ".join(AFFECTED_FOR_STAFF[code] for code in self.affected)
