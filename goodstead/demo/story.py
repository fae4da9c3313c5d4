"""A borough for a year: what was reported, what was done, and what came of it.

Everything is done through the same actions as in life, by people who may do it, at times when
they might. The dice are loaded the same way each time; only the dates move with the calendar.
"""

from __future__ import annotations

import heapq
import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

import shapely

from goodstead.access.models import Patch, User
from goodstead.cases.models import Case
from goodstead.clocks.calendar import add_working_days, day_of, is_working_day
from goodstead.intake import actions as intake
from goodstead.intake.models import Report
from goodstead.places import actions as places
from goodstead.places.loads import AreaRow, PostcodeRow, StreetRow
from goodstead.places.models import Area

from . import borough, diarists, words
from .casework import Casework
from .staff import engage

REPORTS, CASES, HOT_SPOTS = 600, 120, 18
Happening = Callable[[datetime], None]


@dataclass
class Borough:
    """What the story knows while it is told."""

    chance: Random
    begin: datetime
    end: datetime
    staff: dict[str, User] = field(default_factory=dict)
    streets: list[borough.Street] = field(default_factory=list)
    hot: list[tuple[borough.Street, int]] = field(default_factory=list)
    open_at: dict[str, Case] = field(default_factory=dict)
    cases: int = 0
    queue: list[tuple[datetime, int, Happening]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=itertools.count)

    def later(self, at: datetime, happening: Happening) -> None:
        """Let something happen, if it is before the end of the story."""
        if at < self.end:
            heapq.heappush(self.queue, (at, next(self.order), happening))

    def workday(self, after: datetime, days: int, hour: int | None = None) -> datetime:
        """A moment in office hours, some working days on."""
        day = add_working_days(day_of(after), days) if days else day_of(after)
        while not is_working_day(day):
            day += timedelta(days=1)
        at = datetime.combine(
            day, time(hour or self.chance.randint(9, 16), self.chance.randint(0, 59))
        )
        moment = at.replace(tzinfo=after.tzinfo)
        return max(moment, after + timedelta(minutes=5))


def begin(story: Borough) -> None:
    """Open the accounts, draw the borough, and let the year's reports fall where they may."""
    story.staff = engage(story.begin)
    story.streets = borough.streets(story.chance)
    _draw(story)
    by_ward = {ward: [s for s in story.streets if s.ward == ward] for ward in borough.WARDS}
    wards = story.chance.choices(borough.WARDS, borough.WEIGHTS, k=HOT_SPOTS)
    story.hot = [
        (story.chance.choice(by_ward[ward]), story.chance.randint(1, 60)) for ward in wards
    ]
    length = story.end - story.begin - timedelta(days=1)
    for _ in range(REPORTS):
        at = story.begin + timedelta(days=1) + length * story.chance.random()
        at = at.replace(hour=story.chance.choices(range(24), _HOURS)[0])
        ward = story.chance.choices(borough.WARDS, borough.WEIGHTS)[0]
        story.later(at, _report_of(story, story.chance.choice(by_ward[ward])))


_HOURS = (4, 3, 2, 1, 1, 1, 2, 4, 7, 8, 8, 7, 7, 6, 6, 6, 7, 8, 9, 10, 11, 12, 10, 7)


def _draw(story: Borough) -> None:
    """Wards as the land nearest to each middle, on patches; streets and postcodes."""
    middles = shapely.MultiPoint([(w.easting, w.northing) for w in borough.WARDS])
    frame = shapely.box(516000, 200000, 533000, 220000)
    cells = [cell & frame for cell in shapely.voronoi_polygons(middles, extend_to=frame).geoms]
    rows = []
    for ward in borough.WARDS:
        cell = next(c for c in cells if c.covers(shapely.Point(ward.easting, ward.northing)))
        shape = json.dumps(shapely.geometry.mapping(cell))
        rows.append(AreaRow(ward.code, ward.name, datetime(2025, 1, 1).date(), shape))  # noqa: DTZ001
    at, source = story.begin, "Demonstration"
    places.load_areas(by=None, at=at, kind="ward", rows=rows, source=source)
    patches = {patch.name: patch for patch in Patch.objects.all()}
    for ward in borough.WARDS:
        area = Area.objects.get(kind="ward", code=ward.code)
        patch = patches[borough.patch_of(ward)]
        places.put_area_on_patch(by=None, at=at, area=area, patch=patch)
    places.load_streets(
        by=None, at=at, source=source,
        rows=[StreetRow(s.name, s.ward.name, s.easting, s.northing) for s in story.streets],
    )  # fmt: skip
    places.load_postcodes(
        by=None, at=at, source=source,
        rows=[
            PostcodeRow(s.postcode.replace(" ", ""), s.easting, s.northing, s.ward.code)
            for s in story.streets
        ],
    )  # fmt: skip


