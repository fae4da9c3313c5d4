"""Files that were handed over row by row, how they are read, and what came of each row."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from goodstead.access.models import User
from goodstead.access.permissions import Permission, can
from goodstead.intake.models import Report

from ..definitions.deliveries import KINDS, Kind


class MappingQuerySet(models.QuerySet["Mapping"]):
    def visible_to(self, user: User) -> MappingQuerySet:
        """Whoever may take such files in."""
        return self.all() if can(user, Permission.LOG_IMPORT) else self.none()

    def lock(self, mapping: Mapping) -> Mapping:
        return self.select_for_update().get(pk=mapping.pk)


class Mapping(models.Model):
    """Which of their columns is which of our fields, under a name, kept for the next file.

    ``types``: their word for a type, in small letters, and our category for it.
    ``restarts_daily``: their numbers begin again each day, so only number and day name an incident.
    """

    kind = models.CharField(max_length=20, choices=[(k.code, k.name) for k in KINDS.values()])
    name = models.CharField(max_length=80)
    columns = models.JSONField(default=dict)
    types = models.JSONField(default=dict)
    restarts_daily = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[MappingQuerySet] = MappingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="exchange_mapping_once")
        ]

    def __str__(self) -> str:
        return self.name


STATES = {
    "brought": "Waits for you to check it",
    "queued": "Being taken in",
    "finished": "Taken in",
    "stopped": "Stopped",
    "withdrawn": "Not taken in",
}


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: User) -> DeliveryQuerySet:
        """Whoever may take such files in: they hold rows about everybody."""
        return self.all() if can(user, Permission.LOG_IMPORT) else self.none()

    def lock(self, delivery: Delivery) -> Delivery:
        return self.select_for_update().get(pk=delivery.pk)


class Delivery(models.Model):
    """One file that was handed over, and how far it has been taken in.

    The file itself lies under ``stored_as`` only until it is finished or given up. ``read_to`` is
    the last line that was dealt with: whoever goes on begins after it. The counts are of the rows
    so far: ``landed`` new, ``known`` here already, ``changed`` here already and now different,
    ``left_out`` not possible to take.
    """

    kind = models.CharField(max_length=20, choices=[(k.code, k.name) for k in KINDS.values()])
    source = models.CharField(max_length=200)  # the name of the file, without its folder
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80, blank=True)
    mapping = models.ForeignKey(
        Mapping, on_delete=models.PROTECT, null=True, related_name="deliveries"
    )
    state = models.CharField(max_length=10, choices=list(STATES.items()))
    failure = models.CharField(max_length=300, blank=True)
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True)
    lines = models.PositiveIntegerField(default=0)
    read_to = models.PositiveIntegerField(default=0)
    landed = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)

    # How far it is changes with every batch, each of which has an entry where it changed anything.
    ledger_ignores: ClassVar[frozenset[str]] = frozenset(
        {"read_to", "landed", "known", "changed", "left_out"}
    )

    objects: ClassVar[DeliveryQuerySet] = DeliveryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["-brought_at", "-id"], name="exchange_newest"),
            models.Index(fields=["state", "id"], name="exchange_delivery_state"),
        ]

    def __str__(self) -> str:
        return self.source

    @property
    def what(self) -> Kind:
        return KINDS[self.kind]

    @property
    def state_name(self) -> str:
        return STATES[self.state]

    @property
    def is_open(self) -> bool:
        """Whether somebody may still decide about it."""
        return self.state == "brought"

    @property
    def not_taken(self) -> int:
        return self.changed + self.left_out


class Landing(models.Model):
    """One incident or recording of theirs that is here, so that it comes in once.

    ``key`` is made of their number; ``seals`` holds a short hash of each field, by which a row that
    says something else is known without keeping what it said.
    """

    kind = models.CharField(max_length=20, choices=[(k.code, k.name) for k in KINDS.values()])
    key = models.CharField(max_length=64, unique=True)
    seals = models.JSONField(default=dict)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="+")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="landings")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class LeftOutQuerySet(models.QuerySet["LeftOut"]):
    def visible_to(self, user: User) -> LeftOutQuerySet:
        """As the file that it stood in."""
        return self.all() if can(user, Permission.LOG_IMPORT) else self.none()


class LeftOut(models.Model):
    """A row that was not taken in, why, and the row itself.

    ``cells`` are pairs of heading and text, in the order of the file: a database may keep the
    names of an object in an order of its own.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="rows_left_out")
    line = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    cells = models.JSONField(default=list)

    objects: ClassVar[LeftOutQuerySet] = LeftOutQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "line"], name="exchange_left_out_once")
        ]

    def __str__(self) -> str:
        return f"line {self.line}"

    @property
    def fields(self) -> dict[str, str]:
        """The texts by their heading."""
        return dict(self.cells)
