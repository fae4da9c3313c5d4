"""People, and what can make harm worse for them. Not their part in a case."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goodstead.access.models import User
from goodstead.correspondence.models import SafeContact

from .definitions.merging import STATES
from .definitions.needs import NEEDS, SOURCES
from .definitions.tenure import TENURES
from .names import LONGEST, SOUND_LENGTH


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: User) -> PersonQuerySet:
        """Nobody, whatever their post. A list of people is a list of victims.

        A person is reached only through a file that the reader may see: the parties of a case, the
        reporter of a report. Those apps ask ``Case.objects.visible_to(user)`` and follow the link.
        So a page that lists people here shows an empty list, and a page of one person is a 404.
        """
        return self.none()

    def lock(self, person: Person) -> Person:
        """The same person, read again and locked until the transaction ends."""
        return self.select_for_update().get(pk=person.pk)

    def lock_both(self, one: Person, other: Person) -> tuple[Person, Person]:
        """Both, the older first whichever is asked for first, so that nobody waits in a circle."""
        held = {p.pk: self.lock(p) for p in sorted({one, other}, key=lambda p: int(p.pk))}
        return held[one.pk], held[other.pk]

    def standing(self) -> PersonQuerySet:
        """Without the records that were put together with another: those lead to that one."""
        return self.filter(merged_into__isnull=True)


class Person(models.Model):
    """Somebody who is harmed, causes harm, saw it, or helps. One row per person, never merged by
    itself: two people of one name and birthday stay two until two members of staff decide.

    Equality facts are not kept here; they are asked for apart from casework.
    """

    name = models.CharField(max_length=LONGEST)
    known_as = models.CharField(max_length=LONGEST, blank=True)
    name_key = models.CharField(max_length=LONGEST, blank=True)
    # How the first and the last word of the name sound: a name is looked for by both ends.
    sound_first = models.CharField(max_length=SOUND_LENGTH, blank=True, db_default="")
    sound_last = models.CharField(max_length=SOUND_LENGTH, blank=True, db_default="")
    born_on = models.DateField(null=True)
    tenure = models.CharField(max_length=30, choices=list(TENURES.items()), blank=True)
    contact = models.OneToOneField(
        SafeContact, on_delete=models.PROTECT, null=True, related_name="person"
    )
    # The record that this one was put together with. Whoever is led here is led on to that one.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="was_also"
    )

    objects: ClassVar[PersonQuerySet] = PersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        # The newest first, so that a common name costs no more than a rare one.
        indexes = [
            models.Index(fields=["sound_last", "-id"], name="people_sound_last"),
            models.Index(fields=["sound_first", "-id"], name="people_sound_first"),
            models.Index(fields=["name_key", "-id"], name="people_name_newest"),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """What they like to be called; otherwise their name; otherwise that we do not know it."""
        return self.known_as or self.name or "Name not known"

    @property
    def initials(self) -> str:
        """For pages that somebody near may see."""
        return "".join(word[0].upper() for word in self.called.split()[:3])

    def age_on(self, day: date) -> int | None:
        """Whole years on a day; ``None`` when the birthday is not known or still to come."""
        if self.born_on is None or self.born_on > day:
            return None
        had_birthday = (day.month, day.day) >= (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - (not had_birthday)


class VulnerabilityQuerySet(models.QuerySet["Vulnerability"]):
    def lock(self, vulnerability: Vulnerability) -> Vulnerability:
        """The same row, read again and locked until the transaction ends."""
        return self.select_for_update().get(pk=vulnerability.pk)

    def current(self) -> VulnerabilityQuerySet:
        """What applies now."""
        return self.filter(ended_at__isnull=True)


class Vulnerability(models.Model):
    """One thing that can make harm worse for a person, who said so, and when to look again."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="vulnerabilities")
    kind = models.CharField(max_length=30, choices=[(n.code, n.name) for n in NEEDS.values()])
    detail = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=20, choices=list(SOURCES.items()))
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[VulnerabilityQuerySet] = VulnerabilityQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(ended_at__isnull=True),
                name="people_need_once",
            )
        ]

    def __str__(self) -> str:
        return NEEDS[self.kind].name


class MergeQuerySet(models.QuerySet["Merge"]):
    def lock(self, merge: Merge) -> Merge:
        """The same proposal, read again and locked until the transaction ends."""
        return self.select_for_update().get(pk=merge.pk)

    def waiting(self) -> MergeQuerySet:
        """Proposed, and no second person has decided yet."""
        return self.filter(state="proposed")


class Merge(models.Model):
    """Two records that one member of staff takes for one person, and what became of it.

    ``kept`` is the record that stays. ``chosen`` says from which of the two each value that differs
    is taken: ``{field: "kept" or "other"}``. ``saw`` is a digest of what both records said when it
    was proposed: a second person confirms what the first one saw, or nothing.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=list(STATES.items()), default="proposed")
    why = models.TextField()
    chosen = models.JSONField(default=dict)
    saw = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_why = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_why = models.TextField(blank=True)

    objects: ClassVar[MergeQuerySet] = MergeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["other"], condition=Q(state="proposed"), name="people_one_merge_waits"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="people_second_person_decides",
            ),
            models.CheckConstraint(condition=~Q(kept=F("other")), name="people_merge_of_two"),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="people_merge_state")]

    def __str__(self) -> str:
        return f"Merge {self.pk}"


class Moved(models.Model):
    """One row that a merge changed: each field as it was before, and as the merge left it.

    It is what un-merging reads. ``label`` and ``record_id`` name the row as the ledger does.
    """

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="moved")
    label = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merge", "label", "record_id"], name="people_moved_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}:{self.record_id} in {self.merge_id}"
