"""Reports taken at a reporting centre, invitations to refer, and what came by them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goodstead.access.models import Organisation, User
from goodstead.access.permissions import Permission, can
from goodstead.intake.models import Report

from .definitions.asking import BASES, POLICE


class HateReportQuerySet(models.QuerySet["HateReport"]):
    def visible_to(self, user: User) -> HateReportQuerySet:
        """The one door: people of a reporting centre see what their own centre took down."""
        if not can(user, Permission.HATE_REPORT_TAKE):
            return self.none()
        return self.filter(centre=user.team.organisation_id)


class HateReport(models.Model):
    """What a reporting centre wrote down beside the report. Who decides reads it in the report.

    ``unnamed``: the person did not give their name. ``police`` says whether the police may be told.
    """

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="hate_report")
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="hate_reports")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    unnamed = models.BooleanField()
    police = models.CharField(max_length=10, choices=list(POLICE.items()))
    police_reference = models.CharField(max_length=40, blank=True)
    taken_at = models.DateTimeField()

    objects = HateReportQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["centre", "-taken_at", "-id"], name="partnership_hate_of_centre")
        ]

    def __str__(self) -> str:
        return str(self.report)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: User) -> InvitationQuerySet:
        """Whoever may invite sees every invitation: they name bodies, and nobody who was referred."""
        return self.all() if can(user, Permission.PARTNER_INVITE) else self.none()

    def working(self, at: datetime) -> InvitationQuerySet:
        """Neither stopped, nor ended, nor used up."""
        return self.filter(stopped_at=None, ends_at__gt=at).filter(Q(used__lt=F("most")))

    def lock(self, invitation: Invitation) -> Invitation:
        return self.select_for_update().get(pk=invitation.pk)


class Invitation(models.Model):
    """A link with which one named person of a partner refers people to us. Only its hash is kept."""

    organisation = models.CharField(max_length=120)
    person = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    purpose = models.CharField(max_length=200)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    most = models.PositiveSmallIntegerField()
    used = models.PositiveSmallIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-made_at", "-id"], name="partnership_newest_invited")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.person}"


class Referral(models.Model):
    """One report that came by an invitation: who wrote it, and on what grounds they may tell us."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="referral")
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="referrals")
    written_by = models.CharField(max_length=120)
    basis = models.CharField(max_length=10, choices=list(BASES.items()))
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.report)
