"""What has been taken in from police files, so that a second time changes nothing."""

from __future__ import annotations

from django.db import models


class PoliceImport(models.Model):
    """One street file, by its content, and what was asked of it.

    The counts are those of the whole file; ``landed`` is what this file added. ``finished_at``
    is empty while the import runs, or when it was killed: the same command then completes it.
    """

    source = models.CharField(max_length=200)  # the name of the file, without its folder
    sha256 = models.CharField(max_length=64)
    kinds = models.CharField(max_length=400)  # crime types taken, in words; "all" for every one
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(default=0)
    asb_rows = models.PositiveIntegerField(default=0)
    taken_rows = models.PositiveIntegerField(default=0)
    bad_rows = models.PositiveIntegerField(default=0)
    without_location = models.PositiveIntegerField(default=0)
    landed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256", "kinds"], name="exchange_file_once")
        ]

    def __str__(self) -> str:
        return self.source


class PoliceMonth(models.Model):
    """One month of one force: how many incidents landed, and a fingerprint over all of them.

    ``prefix`` begins the source key of each of its incidents. The ledger holds the state of this
    record, and this record holds the fingerprint of the incidents, so that an incident changed,
    added or removed outside the product is found by ``check_police_data``.
    """

    prefix = models.CharField(max_length=14, unique=True)
    force = models.CharField(max_length=120)
    month = models.DateField()
    landed = models.PositiveIntegerField(default=0)
    asb_landed = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.force}, {self.month:%B %Y}"
