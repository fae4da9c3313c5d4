"""The file: who, where, whose, how it stands. Risk, plan and powers live in their own apps."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from goodstead.access.models import Patch, Team, User
from goodstead.access.permissions import Permission, can
from goodstead.people.models import Person
from goodstead.places.models import Premises

from .definitions.categories import CATEGORIES
from .definitions.closing import OUTCOMES
from .definitions.statuses import BANDS, ENDED_BECAUSE, PARTS, STATUSES
from .definitions.tracks import TRACKS

_OPEN, _CLOSED = Q(closed_at__isnull=True), Q(closed_at__isnull=False)
_BY_HARM, _NEWEST = ("-harm_rank", "opened_at", "id"), ("-opened_at", "-id")


def seen_by(user: User, case: str = "") -> Q:
    """Which cases this person may see: the rule behind ``Case.objects.visible_to``.

    ``case`` is how another model reaches its case (``"case__"``), for a door that depends on the
    case's. Asked so, through a join, a page of them reads the cases of that page; asked as
    ``EXISTS`` beside an OR, PostgreSQL reads every case first.
    """
    if not can(user, Permission.CASE_VIEW):
        return Q(pk__in=[])
    named = Q(**{f"{case}officer": user})
    if can(user, Permission.RESTRICTED_VIEW):
        readable = CaseReader.objects.filter(user=user, ended_at=None).values("case")
        named |= Q(**{f"{case}pk__in": readable})
    scope = Q(**{f"{case}restricted": False})
    if can(user, Permission.CASE_VIEW_ALL):
        return named | scope
    if can(user, Permission.CASE_VIEW_TEAM):
        return named | (scope & Q(**{f"{case}team": user.team_id}))
    return named | (scope & Q(**{f"{case}patch__in": user.patch_numbers}))


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> CaseQuerySet:
        """The one door. A restricted case opens for its officer and its named readers only.

        Otherwise: own cases and own patches; the team's for a team leader; the council's for
        the co-ordinator and information governance.
        """
        return self.filter(seen_by(user))

    def still_open(self) -> CaseQuerySet:
        """By the date and not by the status, as the indexes of the lists are: they always agree."""
        return self.filter(closed_at__isnull=True)

    def lock(self, case: Case) -> Case:
        """Take the row lock, so that rules are checked against what is stored now."""
        return self.select_for_update().get(pk=case.pk)

    def lock_both(self, one: Case, other: Case) -> tuple[Case, Case]:
        """Both, the older first whichever is asked for first, so that nobody waits in a circle."""
        held = {c.pk: self.lock(c) for c in sorted({one, other}, key=lambda c: int(c.pk))}
        return held[one.pk], held[other.pk]


class Case(models.Model):
    """A managed episode with parties, an officer and a status.

    ``harm_band``, ``harm_score`` and ``harm_words`` are the latest assessment, copied here by
    the action that makes it, so that every list can be put in order of harm.
    """

    reference = models.CharField(max_length=20, unique=True)
    category = models.CharField(
        max_length=30, choices=[(c.code, c.name) for c in CATEGORIES.values()]
    )
    track = models.CharField(
        max_length=20,
        choices=list(TRACKS.items()),
        default="asb",
    )
    summary = models.TextField(blank=True)
    premises = models.ForeignKey(
        Premises, on_delete=models.PROTECT, related_name="cases", null=True, blank=True
    )
    # Their indexes are those below, which have the order of the lists in them.
    patch = models.ForeignKey(
        Patch, on_delete=models.PROTECT, null=True, related_name="cases", db_index=False
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="cases", db_index=False)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases", db_index=False
    )
    restricted = models.BooleanField(default=False)
    hate = models.BooleanField(default=False)
    status = models.CharField(
        max_length=20, choices=[(s.code, s.name) for s in STATUSES.values()], default="opened"
    )
    harm_band = models.CharField(max_length=10, choices=list(BANDS.items()), blank=True)
    harm_rank = models.PositiveSmallIntegerField(default=1)
    harm_score = models.PositiveSmallIntegerField(null=True)
    harm_words = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=40, blank=True)
    close_outcome = models.CharField(max_length=20, blank=True)
    reopened_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        # Lists show open cases by harm and closed ones by age; each index holds only its own.
        indexes = [
            models.Index(fields=[*_BY_HARM], condition=_OPEN, name="cases_open"),
            models.Index(fields=["officer", *_BY_HARM], condition=_OPEN, name="cases_open_officer"),
            models.Index(fields=["team", *_BY_HARM], condition=_OPEN, name="cases_open_team"),
            models.Index(fields=["patch", *_BY_HARM], condition=_OPEN, name="cases_open_patch"),
            models.Index(fields=[*_NEWEST], condition=_CLOSED, name="cases_closed"),
            models.Index(fields=["officer", *_NEWEST], condition=_CLOSED, name="cases_closed_offr"),
            models.Index(fields=["team", *_NEWEST], condition=_CLOSED, name="cases_closed_team"),
            models.Index(fields=["patch", *_NEWEST], condition=_CLOSED, name="cases_closed_patch"),
            models.Index(
                fields=["category", *_NEWEST], condition=_CLOSED, name="cases_closed_kind"
            ),
            # For the figures.
            models.Index(fields=["opened_at", "id"], name="cases_by_opening"),
            models.Index(fields=["closed_at"], condition=_CLOSED, name="cases_by_closing"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at__isnull=True)),
                name="cases_closed_has_its_date",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def what(self) -> str:
        """The category, as staff name it."""
        return CATEGORIES[self.category].name

    @property
    def outcome_words(self) -> str:
        """What came of it, once it is closed."""
        return OUTCOMES.get(self.close_outcome, "")


class CaseReader(models.Model):
    """A person on the list of a restricted case, until ``ended_at``."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="readable"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=Q(ended_at__isnull=True),
                name="cases_reader_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.user_id}"


class Party(models.Model):
    """A person's part in a case. One person may have several."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=20, choices=list(PARTS.items()))
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=10, choices=list(ENDED_BECAUSE.items()), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "part"],
                condition=Q(ended_at__isnull=True),
                name="cases_part_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} in {self.case_id}"


class StatusChange(models.Model):
    """How a case came to stand where it stands. Appended, never changed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="status_changes")
    status = models.CharField(max_length=20, choices=[(s.code, s.name) for s in STATUSES.values()])
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.case_id} {self.status}"


class Handover(models.Model):
    """A case passing from one officer to another, and why. Appended, never changed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="handovers")
    before = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.case_id} to {self.after_id}"


class Summary(models.Model):
    """The story of the case as the officer wrote it. Each version is kept; the newest stands."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="summaries")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"#{self.pk} of {self.case_id}"


class CaseLink(models.Model):
    """Two cases that belong together, and why. One row for each direction."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "other"], name="cases_link_once")]

    def __str__(self) -> str:
        return f"{self.case_id} with {self.other_id}"


class Note(models.Model):
    """What an officer wrote into the file. A mistake is answered by another note."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # The form's own mark, so that sending it twice makes one.
    submission = models.UUIDField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "submission"], name="cases_note_sent_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} in {self.case_id}"
