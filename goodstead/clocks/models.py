"""Deadlines: running, moved, paused, met and missed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from goodstead.access.permissions import Permission, can

from .definitions.counting import Clock, Count, Unit

if TYPE_CHECKING:
    from goodstead.access.models import User

RUNNING = Q(stopped_at__isnull=True)
UNEXPLAINED = Q(missed_at__isnull=False, missed_reason="")


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def visible_to(self, user: User) -> DeadlineQuerySet:
        """Own deadlines, the team's or everybody's by permission; a restricted one the owner's only."""
        if not can(user, Permission.CASE_VIEW):
            return self.none()
        own = Q(owner=user)
        if can(user, Permission.CASE_VIEW_ALL):
            return self.filter(own | Q(restricted=False))
        if can(user, Permission.CASE_VIEW_TEAM):
            return self.filter(own | Q(restricted=False, team_id=user.team_id))
        return self.filter(own)

    def running(self) -> DeadlineQuerySet:
        """Neither met nor cancelled. A missed deadline runs on until somebody does what it asks."""
        return self.filter(RUNNING)

    def overdue(self, at: datetime) -> DeadlineQuerySet:
        """Running and past its end, whether or not ``tick`` has noticed."""
        return self.filter(RUNNING, paused_at__isnull=True, due_at__lt=at)

    def unexplained(self) -> DeadlineQuerySet:
        """Missed, and nobody has said why. Done late or no longer needed changes nothing."""
        return self.filter(UNEXPLAINED)

    def lock(self, deadline: Deadline) -> Deadline:
        """The row as it stands, locked until the transaction ends."""
        return self.select_for_update().get(pk=deadline.pk)


class Deadline(models.Model):
    """One promise or time limit about one record, with the definition as it was at the start.

    ``subject`` and ``about`` are ledger keys: the record that must be dealt with, and the file it
    belongs to. ``harm`` orders what is due at one time, the highest first.
    """

    code = models.CharField(max_length=60)
    label = models.CharField(max_length=160)
    source = models.CharField(max_length=160, blank=True)
    why = models.CharField(max_length=400)  # how the end was reached, in words
    note = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=80)
    about = models.CharField(max_length=80)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    team = models.ForeignKey("access.Team", on_delete=models.PROTECT, null=True, related_name="+")
    harm = models.PositiveSmallIntegerField(default=0)
    restricted = models.BooleanField(default=False)

    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    last_day = models.DateField()
    warn_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    times_moved = models.PositiveSmallIntegerField(default=0)

    # Of the date as it now stands. ``missed_at`` is that date, ``noticed_at`` when we saw it.
    missed_at = models.DateTimeField(null=True)
    noticed_at = models.DateTimeField(null=True)
    missed_reason = models.TextField(blank=True)
    missed_before = models.BooleanField(default=False)  # an earlier date was missed, then moved

    # ``done_at`` is when it was done; ``stopped_at`` is when that was written down, or cancelled.
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    met = models.BooleanField(null=True)
    done_at = models.DateTimeField(null=True)

    # The definition at the start: a later change to it must not alter a running clock.
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=[(u.value, u.value) for u in Unit])
    count = models.CharField(max_length=20, choices=[(c.value, c.value) for c in Count])
    disregard = models.CharField(max_length=60, blank=True)
    statutory = models.BooleanField(default=False)
    pausable = models.BooleanField(default=False)
    movable = models.BooleanField(default=True)
    rolls = models.BooleanField(default=False)
    warn_days = models.PositiveSmallIntegerField(default=1)

    objects: ClassVar[models.Manager[Deadline]] = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "code"], condition=RUNNING, name="clocks_one_running"
            ),
            models.CheckConstraint(
                condition=Q(
                    stopped_at__isnull=True,
                    stopped_by__isnull=True,
                    met__isnull=True,
                    done_at__isnull=True,
                )
                # An unknown ``met`` would make the rest unknown, and a check lets that pass.
                | Q(stopped_at__isnull=False, met__isnull=False, met=True, done_at__isnull=False)
                | Q(stopped_at__isnull=False, met__isnull=False, met=False, done_at__isnull=True),
                name="clocks_stopped_together",
            ),
            models.CheckConstraint(
                condition=Q(missed_at__isnull=True, noticed_at__isnull=True, missed_reason="")
                | Q(missed_at__isnull=False, noticed_at__isnull=False),
                name="clocks_missed_together",
            ),
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True)
                | Q(statutory=False, pausable=True, stopped_at__isnull=True),
                name="clocks_only_a_standard_pauses",
            ),
        ]
        # Each holds running deadlines only, so a million that are done with cost nothing here.
        indexes = [
            models.Index(fields=["owner", "due_at", "id"], condition=RUNNING, name="clocks_owner"),
            models.Index(fields=["team", "due_at", "id"], condition=RUNNING, name="clocks_team"),
            models.Index(fields=["due_at", "id"], condition=RUNNING, name="clocks_due"),
            models.Index(
                fields=["due_at", "id"],
                condition=RUNNING & Q(missed_at__isnull=True, paused_at__isnull=True),
                name="clocks_to_watch",
            ),
            models.Index(
                fields=["warn_at", "id"],
                condition=RUNNING
                & Q(warned_at__isnull=True, missed_at__isnull=True, paused_at__isnull=True),
                name="clocks_to_warn",
            ),
            models.Index(
                fields=["owner", "-missed_at", "-id"],
                condition=UNEXPLAINED,
                name="clocks_unexplained",
            ),
            models.Index(
                fields=["team", "-missed_at", "-id"],
                condition=UNEXPLAINED,
                name="clocks_unexplained_team",
            ),
            models.Index(fields=["about", "due_at"], name="clocks_about"),
            models.Index(fields=["last_day", "code"], name="clocks_by_month"),
        ]

    def __str__(self) -> str:
        return f"{self.label} by {self.last_day}"

    @property
    def clock(self) -> Clock:
        """The definition that this deadline started with."""
        return Clock(
            code=self.code,
            label=self.label,
            amount=self.amount,
            unit=Unit(self.unit),
            count=Count(self.count),
            source=self.source,
            statutory=self.statutory,
            pausable=self.pausable,
            disregard=tuple(self.disregard.split()),
            warn_days=self.warn_days,
            movable=self.movable,
            rolls=self.rolls,
        )

    def is_late(self, at: datetime) -> bool:
        """Whether the end has passed while it ran. A paused deadline is not late."""
        return self.stopped_at is None and self.paused_at is None and self.due_at < at

    @property
    def was_kept(self) -> bool | None:
        """Done by its date, no earlier date having been missed. None while running or cancelled."""
        if not self.met or self.done_at is None:
            return None
        return self.done_at <= self.due_at and not self.missed_before


class DeadlineMove(models.Model):
    """One change of date, and whether the old date had been missed. Rows are only added."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="moves")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    reason = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    missed = models.BooleanField(default=False)
    missed_reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.deadline_id}: {self.from_at:%Y-%m-%d} to {self.to_at:%Y-%m-%d}"


class Pause(models.Model):
    """A time in which a service standard did not run, and why."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="pauses")
    from_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField()
    until_at = models.DateTimeField(null=True)
    due_before = models.DateTimeField()
    due_after = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"], condition=Q(until_at__isnull=True), name="clocks_one_pause"
            )
        ]

    def __str__(self) -> str:
        return f"{self.deadline_id}: from {self.from_at:%Y-%m-%d}"