def _report_of(story: Borough, street: borough.Street) -> Happening:
    """Somebody reports something; tomorrow somebody decides about it."""

    def happen(at: datetime) -> None:
        chance = story.chance
        house = chance.randint(1, 60)
        where = street
        if chance.random() < 0.45:
            where, house = chance.choice(story.hot)
        kinds = list(words.TROUBLE)
        kind = chance.choices(kinds, [words.TROUBLE[k][0] for k in kinds])[0]
        channel, by = "web", None
        if chance.random() < 0.3:
            channel, by = "phone", story.staff[chance.choice(("contact", "contact2"))]
        report, _ = intake.submit_report(
            by=by, at=at, submission_key=f"story-{next(story.order)}", channel=channel,
            answers=answers(chance, kind, where, house), files=[],
        )  # fmt: skip
        diarists.keep(story, report)
        story.later(
            story.workday(at, chance.choice((0, 1, 1, 1, 2))), _decide(story, report, where, house)
        )

    return happen


def answers(chance: Random, kind: str, where: borough.Street, house: int) -> dict[str, Any]:
    """What one resident says on the form."""
    number = chance.randrange(len(words.TROUBLE[kind][1]))
    said = words.TROUBLE[kind][1][number].format(street=where.name)
    given: dict[str, Any] = {
        "danger": "no", "category": kind, "description": said,
        "place_label": f"{where.name}, {where.ward.name}", "street": where.name,
        "town": where.ward.name, "house": str(house), "postcode": where.postcode,
        "easting": where.easting, "northing": where.northing,
        "frequency": chance.choice(("once", "occasional", "monthly", "weekly", "weekly", "most_days")),
    }  # fmt: skip
    given |= words.ABOUT[kind][number]
    if kind not in words.STREET_SCENE:
        given |= {
            "affected": chance.choice(("me", "household", "community")),
            "daily_life": chance.choice(("none", "a_little", "moderate", "a_lot", "not_said")),
            "fear": chance.choice(("no", "no", "some", "yes", "not_said")),
            "targeted": chance.choice(("no", "no", "community", "personally")),
            "violence": "yes" if chance.random() < 0.03 else "no",
            "support": chance.choice(("good", "few", "alone")),
            "vulnerable": [chance.choice(("health", "age", "children"))] if chance.random() < 0.3 else [],
        }  # fmt: skip
    if kind == "hate":
        given["strands"] = [chance.choice(("race", "religion", "disability"))]
    if chance.random() < 0.8:
        name = f"{chance.choice(words.FIRST)} {chance.choice(words.LAST)}"
        given |= {
            "may_contact": "yes", "name": name, "ways": ["email", "phone"],
            "email": f"{name.lower().replace(' ', '.')}{chance.randint(1, 99)}@example.org",
            "telephone": f"01632 9600{chance.randint(10, 99)}",
            "voicemail": "no", "follow": "yes",
            "safe_times": chance.choice(("", "", "After 6pm", "Mornings", "Not at weekends")),
        }  # fmt: skip
    else:
        given["may_contact"] = "no"
    return given


def _decide(story: Borough, report: Report, where: borough.Street, house: int) -> Happening:
    """Triage: a case, the case that is already open there, or another answer."""

    def happen(at: datetime) -> None:
        by = story.staff["leader"]
        here = f"{where.name} {house}"
        known = story.open_at.get(here)
        if known is not None and known.restricted == report.restricted and _still_open(known):
            known.refresh_from_db()
            intake.attach_to_case(
                by=known.officer if known.restricted else by,
                at=at,
                report=report,
                case=known,
                reason="Same address, same kind of trouble.",
            )
        elif report.category in words.STREET_SCENE:
            intake.refer_report(
                by=by, at=at, report=report, to="Community Environment",
                reason="Street scene: cleared by the environment team.",
            )  # fmt: skip
        elif _makes_a_case(story, report, at):
            story.cases += 1
            case = intake.open_case(
                by=by, at=at, report=report, officer=_officer_for(story, report),
                reason="Harm and persistence call for a named officer.",
            )  # fmt: skip
            story.open_at[here] = case
            Casework(story, case).begin(at)
        elif story.chance.random() < 0.2:
            intake.mark_not_asb(
                by=by, at=at, report=report, reason="Everyday living noise at a reasonable hour."
            )
        else:
            intake.advise_report(
                by=by,
                at=at,
                report=report,
                reason="First time and low harm. Advice and diary sent.",
            )

    return happen


def _officer_for(story: Borough, report: Report) -> User | None:
    """More harm goes to the patch's anti-social behaviour officer; nuisance stays on the patch."""
    if report.restricted or report.harm_score < 8 or report.patch is None:
        return None
    number = borough.PATCHES.index(report.patch.name)
    return story.staff["officer" if number < 4 else "officer2" if number < 7 else "officer3"]


def _still_open(case: Case) -> bool:
    return Case.objects.filter(pk=case.pk, closed_at__isnull=True).exists()


def _makes_a_case(story: Borough, report: Report, at: datetime) -> bool:
    """The most harmed first, spread over the year so that the story has 120 cases."""
    if story.cases >= CASES:
        return False
    gone = (at - story.begin) / (story.end - story.begin)
    behind = story.cases < CASES * gone
    return report.restricted or report.harm_score >= (4 if behind else 12)


def happen_until(story: Borough, night: datetime) -> None:
    """Everything that happens before ``night``, in order, with what follows from it the same day."""
    while story.queue and story.queue[0][0] < night:
        at, _, happening = heapq.heappop(story.queue)
        happening(at)
