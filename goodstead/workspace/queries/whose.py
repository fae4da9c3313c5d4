"""In which files people stand, and whether somebody may see all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db.models import Model

from goodstead.access.models import User
from goodstead.cases.models import Case
from goodstead.intake.models import Report
from goodstead.people.models import Person

from ..definitions.merging import OF_PERSON, Link


@dataclass(frozen=True)
class Files:
    """Every file in which a person stands."""

    cases: tuple[Case, ...]
    reports: tuple[Report, ...]

    @property
    def all(self) -> tuple[Case | Report, ...]:
        return (*self.cases, *self.reports)

    @property
    def restricted(self) -> bool:
        return any(one.restricted for one in self.all)


def rows(link: Link, of: Iterable[Any]) -> list[Any]:
    """The rows that name these people (or contacts) in this column, whoever may see them."""
    model = apps.get_model(link.label)
    found = model._base_manager.filter(**{f"{link.column}__in": list(of)}).order_by("pk")
    if link.file:
        found = found.select_related(link.file.replace(".", "__"))
    return list(found)


def file_of(link: Link, row: Any) -> Model | None:
    """The file that a row stands in; ``None`` when it stands with the person alone."""
    if link.file is None:
        return None
    found: Model = attrgetter(link.file)(row) if link.file else row
    return found


def files_of_all(people: Iterable[int]) -> dict[int, Files]:
    """Every case and report that names these people, by person. Not for showing: see ``seen``.

    A few queries, however many people and files there are.
    """
    wanted = set(people)
    cases: dict[int, set[int]] = {pk: set() for pk in wanted}
    reports: dict[int, set[int]] = {pk: set() for pk in wanted}
    for link in OF_PERSON:
        if link.file is None:
            continue
        found = apps.get_model(link.label)._base_manager.filter(**{f"{link.column}__in": wanted})
        path = f"{link.file.replace('.', '__')}_id" if link.file else "pk"
        into = cases if link.file else reports
        for person, file in found.values_list(f"{link.column}_id", path):
            into[person].add(file)
    held = Case.objects.in_bulk({pk for each in cases.values() for pk in each})
    told = (
        Report.objects.all().for_a_line().in_bulk({pk for each in reports.values() for pk in each})
    )
    return {
        pk: Files(
            tuple(held[case] for case in sorted(cases[pk])),
            tuple(told[report] for report in sorted(reports[pk])),
        )
        for pk in wanted
    }


def files_of(person: Person) -> Files:
    return files_of_all([person.pk])[person.pk]


def seen(user: User, people: Iterable[int]) -> dict[int, Files]:
    """Of these people those of whom every file may be seen, with their files; at least one each.

    Somebody of whom one file is closed to the reader does not exist for them here: nothing is
    offered, nothing is counted, and the address is not found.
    """
    every = files_of_all(people)
    cases = {case.pk for files in every.values() for case in files.cases}
    reports = {report.pk for files in every.values() for report in files.reports}
    open_cases = set(
        Case.objects.visible_to(user).filter(pk__in=cases).values_list("pk", flat=True)
    )
    open_reports = set(
        Report.objects.visible_to(user).filter(pk__in=reports).values_list("pk", flat=True)
    )
    return {
        pk: files
        for pk, files in every.items()
        if files.all
        and all(case.pk in open_cases for case in files.cases)
        and all(report.pk in open_reports for report in files.reports)
    }


def all_seen(user: User, *people: Person) -> bool:
    """Whether this person may see every file of all of these."""
    numbers = {person.pk for person in people}
    return seen(user, numbers).keys() == numbers


def person_at(pk: int) -> Person | None:
    """The person with this number; of a record that was merged, the one that it went into."""
    person = Person.objects.select_related("contact").filter(pk=pk).first()
    while person is not None and person.merged_into_id:
        person = Person.objects.select_related("contact").filter(pk=person.merged_into_id).first()
    return person


def person_seen(user: User, pk: int) -> Person | None:
    """The person at this number, if every file of theirs may be seen."""
    person = person_at(pk)
    return person if person is not None and all_seen(user, person) else None


def files_seen(user: User, person: Person) -> Files:
    """Those files of a person that may be seen; none at all for somebody who is not to be known."""
    every = files_of(person)
    cases = Case.objects.visible_to(user).filter(pk__in=[case.pk for case in every.cases])
    told = [report.pk for report in every.reports]
    reports = Report.objects.visible_to(user).filter(pk__in=told).for_a_line()
    return Files(tuple(cases.order_by("pk")), tuple(reports.order_by("pk")))
