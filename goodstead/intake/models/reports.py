"""Reports, the incidents in them, and what was decided about each."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from goodstead.access.models import Patch, User
from goodstead.access.permissions import Permission, can
from goodstead.cases.definitions.categories import CATEGORIES
from goodstead.cases.definitions.statuses import BANDS
from goodstead.cases.models import Case, seen_by
from goodstead.correspondence.definitions.contact import FIELD_NAMES, in_words
from goodstead.correspondence.models import SafeContact
from goodstead.people.models import Person
from goodstead.places.models import Premises

from ..definitions.additions import ADDITIONS, CHANGES_FOR_STAFF
from ..definitions.additions import OUTCOMES as ADDED_OUTCOMES
from ..definitions.channels import CHANNELS
from ..definitions.outcomes import OUTCOMES
from ..definitions.set_apart import REASONS as APART


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User) -> ReportQuerySet:
        """The one door. A report that is in a case opens only for those who may see the case.

        One that is in no case opens by its place: for an officer their patches and what has no
        patch yet, for a team leader and the co-ordinator all of it. A restricted one opens only
        for people trained for them. Who takes reports down and does not decide sees what they
        wrote down themselves, until it is in a restricted case.
        """
        closed = Q() if can(user, Permission.RESTRICTED_VIEW) else Q(restricted=False)
        its_case = seen_by(user, "case__")
        in_no_case = Q(case__isnull=True)
        if can(user, Permission.REPORT_TRIAGE):
            return self.filter(closed & (in_no_case & self._scope(user) | its_case))
        if can(user, Permission.REPORT_LOG):
            open_case = Q(case__restricted=False)
            return self.filter(closed & Q(logged_by=user) & (in_no_case | open_case | its_case))
        return self.none()

    @staticmethod
    def _scope(user: User) -> Q:
        """Which reports that are in no case yet: those for the trained have no patch of theirs."""
        if can(user, Permission.CASE_VIEW_ALL) or can(user, Permission.CASE_VIEW_TEAM):
            return Q()
        mine = Q(patch__isnull=True) | Q(patch__in=user.patch_numbers)
        return mine | Q(restricted=True) if can(user, Permission.RESTRICTED_VIEW) else mine

    def waiting(self) -> ReportQuerySet:
        """Not decided yet."""
        return self.filter(outcome="")

    def set_apart(self) -> ReportQuerySet:
        """Not decided yet, and waits apart from the inbox because a machine may have sent it."""
        return self.waiting().exclude(set_apart="")

    def in_the_inbox(self) -> ReportQuerySet:
        """Not decided yet, and not set apart."""
        return self.waiting().filter(set_apart="")

    def for_a_line(self) -> ReportQuerySet:
        """Without the long texts, which no line of a list shows: read only when asked for."""
        return self.defer("description", "answers")

    def lock(self, report: Report) -> Report:
        return self.select_for_update().get(pk=report.pk)


class Report(models.Model):
    """One contact, as it was made. What the person typed is never changed.

    ``harm_score`` and ``harm_words`` come from the few questions asked; ``answers`` holds every
    answer with the version of the form that asked it. ``submission_key`` makes one submission
    one report, however often it is sent.
    """

    reference = models.CharField(max_length=20, unique=True)
    submission_key = models.CharField(max_length=64, unique=True)
    follow_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 one or none
    follow_stopped_at = models.DateTimeField(
        null=True
    )  # then the hash is gone, and the link with it
    channel = models.CharField(max_length=20, choices=[(c.code, c.name) for c in CHANNELS.values()])
    form_version = models.CharField(max_length=20)
    category = models.CharField(
        max_length=30, choices=[(c.code, c.name) for c in CATEGORIES.values()]
    )
    description = models.TextField()
    answers = models.JSONField(default=dict)
    premises = models.ForeignKey(
        Premises, on_delete=models.PROTECT, null=True, related_name="reports"
    )
    location_text = models.CharField(max_length=500, blank=True)
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)
    cell500 = models.CharField(max_length=16, blank=True)  # the square of 500 m: what is near
    ward_code = models.CharField(max_length=12, blank=True)
    lsoa_code = models.CharField(max_length=12, blank=True)
    patch = models.ForeignKey(Patch, on_delete=models.PROTECT, null=True, related_name="reports")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="reports")
    contact = models.ForeignKey(
        SafeContact, on_delete=models.PROTECT, null=True, related_name="reports"
    )
    danger = models.BooleanField(default=False)
    hate = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False)
    harm_band = models.CharField(max_length=10, choices=list(BANDS.items()), blank=True)
    harm_score = models.PositiveSmallIntegerField(default=0)
    harm_words = models.TextField(blank=True)
    # 9 for danger now, otherwise the rank of the band: what the inbox says about its order.
    inbox_rank = models.PositiveSmallIntegerField(default=0, db_default=0)
    # Why it waits apart from the inbox; empty for nearly every report.
    set_apart = models.CharField(
        max_length=10,
        choices=[(r.code, r.words) for r in APART.values()],
        blank=True,
        db_default="",
    )
    received_at = models.DateTimeField()
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    outcome = models.CharField(
        max_length=20, choices=[(o.code, o.name) for o in OUTCOMES.values()], blank=True
    )
    decided_at = models.DateTimeField(null=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="reports")

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["-inbox_rank", "received_at", "id"],
                name="intake_inbox",
                condition=Q(outcome=""),
            ),
            models.Index(
                fields=["received_at", "id"], name="intake_oldest_waiting", condition=Q(outcome="")
            ),
            models.Index(fields=["-received_at", "-id"], name="intake_newest"),
            models.Index(fields=["category", "-received_at", "-id"], name="intake_by_category"),
            models.Index(fields=["patch", "-received_at"], name="intake_by_patch"),
            models.Index(fields=["cell500", "-id"], name="intake_near"),
        ]

    def __str__(self) -> str:
        return self.reference

    # Read for every row of a list, so looked up directly and not through Django's choices.
    @property
    def what(self) -> str:
        """The category, as staff name it."""
        return CATEGORIES[self.category].name

    @property
    def by_way_of(self) -> str:
        """The channel's name."""
        return CHANNELS[self.channel].name

    @property
    def where(self) -> str:
        """The address, or the words for the place; short enough for a line."""
        if self.premises:
            return str(self.premises)
        words = self.location_text
        return (words if len(words) <= 80 else f"{words[:79]}…") or "place not said"


