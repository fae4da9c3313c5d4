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
from goodstead.people.names import name_key
from goodstead.places.addresses import compact_postcode
from goodstead.places.grid import cell_of
from goodstead.places.queries import find_places
from goodstead.search import queries as words

MOST = 50
BATCHES = 10  # of two hundred: after that, "make your search narrower"
NEAR_METRES = 250
NEWEST = 500  # of each square, whoever may see them
_NEAR = re.compile(r"^near\s+(.+)$", re.IGNORECASE)
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


def find(user: User, text: str) -> Found:
    """The most exact reading of what was typed first; nothing outside this person's scope."""
    text = text.replace("\x00", "").strip()
    if not text:
        return Found([])
    if place := _NEAR.match(text):
        around = list(_near(user, place[1]))
        return Found(around[:MOST], stopped=len(around) > MOST)
    seen: set[tuple[bool, int]] = set()
    hits: list[Hit] = []
    for hit in chain(_exact(user, text), _by_words(user, text)):
        if hit is None:
            return Found(hits, stopped=True)
        key = (hit.is_case, hit.record.pk)
        if key not in seen:
            seen.add(key)
            hits.append(hit)
        if len(hits) == MOST:
            return Found(hits, stopped=True)
    return Found(hits)


def _cases(user: User) -> CaseQuerySet:
    return Case.objects.visible_to(user).select_related("premises", "officer")


def _reports(user: User) -> ReportQuerySet:
    seen = Report.objects.visible_to(user)
    return seen.select_related("premises", "person", "case__officer")


def _exact(user: User, text: str) -> Iterator[Hit]:
    reference = text.upper()
    yield from _both(user, "the reference", reference=reference)
    if key := compact_postcode(text):
        yield from _both(user, "the postcode", premises__postcode=key)
    if "@" in text or _NUMBER.match(text):
        email, telephone = (text, "") if "@" in text else ("", text)
        contacts = contacts_with(email=email, telephone=telephone)
        why = "the email address" if email else "the telephone number"
        yield from _people(user, why, contact__in=contacts)
    elif key := name_key(text):
        yield from _people(user, "the name", name_key=key)


def _near(user: User, text: str) -> Iterator[Hit]:
    """What was reported within a short walk of a postcode or a street, newest first."""
    place = next((p for p in find_places(text) if p.easting is not None), None)
    if place is None or place.easting is None or place.northing is None:
        return
    why = f"{NEAR_METRES} metres or less from {place.label}"
    found = _around(user, place.easting, place.northing)
    numbers = {report.case_id for report in found if report.case_id}
    for case in _cases(user).filter(pk__in=numbers).order_by("-pk"):
        yield Hit(case, why)
    for report in found:
        yield Hit(report, why)


def _around(user: User, easting: int, northing: int) -> list[Report]:
    """The newest reports in the circle, from the few squares that it touches.

    Of each square only the newest are read, so a busy corner costs no more than a quiet one.
    """
    squares = {
        cell_of(easting + east, northing + north, 500)
        for east in (-NEAR_METRES, NEAR_METRES)
        for north in (-NEAR_METRES, NEAR_METRES)
    }
    seen = Report.objects.visible_to(user)
    near: list[int] = []
    for square in sorted(squares):
        points = seen.newest_in(square, NEWEST).values_list("pk", "easting", "northing")
        near += [
            pk
            for pk, east, north in points
            if east is not None
            and north is not None
            and hypot(east - easting, north - northing) <= NEAR_METRES
        ]
    shown = sorted(near, reverse=True)[: MOST + 1]
    return list(_reports(user).filter(pk__in=shown).order_by("-pk"))


def _both(user: User, why: str, **wanted: object) -> Iterator[Hit]:
    for case in _cases(user).filter(**wanted).order_by("-pk")[:MOST]:
        yield Hit(case, why)
    for report in _reports(user).filter(**wanted).order_by("-pk")[:MOST]:
        yield Hit(report, why)


def _people(user: User, why: str, **wanted: object) -> Iterator[Hit]:
    of_person = {f"person__{field}": value for field, value in wanted.items()}
    # Not a join: a case with two such people is one case, and DISTINCT compares every column.
    of_case = Party.objects.filter(**of_person).values("case")
    for case in _cases(user).filter(pk__in=of_case).order_by("-pk")[:MOST]:
        yield Hit(case, why)
    reports = _reports(user).filter(**of_person)
    for report in reports.order_by("-pk")[:MOST]:
        yield Hit(report, why)


def _by_words(user: User, text: str) -> Iterator[Hit | None]:
    """``None`` at the end when there are more records with these words than are looked at."""
    for number, batch in enumerate(words.matching(text)):
        if number == BATCHES:
            yield None
            return
        cases = [pk for kind, pk in batch if kind == "cases.case"]
        reports = [pk for kind, pk in batch if kind == "intake.report"]
        for case in _cases(user).filter(pk__in=cases).order_by("-pk")[:MOST]:
            yield Hit(case, f"the words “{text}” in the case")
        for report in _reports(user).filter(pk__in=reports).order_by("-pk")[:MOST]:
            yield Hit(report, f"the words “{text}” in the report")
