"""People, and what can make harm worse for them. Not their part in a case."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from goodstead.access.models import User
from goodstead.correspondence.models import SafeContact

from .definitions.needs import NEEDS, SOURCES
from .definitions.tenure import TENURES
from .names import LONGEST


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


class Person(models.Model):
    """Somebody who is harmed, causes harm, saw it, or helps. One row per person, never merged by
    itself: two people of one name and birthday stay two until two members of staff decide.

    Equality facts are not kept here; they are asked for apart from casework.
    """

    name = models.CharField(max_length=LONGEST)
    known_as = models.CharField(max_length=LONGEST, blank=True)
    name_key = models.CharField(max_length=LONGEST, blank=True, db_index=True)
    born_on = models.DateField(null=True)
    tenure = models.CharField(max_length=30, choices=list(TENURES.items()), blank=True)
    contact = models.OneToOneField(
        SafeContact, on_delete=models.PROTECT, null=True, related_name="person"
    )

    objects: ClassVar[PersonQuerySet] = PersonQuerySet.as_manager()  # type: ignore[assignment]

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