class AdditionQuerySet(models.QuerySet["Addition"]):
    def visible_to(self, user: User) -> AdditionQuerySet:
        """As the report that they were added to."""
        return self.filter(report__in=Report.objects.visible_to(user))

    def waiting(self) -> AdditionQuerySet:
        """Neither read nor answered."""
        return self.filter(settled_at__isnull=True)

    def lock(self, addition: Addition) -> Addition:
        return self.select_for_update().get(pk=addition.pk)


class Addition(models.Model):
    """Something that came through the private link after the report. What was typed never changes.

    ``details`` are the answers besides ``text``; ``submission`` makes one sending one addition.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="additions")
    kind = models.CharField(max_length=10, choices=[(k.code, k.name) for k in ADDITIONS.values()])
    submission = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    danger = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    outcome = models.CharField(max_length=20, blank=True)
    settled_words = models.TextField(blank=True)

    objects = AdditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "submission"], name="intake_added_once")
        ]
        indexes = [models.Index(fields=["kind", "-received_at", "-id"], name="intake_added_kind")]

    def __str__(self) -> str:
        return f"#{self.pk} to {self.report_id}"

    @property
    def what(self) -> str:
        return ADDITIONS[self.kind].name

    @property
    def became(self) -> str:
        """What became of it, in words; empty while it waits."""
        return ADDED_OUTCOMES.get(self.outcome, "")

    @property
    def told(self) -> list[tuple[str, str]]:
        """What was answered besides the words, for staff."""
        if self.kind == "contact":
            return [
                (name, in_words(self.details[field]))
                for field, name in FIELD_NAMES.items()
                if field in self.details
            ]
        changed = ", ".join(CHANGES_FOR_STAFF[code] for code in self.details.get("changed", ()))
        lines = [(label, str(self.details.get(name, ""))) for name, label in _ADDED_LABELS.items()]
        lines.append(("Files", ", ".join(self.details.get("names", ()))))
        return [(label, said) for label, said in [*lines, ("What changed", changed)] if said]


_ADDED_LABELS = {
    "day": "When",
    "time": "At what time",
    "lasted": "How long",
    "affected": "How it affected them",
    "late": "Came",
    "others": "Whom else they told of it",
    "share": "May we share it for the review?",
}


class Update(models.Model):
    """A short message for whoever has the private link, read by them on its page. Never changed."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="updates")
    text = models.TextField()
    submission = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "submission"], name="intake_update_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} on {self.report_id}"


class DraftQuerySet(models.QuerySet["Draft"]):
    def lock(self, draft: Draft) -> Draft:
        return self.select_for_update().get(pk=draft.pk)


class Draft(models.Model):
    """A report that somebody is writing and has added files to.

    It holds no answers: those live in the session. Cleared a day after it was begun.
    """

    key = models.CharField(max_length=64, unique=True)  # the submission key of the report to be
    begun_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Draft {self.pk}"


class Decision(models.Model):
    """What triage decided, by whom and why. Appended; the newest stands."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=[(o.code, o.name) for o in OUTCOMES.values()])
    reason = models.TextField()
    referred_to = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.report_id} {self.outcome}"


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, user: User) -> IncidentQuerySet:
        """Incidents carry no names; those from reports follow their report."""
        if not can(user, Permission.CASE_VIEW):
            return self.none()
        mine = Report.objects.visible_to(user).values("pk")
        return self.filter(Q(report__isnull=True) | Q(report__in=mine))


class Incident(models.Model):
    """Something that happened, dated and placed, from whatever channel told us.

    Positions are British National Grid metres with the 50 m cell they lie in. The police
    publish a month and a snapped point, so ``happened_at`` may be empty. ``source_key`` says
    which published row this is, so that a file can be imported twice without harm.
    """

    channel = models.CharField(max_length=20, choices=[(c.code, c.name) for c in CHANNELS.values()])
    category = models.CharField(max_length=60)
    happened_at = models.DateTimeField(null=True)
    happened_month = models.DateField()
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)
    cell50 = models.CharField(max_length=20, blank=True)
    ward_code = models.CharField(max_length=12, blank=True)
    lsoa_code = models.CharField(max_length=12, blank=True)
    location_text = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=120, blank=True)
    source_key = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 one or none
    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, null=True, related_name="incidents"
    )
    created_at = models.DateTimeField()

    # Rows of a published file have no entry each: the file's fingerprints tell of them.
    ledger_loaded: ClassVar[str] = "source_key"

    objects = IncidentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["ward_code", "happened_month"], name="intake_incident_ward"),
            models.Index(fields=["easting", "northing"], name="intake_incident_near"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.category} {self.happened_month:%B %Y}"
