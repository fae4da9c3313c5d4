"""Recordings, and who listened to each and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from goodstead.access.models import User
from goodstead.clocks.calendar import in_london
from goodstead.evidence.models import StoredFile

from ..definitions.recordings import WAYS
from .reports import Report


class RecordingQuerySet(models.QuerySet["Recording"]):
    def visible_to(self, user: User) -> RecordingQuerySet:
        """As the report that they belong to."""
        return self.filter(report__in=Report.objects.visible_to(user))

    def unheard(self) -> RecordingQuerySet:
        """Nobody has said that they listened to them."""
        return self.filter(heard_at__isnull=True)

    def lock(self, recording: Recording) -> Recording:
        return self.select_for_update().get(pk=recording.pk)


class Recording(models.Model):
    """One recording. ``made_at`` is the time by the clock of the device, as it said it; ``ahead`` is
    by how many seconds that clock was ahead of ours when the recording was sent. Both are None for
    what came as a file: then only the day on which it arrived is known.

    ``device`` is the family of browser and device, as the browser said it.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="recordings")
    file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="recording"
    )
    submission = models.CharField(max_length=64)
    way = models.CharField(max_length=10, choices=list(WAYS.items()))
    device = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField(null=True)
    ahead = models.IntegerField(null=True)
    received_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    heard_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    heard_words = models.TextField(blank=True)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "submission"], name="intake_recorded_once")
        ]
        indexes = [models.Index(fields=["report", "-received_at"], name="intake_recordings")]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.report_id}"

    @property
    def name(self) -> str:
        """“Recording of 3 March 2026, 23:10”, by the device's clock where it said one."""
        moment = in_london(self.made_at or self.received_at)
        return f"Recording of {moment:%-d %B %Y, %H:%M}"

    @property
    def clock_words(self) -> str:
        """How far the clock of the device was from ours, when that matters."""
        if self.ahead is None or abs(self.ahead) < 60:
            return ""
        minutes = abs(self.ahead) // 60
        way = "ahead of" if self.ahead > 0 else "behind"
        return f"The clock of the device was {minutes} minute{'s'[: minutes != 1]} {way} ours."
