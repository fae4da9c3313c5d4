"""What may belong together with one report: looked up by keys, then compared, the likeliest first.

Each key is an index probe with a limit, so the cost does not grow with the database: a busy address
or a common name costs no more than a quiet one, and the newest are looked at first. What a person
may not see is not fetched, not compared and not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from math import hypot
from typing import Any

from goodstead.access.models import User
from goodstead.cases.models import Case, Party
from goodstead.clocks.calendar import day_of
from goodstead.correspondence.queries import contacts_like
from goodstead.intake.models import Report, ReportQuerySet
from goodstead.intake.queries import newest_points
from goodstead.people import queries as persons
from goodstead.people.alike import Name, likeness
from goodstead.people.definitions.alike import LEAST, Reason
from goodstead.people.definitions.alike import MOST as MOST_POINTS
from goodstead.people.models import Person
from goodstead.places.grid import cell_of
from goodstead.places.models import Premises
from goodstead.search import queries as words

from ..definitions.alike import NEAR_METRES
from ..rules.alike import Happening, Match, is_night, match, telling_words

MOST = 20  # of reports, and of cases, that are shown
EACH = 40  # reports that one key may bring
NEWEST = 200  # of each square, and of each word
COMPARED = 100
MOST_LOOKED_UP = 4  # words of the report that are looked up
MOST_CASES = 40
_OTHER_PARTY = "alleged_perpetrator"
_CARE = (
    "Take care: whoever made this report may be the person complained about in that case ({why}). "
    "Do not add this report to that case. What its complainant told us must not reach them."
)


@dataclass(frozen=True)
class Candidate:
    """One report or case that may belong with the one at hand. ``care`` warns of a conflict."""

    record: Report | Case
    match: Match
    care: str = ""

    @property
    def is_case(self) -> bool:
        return isinstance(self.record, Case)


@dataclass(frozen=True)
class Together:
    """What may belong with one report. ``more``: there were more than are shown."""

    cases: list[Candidate] = field(default_factory=list)
    reports: list[Candidate] = field(default_factory=list)
    more: bool = False


def with_report(user: User, report: Report) -> Together:
    """What may belong with this report, which came through ``visible_to`` of the same person."""
    others = Report.objects.visible_to(user).exclude(pk=report.pk)
    if report.case_id:
        others = others.exclude(case=report.case_id)
    this = _happening(_row_of(report))
    alike = persons.named_alike(report.person)[:EACH] if report.person else []
    same = contacts_like(report.contact) if report.contact else []
    likely = _compared(others, this, _numbers(others, this, alike, same))
    cases = _cases(user, report, this, likely, _cases_of_people(alike, same))
    shown = likely[:MOST]
    found = (
        others.select_related("premises", "case").for_a_line().in_bulk([pk for pk, _, _ in shown])
    )
    reports = [Candidate(found[pk], matched) for pk, _, matched in shown if pk in found]
    more = len(likely) > MOST or len(cases) > MOST
    return Together(cases=cases[:MOST], reports=reports, more=more)


_Row = tuple[Any, ...]
_COLUMNS = (
    "pk", "case_id", "premises_id", "premises__postcode", "easting", "northing", "category",
    "received_at", "answers", "description", "person__name", "contact__email_key",
    "contact__phone_key",
)  # fmt: skip


def _row_of(report: Report) -> _Row:
    premises, person, contact = report.premises, report.person, report.contact
    return (
        report.pk, report.case_id, report.premises_id, premises.postcode if premises else "",
        report.easting, report.northing, report.category, report.received_at, report.answers,
        report.description, person.name if person else "", contact.email_key if contact else "",
        contact.phone_key if contact else "",
    )  # fmt: skip


def _happening(row: _Row) -> Happening:
    (_, _, premises, postcode, east, north, category, received, answers, text, name, email, phone) = row  # fmt: skip
    told = f"{text} {answers.get('who_did_it') or ''}"
    return Happening(
        premises=premises,
        postcode=postcode or "",
        point=None if east is None or north is None else (east, north),
        day=_day(answers, received),
        night=is_night(answers),
        category=category,
        kind=Report(category=category).what,
        name=Name.of(name or ""),
        email_key=email or "",
        phone_key=phone or "",
        words=telling_words(told),
    )


def _day(answers: dict[str, Any], received: Any) -> date:
    """The day on which it last happened, as far as that was said."""
    try:
        return date.fromisoformat(str(answers.get("last_on") or ""))
    except ValueError:
        return day_of(received)


def _numbers(
    others: ReportQuerySet, this: Happening, alike: list[int], same: list[int]
) -> list[int]:
    """The numbers of reports that share a key with this one, those that share most first."""
    around = Premises.objects.filter(postcode=this.postcode).exclude(pk=this.premises or 0)
    doors = around.values_list("pk", flat=True)[:EACH] if this.postcode else []
    keys: tuple[tuple[int, str, list[int]], ...] = (
        (4, "premises", [this.premises] if this.premises else []),
        (1, "premises", list(doors)),
        (4, "contact", same),
        (3, "person", alike),
    )
    found: Counter[int] = Counter()
    for weight, key, wanted in keys:
        if wanted:
            numbers = others.filter(**{f"{key}__in": wanted}).order_by("-pk")
            for number in numbers.values_list("pk", flat=True)[:EACH]:
                found[number] += weight
    for number in _near(this):
        found[number] += 2
    for number, times in _by_words(this).items():
        found[number] += times
    return [pk for pk, _ in found.most_common(COMPARED)]


def _near(this: Happening) -> list[int]:
    """The newest reports within a short walk, from the few squares that it touches."""
    if this.point is None:
        return []
    east, north = this.point
    sides = (-NEAR_METRES, NEAR_METRES)
    squares = {cell_of(east + x, north + y, 500) for x in sides for y in sides}
    points = [point for one in sorted(squares) for point in newest_points(one, NEWEST)]
    near = (pk for pk, e, n in points if hypot(e - east, n - north) <= NEAR_METRES)
    return sorted(near, reverse=True)[: 2 * EACH]


def _by_words(this: Happening) -> Counter[int]:
    """Reports with the most telling words of this one. Each word is a probe, newest first."""
    telling = sorted(this.words, key=lambda w: (w.isalpha(), -len(w), w))[:MOST_LOOKED_UP]
    found: Counter[int] = Counter()
    for word in telling:
        batch = next(words.matching(word), [])
        found += Counter(pk for kind, pk in islice(batch, NEWEST) if kind == "intake.report")
    return found


_Compared = tuple[int, int | None, Match]


def _compared(others: ReportQuerySet, this: Happening, numbers: list[int]) -> list[_Compared]:
    """Number, case and likeness of those worth a look, the likeliest first and then the newest."""
    rows = others.filter(pk__in=numbers).values_list(*_COLUMNS) if numbers else []
    scored = [(row[0], row[1], match(this, _happening(row))) for row in rows]
    worth = [one for one in scored if one[2].strength]
    return sorted(worth, key=lambda one: (-one[2].points, -one[0]))


def _cases(
    user: User, report: Report, this: Happening, likely: list[_Compared], theirs: set[int]
) -> list[Candidate]:
    """Cases with one of these reports in them, at the same address, or with the same person."""
    by_report: dict[int, Match] = {}
    for _, case, matched in likely:
        if case is not None:
            by_report.setdefault(case, matched)
    seen = Case.objects.visible_to(user).exclude(pk=report.case_id or 0)
    numbers = set(islice(by_report, MOST_CASES)) | theirs
    if report.premises_id:
        here = seen.filter(premises=report.premises_id).order_by("-pk")
        numbers |= set(here.values_list("pk", flat=True)[:MOST])
    found = list(seen.filter(pk__in=numbers).select_related("premises", "officer"))
    people = _parties(found, report)
    candidates = [_case(case, this, by_report.get(case.pk), people.get(case.pk)) for case in found]
    worth = [one for one in candidates if one.match.strength or one.care]
    return sorted(worth, key=lambda one: (-one.match.points, -one.record.pk))


def _cases_of_people(alike: list[int], same: list[int]) -> set[int]:
    """Cases in which somebody has a part who may be whoever reported this."""
    theirs = list(Person.objects.filter(contact__in=same).values_list("pk", flat=True))
    parts = Party.objects.filter(person__in=alike + theirs, ended_at=None).order_by("-pk")
    return set(parts.values_list("case_id", flat=True)[:MOST_CASES])


@dataclass
class _Known:
    """What the people of one case say about who reported this: the one who is most like them."""

    points: int = 0
    reasons: tuple[Reason, ...] = ()
    care: str = ""


def _parties(cases: Iterable[Case], report: Report) -> dict[int, _Known]:
    """For each case, whether somebody in it may be whoever made the report; one query."""
    if report.person is None:
        return {}
    this = persons.traits(report.person)
    known: dict[int, _Known] = {}
    parties = Party.objects.filter(case__in=list(cases), ended_at=None)
    for party in parties.select_related("person__contact"):
        same = party.person_id == report.person_id
        found = likeness(this, persons.traits(party.person))
        if not same and found.points < LEAST:
            continue
        one = known.setdefault(party.case_id, _Known())
        if party.part == _OTHER_PARTY:
            why = "the same record" if same else found.reasons[0].words
            one.care = _CARE.format(why=why[0].lower() + why[1:])
        elif same or found.points > one.points:
            one.points = MOST_POINTS if same else found.points
            one.reasons = _of_party(party, found.reasons[:2], same=same)
    return known


def _of_party(party: Party, found: tuple[Reason, ...], *, same: bool) -> tuple[Reason, ...]:
    if same:
        return (Reason("same_person", "The same person has a part in it", 40),)
    words = f"{party.get_part_display()} may be the same person"
    return tuple(replace(reason, words=f"{words}: {reason.words}") for reason in found)


_ONE_KIND = dict.fromkeys(
    ("same_name", "sounds_alike", "spelt_alike", "short_form", "one_word"), "name"
)


def _case(case: Case, this: Happening, by_report: Match | None, known: _Known | None) -> Candidate:
    """A case with what speaks for it: its own place and words, its reports, its people.

    Of one kind of reason the strongest counts, once.
    """
    own = match(this, _happening_of_case(case)).reasons
    told = by_report.reasons if by_report else ()
    theirs = known.reasons if known else ()
    found: dict[str, Reason] = {}
    for reason in (*own, *told, *theirs):
        kind = _ONE_KIND.get(reason.code, reason.code)
        if kind not in found or reason.points > found[kind].points:
            found[kind] = reason
    reasons = tuple(sorted(found.values(), key=lambda reason: -reason.points))
    return Candidate(case, Match(reasons), known.care if known else "")


def _happening_of_case(case: Case) -> Happening:
    premises = case.premises
    return Happening(
        premises=case.premises_id,
        postcode=premises.postcode if premises else "",
        point=premises.point if premises else None,
        day=day_of(case.opened_at),
        night=False,
        category=case.category,
        kind=case.what,
        name=Name("", ()),
        email_key="",
        phone_key="",
        words=telling_words(case.summary),
    )
