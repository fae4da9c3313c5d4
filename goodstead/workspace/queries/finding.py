"""One box: a reference, a name, a telephone number, an address, or words; within what one may see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from math import hypot

from goodstead.access.models import User
from goodstead.cases.models import Case, CaseQuerySet, Party
from goodstead.correspondence.queries import contacts_with
from goodstead.intake.models import Report, ReportQuerySet
from goodstead.intake.queries import newest_points
from goodstead.ledger.batches import batches
from goodstead.people import queries as persons
from goodstead.people.names import name_key
from goodstead.places.addresses import compact_postcode
from goodstead.places.grid import cell_of
from goodstead.places.queries import find_places
from goodstead.search import queries as words

MOST = 50
BATCHES = 10  # of two hundred: after that, "make your search narrower"
NEAR_METRES = 250
NEWEST = 500  # of each square, whoever may see them
AT_ONCE = 200  # of those that are near
_NEAR = re.compile(r"^near\s+(.+)$", re.IGNORECASE)
_REFERENCE = re.compile(r"^\S+-\S+$")
_NUMBER = re.compile(r"^[+\d][\d\s()-]{6,}$")


@dataclass(frozen=True)
class Hit:
    """One record found, and why it matched."""

    record: Case | Report
    why: str

    @property
    def is_case(self) -> bool:
        return isinstance(self.record, Case)

    @property
    def officer(self) -> str:
        """Who looks after it; empty for a report without a case."""
        case = self.record if isinstance(self.record, Case) else self.record.case
        return case.officer.name if case else ""

    @property
    def reporter(self) -> str:
        """Who reported it, for somebody who may open the report."""
        person = None if isinstance(self.record, Case) else self.record.person
        return person.name if person else ""


@dataclass(frozen=True)
class Found:
    """What a search found. ``stopped`` means that there may be more than is shown."""

    hits: list[Hit]
    stopped: bool = False


@dataclass(frozen=True)
class _Door:
    """What this person may open, asked once: a search goes through it up to eight times."""

    cases: CaseQuerySet
    reports: ReportQuerySet

    @classmethod
    def of(cls, user: User) -> _Door:
        reports = Report.objects.visible_to(user)
        return cls(
            Case.objects.visible_to(user).select_related("premises", "officer"),
            reports.select_related("premises", "person", "case__officer").for_a_line(),
        )

    def both(self, why: str, **wanted: object) -> Iterator[Hit]:
        for case in self.cases.filter(**wanted).order_by("-pk")[:MOST]:
            yield Hit(case, why)
        for report in self.reports.filter(**wanted).order_by("-pk")[:MOST]:
            yield Hit(report, why)

    def people(self, why: str, **wanted: object) -> Iterator[Hit]:
        yield from self._people(why, {f"person__{field}": value for field, value in wanted.items()})
        if went := persons.survivors(**wanted):
            yield from self._people(f"{why} of an earlier record of theirs", {"person__in": went})

    def _people(self, why: str, of_person: dict[str, object]) -> Iterator[Hit]:
        # Not a join: a case with two such people is one case, and DISTINCT compares every column.
        of_case = Party.objects.filter(**of_person).values("case")
        for case in self.cases.filter(pk__in=of_case).order_by("-pk")[:MOST]:
            yield Hit(case, why)
        for report in self.reports.filter(**of_person).order_by("-pk")[:MOST]:
            yield Hit(report, why)


def find(user: User, text: str) -> Found:
    """The most exact reading of what was typed first; nothing outside this person's scope."""
    text = text.replace("\x00", "").strip()
    if not text:
        return Found([])
    door = _Door.of(user)
    if place := _NEAR.match(text):
        around = list(_near(door, place[1]))
        return Found(around[:MOST], stopped=len(around) > MOST)
    seen: set[tuple[bool, int]] = set()
    hits: list[Hit] = []
    for hit in chain(_exact(door, text), _by_words(door, text)):
        if hit is None:
            return Found(hits, stopped=True)
        key = (hit.is_case, hit.record.pk)
        if key not in seen:
            seen.add(key)
            hits.append(hit)
        if len(hits) == MOST:
            return Found(hits, stopped=True)
    return Found(hits)


def _exact(door: _Door, text: str) -> Iterator[Hit]:
    if _REFERENCE.match(text):
        yield from door.both("the reference", reference=text.upper())
    if key := compact_postcode(text):
        yield from door.both("the postcode", premises__postcode=key)
    if "@" in text or _NUMBER.match(text):
        email, telephone = (text, "") if "@" in text else ("", text)
        contacts = contacts_with(email=email, telephone=telephone)
        why = "the email address" if email else "the telephone number"
        yield from door.people(why, contact__in=contacts)
    elif key := name_key(text):
        yield from door.people("the name", name_key=key)


def _near(door: _Door, text: str) -> Iterator[Hit]:
    """What was reported within a short walk of a postcode or a street, newest first."""
    place = next((p for p in find_places(text) if p.easting is not None), None)
    if place is None or place.easting is None or place.northing is None:
        return
    why = f"{NEAR_METRES} metres or less from {place.label}"
    found = _around(door, place.easting, place.northing)
    numbers = {report.case_id for report in found if report.case_id}
    for case in door.cases.filter(pk__in=numbers).order_by("-pk"):
        yield Hit(case, why)
    for report in found:
        yield Hit(report, why)


def _around(door: _Door, easting: int, northing: int) -> list[Report]:
    """The newest reports in the circle, from the few squares that it touches.

    Of each square only the newest are read, so a busy corner costs no more than a quiet one. The
    points are read first and the door is asked for the nearest few, newest first, until the list
    is full: most people may open most of what is near.
    """
    squares = {
        cell_of(easting + east, northing + north, 500)
        for east in (-NEAR_METRES, NEAR_METRES)
        for north in (-NEAR_METRES, NEAR_METRES)
    }
    points = chain.from_iterable(newest_points(square, NEWEST) for square in sorted(squares))
    near = sorted(
        (pk for pk, e, n in points if hypot(e - easting, n - northing) <= NEAR_METRES),
        reverse=True,
    )
    found: list[Report] = []
    for batch in batches(near, AT_ONCE):
        wanted = door.reports.filter(pk__in=batch).order_by("-pk")
        found += wanted[: MOST + 1 - len(found)]
        if len(found) > MOST:
            break
    return found


def _by_words(door: _Door, text: str) -> Iterator[Hit | None]:
    """``None`` at the end when there are more records with these words than are looked at."""
    for number, batch in enumerate(words.matching(text)):
        if number == BATCHES:
            yield None
            return
        cases = [pk for kind, pk in batch if kind == "cases.case"]
        reports = [pk for kind, pk in batch if kind == "intake.report"]
        for case in door.cases.filter(pk__in=cases).order_by("-pk")[:MOST]:
            yield Hit(case, f"the words “{text}” in the case")
        for report in door.reports.filter(pk__in=reports).order_by("-pk")[:MOST]:
            yield Hit(report, f"the words “{text}” in the report")
