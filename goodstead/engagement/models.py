"""Surveys: who was asked after a case was closed, and what they said. Guides: how often they helped."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from goodstead.access.models import User
from goodstead.access.permissions import Permission, can
from goodstead.cases.models import Case
from goodstead.correspondence.models import SafeContact
from goodstead.people.models import Person

from .definitions.guiding import COUNTED
from .definitions.survey import CHANNELS, NOT_SENT, SCALE


class SurveyQuerySet(models.QuerySet["Survey"]):
    def visible_to(self, user: User) -> SurveyQuerySet:
        """Those of cases that this person may see, for posts that see the cases behind a figure."""
        if not can(user, Permission.FIGURE_CASES):
            return self.none()
        return self.filter(case__in=Case.objects.visible_to(user))

    def sent(self) -> SurveyQuerySet:
        return self.filter(not_sent_because="")

    def answered(self) -> SurveyQuerySet:
        return self.filter(answered_at__isnull=False)

    def lock(self, survey: Survey) -> Survey:
        """The same row as it stands, locked until the transaction ends."""
        return self.select_for_update().get(pk=survey.pk)


class Survey(models.Model):
    """One person asked once about one case, or not asked and why.

    The link's token is kept as its SHA-256 alone. ``uid`` is random: lists go by it, so that their
    order does not tell whose case was closed first.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="surveys")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="surveys")
    contact = models.ForeignKey(
        SafeContact, on_delete=models.PROTECT, null=True, related_name="surveys"
    )
    closed_at = models.DateTimeField()  # the closing that it asks about
    not_sent_because = models.CharField(max_length=20, blank=True, choices=list(NOT_SENT.items()))
    token_hash = models.CharField(max_length=64, blank=True)
    invited_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_month = models.DateField(null=True)  # its first day
    handling = models.CharField(max_length=10, blank=True, choices=list(SCALE.items()))
    outcome = models.CharField(max_length=10, blank=True, choices=list(SCALE.items()))
    comment = models.TextField(blank=True)
    channel = models.CharField(max_length=10, choices=list(CHANNELS.items()), default="link")

    objects: ClassVar[SurveyQuerySet] = SurveyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="engagement_asked_once"),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="engagement_token_once"
            ),
            models.CheckConstraint(
                condition=Q(not_sent_because="", invited_at__isnull=False, expires_at__isnull=False)
                | Q(invited_at__isnull=True, expires_at__isnull=True, token_hash="")
                & ~Q(not_sent_because=""),
                name="engagement_sent_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_month__isnull=True)
                | Q(answered_at__isnull=False, answered_month__isnull=False),
                name="engagement_answered_together",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-answered_month", "uid"],
                condition=Q(answered_at__isnull=False),
                name="engagement_by_month",
            ),
        ]

    def __str__(self) -> str:
        return f"Survey {self.pk}"  # a name or a reference would tell who was asked

    def is_expired(self, at: datetime) -> bool:
        return self.expires_at is None or self.expires_at < at


class GuideCount(models.Model):
    """How often one thing was counted of one guide on one day: not by whom, and at no time of day.

    ``version`` is that of what the guide said. The ledger has one entry for the day, and not one
    for each time: see decision 11.
    """

    ledger_ignores: ClassVar[frozenset[str]] = frozenset({"times"})

    day = models.DateField()
    guide = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField()
    said = models.CharField(max_length=10, choices=list(COUNTED.items()))
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "guide", "version", "said"], name="engagement_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guide} {self.said} on {self.day}"


class EqualityCount(models.Model):
    """How often one answer about who somebody is was given in one quarter (its first day).

    There is no row for a person, no time of day and no link to a report: what was answered together
    cannot be put together again. All rows of a quarter begin at once, so that neither the order of
    the rows nor the ledger tells who answered what and when: see decision 13.
    """

    ledger_ignores: ClassVar[frozenset[str]] = frozenset({"times"})

    quarter = models.DateField()
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=20)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "question", "answer"], name="engagement_equality_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.answer} in the quarter from {self.quarter}"
