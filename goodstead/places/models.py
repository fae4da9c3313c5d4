"""Places. Every point is British National Grid metres, with the 50 metre square that holds it."""

from __future__ import annotations

from django.db import models

from goodstead.access.models import Patch, User
from goodstead.access.permissions import Permission, can

from . import addresses

_MAY_SEE = (Permission.CASE_VIEW, Permission.REPORT_LOG, Permission.REPORT_TRIAGE)


class PremisesQuerySet(models.QuerySet["Premises"]):
    def visible_to(self, user: User) -> PremisesQuerySet:
        """Staff who take or work reports. An address alone says nothing about who lives there."""
        if any(can(user, permission) for permission in _MAY_SEE):
            return self
        return self.none()

    def lock(self, premises: Premises) -> Premises:
        """Take the row lock, so that rules are checked against what is stored now."""
        return self.select_for_update().get(pk=premises.pk)


class Premises(models.Model):
    """A home, a shop, a car park: where something is reported. One address is one record."""

    class PlacedBy(models.TextChoices):
        POINT = "point", "A point on the map"
        POSTCODE = "postcode", "The middle of the postcode"
        NOTHING = "", "Not placed"

    key = models.CharField(max_length=400, unique=True)
    # The part of the key before the postcode or town: "14 tanner court". Empty for words alone.
    line_key = models.CharField(max_length=300, blank=True, db_default="", db_index=True)
    address_line = models.CharField(max_length=200, blank=True)
    street = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=8, blank=True, db_index=True)  # compact: "AL73BX"
    description = models.CharField(max_length=400, blank=True)  # when there is no address
    uprn = models.BigIntegerField(null=True, blank=True, unique=True)
    easting = models.IntegerField(null=True, blank=True)
    northing = models.IntegerField(null=True, blank=True)
    placed_by = models.CharField(max_length=10, choices=PlacedBy.choices, blank=True)
    cell50 = models.CharField(max_length=16, blank=True, db_index=True)
    ward_code = models.CharField(max_length=9, blank=True, db_index=True)
    lsoa_code = models.CharField(max_length=9, blank=True)
    patch = models.ForeignKey(
        Patch, on_delete=models.PROTECT, null=True, blank=True, related_name="premises"
    )

    objects = PremisesQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["easting", "northing"], name="places_premises_point")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(easting__isnull=True, northing__isnull=True)
                | models.Q(easting__isnull=False, northing__isnull=False),
                name="places_premises_whole_point",
            )
        ]

    def __str__(self) -> str:
        parts = [self.address_line, self.street, self.town, self.postcode_spaced]
        return ", ".join(part for part in parts if part) or self.description

    @property
    def point(self) -> tuple[int, int] | None:
        """Easting and northing, where they are known."""
        if self.easting is None or self.northing is None:
            return None
        return self.easting, self.northing

    @property
    def postcode_spaced(self) -> str:
        return addresses.spaced_postcode(self.postcode)


class Street(models.Model):
    """A street by name, in a town or village. ``key`` is how it is looked up."""

    name = models.CharField(max_length=120)
    locality = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=120)
    locality_key = models.CharField(max_length=120, blank=True)
    easting = models.IntegerField(null=True, blank=True)
    northing = models.IntegerField(null=True, blank=True)
    cell50 = models.CharField(max_length=16, blank=True)
    ward_code = models.CharField(max_length=9, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "locality_key"], name="places_street_once")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.locality}" if self.locality else self.name


class Postcode(models.Model):
    """A postcode and the middle of it. ``ended_on`` is the month in which it was withdrawn."""

    code = models.CharField(max_length=7, unique=True)  # compact: "AL73BX"
    easting = models.IntegerField(null=True, blank=True)
    northing = models.IntegerField(null=True, blank=True)
    ward_code = models.CharField(max_length=9, blank=True)
    lsoa_code = models.CharField(max_length=9, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return addresses.spaced_postcode(self.code)


class Area(models.Model):
    """A ward, a small area for statistics (LSOA), an officer's patch or an area that was drawn.

    ``valid_from`` is the first day of the year of the edition, so several editions can be held;
    a point is answered with the newest one that covers it. The outline is GeoJSON in grid metres.
    """

    class Kind(models.TextChoices):
        WARD = "ward", "Ward"
        LSOA = "lsoa", "Lower layer super output area"
        PATCH = "patch", "Patch"
        DRAWN = "drawn", "Drawn area"

    kind = models.CharField(max_length=5, choices=Kind.choices)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    geometry = models.TextField()
    min_easting = models.IntegerField()
    min_northing = models.IntegerField()
    max_easting = models.IntegerField()
    max_northing = models.IntegerField()
    patch = models.ForeignKey(
        Patch, on_delete=models.PROTECT, null=True, blank=True, related_name="areas"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "valid_from"], name="places_area_once")
        ]

    def __str__(self) -> str:
        return self.name


class Load(models.Model):
    """A file of reference data that was loaded. The newest one for areas names their edition:
    a process that holds an index of areas compares ``token`` to know whether it is still true."""

    kind = models.CharField(max_length=10)  # ward, lsoa, patch, drawn, postcode or street
    source = models.CharField(max_length=200)  # the name of the file, without its folder
    loaded_at = models.DateTimeField()
    token = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["kind", "id"], name="places_load_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} from {self.source}"
