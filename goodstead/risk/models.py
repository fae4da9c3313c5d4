"""Assessments, which are never changed, and what a professional decided about a band."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from goodstead.access.models import User
from goodstead.cases.models import Case
from goodstead.people.models import Person

from .definitions.answers import counted
from .definitions.catalogue import instrument_of
from .definitions.first import LAPSED_BECAUSE
from .definitions.instruments import Band, Instrument
from .definitions.scoring import Result, score

BANDS = [("standard", "Standard"), ("medium", "Medium"), ("high", "High")]


class NeverChanged(Exception):
    """An assessment or a decision about a band was to be altered. Add another one instead."""


class AppendedQuerySet(models.QuerySet[Any]):
    """Rows are added. They are not changed or taken away through a queryset."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise NeverChanged(self.model._meta.label)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverChanged(self.model._meta.label)

    def delete(self) -> NoReturn:
        raise NeverChanged(self.model._meta.label)

    delete.queryset_only = True  # type: ignore[attr-defined]


class AssessmentQuerySet(AppendedQuerySet):
    def visible_to(self, user: User) -> AssessmentQuerySet:
        """Whoever may see the case, and nobody else: not the figures, not the other party."""
        return self.filter(case__in=Case.objects.visible_to(user))

    def newest_first(self) -> AssessmentQuerySet:
        return self.order_by("-at", "-pk")


class Assessment(models.Model):
    """One person's answers to one instrument at one time, and what they came to. Never changed.

    ``answers`` is ``{question: {"option": code or "declined", "source": who said it, "note": …}}``.
    ``score``, ``band`` and ``reasons`` are what the instrument made of them on the day; scoring
    the answers again by the same version gives the same (``result``). ``kept`` are answers given
    before to questions without one now: ``{question: {"option", "on", "said"}}``. They count.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessments")
    instrument_code = models.CharField(max_length=20)
    instrument_version = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    kept = models.JSONField(default=dict)
    score = models.PositiveSmallIntegerField()
    maximum_answered = models.PositiveSmallIntegerField()
    band = models.CharField(max_length=10, choices=BANDS)
    reasons = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    next_due_on = models.DateField()
    # The form's own mark, so that sending it twice makes one assessment.
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects: ClassVar[AssessmentQuerySet] = AssessmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["case", "person", "-at", "-id"], name="risk_latest")]

    def __str__(self) -> str:
        return f"Assessment {self.pk}"  # a band beside a name in a log is a leak

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it. Raises ``NeverChanged`` for one that is there already."""
        if not self._state.adding:
            raise NeverChanged(self._meta.label)
        super().save(*args, **kwargs)

    @property
    def instrument(self) -> Instrument:
        """The instrument as published when this was made."""
        return instrument_of(self.instrument_code, self.instrument_version)

    @property
    def chosen(self) -> dict[str, str]:
        """The option chosen for each question, or ``declined``."""
        return {question: given["option"] for question, given in self.answers.items()}

    @cached_property
    def result(self) -> Result:
        """What counts, scored again, with the words for why."""
        return score(self.instrument, counted(self.answers, self.kept))


class ToldQuerySet(AppendedQuerySet):
    def visible_to(self, user: User) -> ToldQuerySet:
        return self.filter(case__in=Case.objects.visible_to(user))


class Told(models.Model):
    """What a report already said to the questions, before anybody assessed. Never changed.

    ``answers`` is ``{question: option}``. ``band`` is the harm by which the case was opened on it,
    if it was; ``asked`` are the questions whose answers made it so, and ``beyond`` the words of
    what made it so that no question asks about. ``person`` is who reported it, when known.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="told")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reference = models.CharField(max_length=20)
    answers = models.JSONField()
    band = models.CharField(max_length=10, choices=BANDS, blank=True)
    words = models.TextField(blank=True)
    asked = models.JSONField(default=list)
    beyond = models.TextField(blank=True)
    said_at = models.DateTimeField()
    at = models.DateTimeField()

    objects: ClassVar[ToldQuerySet] = ToldQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "reference"], name="risk_told_once")]

    def __str__(self) -> str:
        return f"Told {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it. Raises ``NeverChanged`` for one that is there already."""
        if not self._state.adding:
            raise NeverChanged(self._meta.label)
        super().save(*args, **kwargs)


class OverrideQuerySet(AppendedQuerySet):
    def visible_to(self, user: User) -> OverrideQuerySet:
        return self.filter(assessment__case__in=Case.objects.visible_to(user))

    def undecided(self) -> OverrideQuerySet:
        """Lowerings that wait for a second person."""
        return self.filter(direction="down", agreed__isnull=True, lapsed_at__isnull=True)

    def lock(self, override: Override) -> Override:
        """The same row as it stands, locked until the transaction ends."""
        locked: Override = self.select_for_update().get(pk=override.pk)
        return locked


class Override(models.Model):
    """A professional's judgement that the band should be another than the score says.

    Up stands at once. Down waits for a second person, and until then the higher band stands.
    Written once; a lowering is decided once, and nothing else ever changes. It lapses when what it
    was asked about changes first: nobody can agree to it any more.
    """

    UP, DOWN = "up", "down"

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="overrides")
    to_band = models.CharField(max_length=10, choices=BANDS)
    direction = models.CharField(max_length=4, choices=[(UP, "Raised"), (DOWN, "Lowered")])
    reason = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_reason = models.TextField(blank=True)
    agreed = models.BooleanField(null=True)
    lapsed_at = models.DateTimeField(null=True)
    lapsed_because = models.CharField(
        max_length=10, choices=list(LAPSED_BECAUSE.items()), blank=True
    )
    # A raised band outlives the next assessment, until a second person agrees to lower it.
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[OverrideQuerySet] = OverrideQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed__isnull=True, decided_at__isnull=True, direction="down")
                | Q(agreed__isnull=False, decided_at__isnull=False),
                name="risk_override_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(direction="down") | Q(agreed=True), name="risk_raised_stands_at_once"
            ),
            models.CheckConstraint(
                condition=Q(direction="up")
                | Q(agreed__isnull=True)
                | Q(decided_by__isnull=False, asked_by__isnull=False)
                & ~Q(decided_by=models.F("asked_by")),
                name="risk_lowered_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(lapsed_at__isnull=True, lapsed_because="")
                | Q(lapsed_at__isnull=False, direction="down", agreed__isnull=True)
                & ~Q(lapsed_because=""),
                name="risk_lapsed_undecided",
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(direction="down", agreed__isnull=True, lapsed_at__isnull=True),
                name="risk_one_lowering_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Override {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it, or write the one end of a lowering. ``NeverChanged`` for anything else."""
        decision = {"agreed", "decided_by", "decided_at", "decided_reason"}
        lapse = {"lapsed_at", "lapsed_because"}
        if not self._state.adding:
            undecided = type(self).objects.undecided().filter(pk=self.pk).exists()
            if not undecided or set(kwargs.get("update_fields") or ()) not in (
                decision,
                lapse,
            ):
                raise NeverChanged(self._meta.label)
        super().save(*args, **kwargs)

    @property
    def band(self) -> Band:
        return self.assessment.instrument.band(self.to_band)

    @property
    def held(self) -> bool:
        """Whether nobody raised it: it is how things stood before, until a second person agrees."""
        return self.direction == self.UP and self.asked_by_id is None
