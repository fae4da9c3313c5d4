"""Figures by month, kept so that a page costs the same however many cases there are."""

from __future__ import annotations

from datetime import date

from django.db import models

from goodstead.access.models import User
from goodstead.access.permissions import Permission, can

from .definitions.measures import MEASURES


class CountedMonth(models.Model):
    """A month that has figures. ``marked_at`` says since when it waits to be counted again."""

    month = models.DateField(unique=True)
    counted_at = models.DateTimeField(null=True)
    marked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.month:%B %Y}"


class FigureQuerySet(models.QuerySet["Figure"]):
    def visible_to(self, user: User) -> FigureQuerySet:
        """For everyone who may see figures; ``publishing`` says what is read without opening cases."""
        return self.all() if can(user, Permission.FIGURE_VIEW) else self.none()


class Figure(models.Model):
    """One number: ``numerator`` of ``denominator``, or a tenth of so many days in ``numerator``."""

    month = models.ForeignKey(CountedMonth, on_delete=models.CASCADE, related_name="figures")
    measure = models.CharField(
        max_length=10, choices=[(m.code, m.title) for m in MEASURES.values()]
    )
    part = models.CharField(max_length=40, blank=True)
    numerator = models.IntegerField()
    denominator = models.IntegerField(null=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "measure", "part"], name="insight_figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.part} {self.numerator}/{self.denominator}"


class KeptPromiseQuerySet(models.QuerySet["KeptPromise"]):
    def of(self, quarter: date) -> KeptPromiseQuerySet:
        """Of the quarter with this first day. They are sums of the whole council and are published."""
        return self.filter(quarter__quarter=quarter)


class CountedQuarter(models.Model):
    """A quarter whose promises were counted. ``quarter`` is its first day."""

    quarter = models.DateField(unique=True)
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Quarter from {self.quarter}"


class KeptPromise(models.Model):
    """How often one promise was kept: ``in_time`` of the ``counted`` whose date fell in the quarter."""

    quarter = models.ForeignKey(CountedQuarter, on_delete=models.CASCADE, related_name="promises")
    code = models.CharField(max_length=60)
    in_time = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()

    objects = KeptPromiseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quarter", "code"], name="insight_promise_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.in_time}/{self.counted}"
