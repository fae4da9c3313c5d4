"""Two records side by side, the files in which they stand, and what waits for a second person."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from goodstead.access.definitions.roles import ROLES
from goodstead.access.models import User
from goodstead.access.permissions import Permission, can
from goodstead.cases.definitions.statuses import BAND_RANK, HARMED_PARTS
from goodstead.cases.models import Case, Party
from goodstead.correspondence.definitions.contact import FIELDS
from goodstead.intake.models import Report
from goodstead.ledger.models import Entry, key_of
from goodstead.people import queries as persons
from goodstead.people.alike import Likeness, likeness
from goodstead.people.definitions.alike import LEAST
from goodstead.people.models import Merge, Person, Vulnerability
from goodstead.risk.queries import latest_assessment

from ..definitions.merging import CHOSEN, OF_THE_PERSON
from ..rules import merging as rules
from .whose import (
    Files,
    all_seen,
    file_of,
    files_of,
    files_of_all,
    files_seen,
    person_at,
    person_seen,
    rows,
    seen,
)

__all__ = [
    "all_seen", "file_of", "files_of", "files_of_all", "files_seen", "person_at", "person_seen",
    "rows",
]  # fmt: skip

MOST = 20
_OTHER_PARTY = "alleged_perpetrator"
_CONFLICT = (
    "In {file} one of them is complained about and the other is harmed, saw it or reported it. "
    "They can never be one person there. Correct who has which part first, if that is wrong."
)


_LOWER = (
    "In case {reference} the newer assessment came to less harm than the one before it. As one "
    "person the newer one would count. Assess again first, with what is known of both."
)


@dataclass(frozen=True)
class Alike:
    """Somebody who may be the same person, and why."""

    person: Person
    files: Files
    match: Likeness


def might_be(user: User, person: Person) -> list[Alike]:
    """Who may be the same person, the likeliest first; never two who were found to be two.

    Nobody when a file of this person is closed to the reader: the same answer as when nobody is
    alike, so that the page does not tell that there is such a file.
    """
    own = seen(user, [person.pk])
    if not own:
        return []
    contact = person.contact
    by_details = persons.same_person(contact, name=person.name) if contact else []
    numbers = {match.person.pk for match in by_details} | set(persons.named_alike(person))
    numbers -= _found_to_be_two(person) | {person.pk}
    others = Person.objects.all().standing().filter(pk__in=numbers).select_related("contact")
    files = seen(user, [other.pk for other in others])
    this = persons.traits(person, _addresses(own[person.pk]))
    found = [
        Alike(other, theirs, likeness(this, persons.traits(other, _addresses(theirs))))
        for other in others
        if (theirs := files.get(other.pk)) is not None
    ]
    worth = [one for one in found if one.match.points >= LEAST]
    return sorted(worth, key=lambda one: (-one.match.points, -one.person.pk))[:MOST]


def _addresses(files: Files) -> frozenset[str]:
    return frozenset(str(one.premises_id) for one in files.all if one.premises_id)


def _found_to_be_two(person: Person) -> set[int]:
    """With whom a second person did not take this one for the same, or took them apart again."""
    decided = Merge.objects.filter(
        Q(kept=person) | Q(other=person), state__in=("declined", "undone")
    )
    return {pk for pair in decided.values_list("kept", "other") for pk in pair}


@dataclass(frozen=True)
class Line:
    """One field of both records. ``asked``: they differ, so one of the two is chosen."""

    field: str
    label: str
    kept: Any
    other: Any
    asked: bool


@dataclass(frozen=True)
class Pair:
    """Two records side by side, with what speaks for and against one person."""

    kept: Person
    other: Person
    kept_files: Files
    other_files: Files
    match: Likeness
    lines: tuple[Line, ...]
    kept_needs: tuple[Vulnerability, ...]
    other_needs: tuple[Vulnerability, ...]
    conflict: str
    mixed: bool
    closes: tuple[str, ...]

    @property
    def opposite(self) -> bool:
        """Harmed in one file, complained about in another: possible, and worth a second look."""
        return (
            not self.conflict
            and _OTHER_PARTY in self._parts
            and bool(self._parts & set(HARMED_PARTS))
        )

    @property
    def same_place(self) -> bool:
        """One is complained about in a case, and the other told of the same place in a report that
        is in no case yet: it may be the one who complains."""
        return not self.conflict and (
            _told_of(self.kept, self.other_files) or _told_of(self.other, self.kept_files)
        )

    @property
    def _parts(self) -> set[str]:
        found = Party.objects.filter(person__in=(self.kept.pk, self.other.pk))
        return set(found.values_list("part", flat=True))


def _told_of(person: Person, theirs: Files) -> bool:
    """Whether a report in no case is about the place of a case in which this one is complained about."""
    places = {one.premises_id for one in theirs.reports if one.case_id is None and one.premises_id}
    parts = Party.objects.filter(person=person, part=_OTHER_PARTY, case__premises__in=places)
    return bool(places) and parts.exists()


def pair(kept: Person, other: Person) -> Pair:
    """Both records, for somebody who may see every file of both."""
    one, two = files_of(kept), files_of(other)
    match = likeness(persons.traits(kept, _addresses(one)), persons.traits(other, _addresses(two)))
    a, b, asked = rules.values(kept), rules.values(other), rules.differing(kept, other)
    a |= {"tenure": kept.get_tenure_display()} if kept.tenure else {}
    b |= {"tenure": other.get_tenure_display()} if other.tenure else {}
    restricted = [file.restricted for file in (*one.all, *two.all)]
    return Pair(
        kept=kept,
        other=other,
        kept_files=one,
        other_files=two,
        match=match,
        lines=tuple(
            Line(name, label, a[name], b[name], name in asked)
            for name, label in CHOSEN.items()
            if a[name] or b[name]
        ),
        kept_needs=tuple(kept.vulnerabilities.current().order_by("pk")),
        other_needs=tuple(other.vulnerabilities.current().order_by("pk")),
        conflict=conflict(kept, other),
        mixed=any(restricted) and not all(restricted),
        closes=_closes(kept, other),
    )


def _closes(kept: Person, other: Person) -> tuple[str, ...]:
    """The ways by which one of them may be reached now and the merged record may not be."""
    if kept.contact is None or other.contact is None:
        return ()
    strict = rules.safest(kept.contact, other.contact)
    open_now = {n for c in (kept.contact, other.contact) for n in _WAYS if getattr(c, n)}
    return tuple(words for name, words in _WAYS.items() if name in open_now and not strict[name])


_WAYS = {
    "may_email": "email", "may_text": "text message", "may_phone": "telephone",
    "may_voicemail": "voicemail", "may_post": "letter",
}  # fmt: skip


def conflict(one: Person, other: Person) -> str:
    """Why these two can never be one, in words; empty when nothing of the kind is known.

    Whoever is complained about, and whoever is harmed, saw it or reported it, in one case: a
    counter-allegation. Parts that have ended count.
    """
    parts: dict[int, dict[int, set[str]]] = {}
    found = Party.objects.filter(person__in=(one.pk, other.pk))
    for case, person, part in found.values_list("case", "person", "part"):
        parts.setdefault(case, {}).setdefault(person, set()).add(part)
    told = Report.objects.filter(person__in=(one.pk, other.pk), case__isnull=False)
    for case, person in told.values_list("case", "person"):
        parts.setdefault(case, {}).setdefault(person, set()).add("reporter")
    for case, people in sorted(parts.items()):
        mine, theirs = people.get(one.pk, set()), people.get(other.pk, set())
        if _opposed(mine, theirs) or _opposed(theirs, mine):
            return _CONFLICT.format(file=f"case {Case.objects.get(pk=case).reference}")
    return _lower_risk(one, other, {case for case, people in parts.items() if len(people) > 1})


def _lower_risk(one: Person, other: Person, cases: set[int]) -> str:
    """Why the merge would take somebody's risk down: the newest assessment of a person counts."""
    for case in Case.objects.filter(pk__in=cases).order_by("pk"):
        both = [latest_assessment(case, person) for person in (one, other)]
        made = sorted((a for a in both if a), key=lambda a: (a.at, a.pk))
        if len(made) == 2 and BAND_RANK[made[0].band] > BAND_RANK[made[1].band]:
            return _LOWER.format(reference=case.reference)
    return ""


def _opposed(one: set[str], other: set[str]) -> bool:
    return _OTHER_PARTY in one and bool(other - {_OTHER_PARTY})


def saw(kept: Person, other: Person) -> str:
    """A digest of what both records say and where they stand: what the first person looked at."""
    said = [_said(person) for person in (kept, other)]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def _said(person: Person) -> list[Any]:
    contact = person.contact
    files = files_of(person)
    return [
        person.pk,
        [getattr(person, name) for name in OF_THE_PERSON],
        [getattr(contact, name) for name in (*FIELDS, "doubted")] if contact else None,
        sorted(file.reference for file in files.all),
        sorted(person.vulnerabilities.current().values_list("kind", "detail")),
    ]


def proposals(user: User) -> list[Merge]:
    """What waits for a second person, the oldest first, as far as this person may see all of it."""
    waiting = Merge.objects.all().waiting().order_by("pk")
    found = waiting.select_related("kept__contact", "other__contact", "proposed_by")
    some = list(found[:100])
    open_to = seen(user, {pk for merge in some for pk in (merge.kept_id, merge.other_id)})
    return [merge for merge in some if {merge.kept_id, merge.other_id} <= open_to.keys()]


def waiting_for_me(user: User) -> int:
    """How many pairs this person may decide: what others proposed. One query when nothing waits."""
    if not can(user, Permission.PERSON_MERGE_DECIDE):
        return 0
    return sum(merge.proposed_by_id != user.pk for merge in proposals(user))


def decider(proposer: User, kept: Person, other: Person) -> User | None:
    """Somebody else who may decide on this pair, of the proposer's team first."""
    roles = [c for c, r in ROLES.items() if Permission.PERSON_MERGE_DECIDE in r.permissions]
    people = User.objects.filter(is_active=True, role__in=roles).exclude(pk=proposer.pk)
    near_first = sorted(people, key=lambda one: (one.team_id != proposer.team_id, one.pk))
    return next((one for one in near_first if all_seen(one, kept, other)), None)


def any_restricted(kept: Person, other: Person) -> bool:
    return files_of(kept).restricted or files_of(other).restricted


def out_of_sight(user: User) -> list[Merge]:
    """Their own proposals that wait and that they may not see any more: to be taken back."""
    own = list(Merge.objects.all().waiting().filter(proposed_by=user).order_by("pk")[:MOST])
    open_to = seen(user, {pk for merge in own for pk in (merge.kept_id, merge.other_id)})
    return [merge for merge in own if not {merge.kept_id, merge.other_id} <= open_to.keys()]


def merge_of(user: User, pk: int) -> tuple[Merge | None, bool]:
    """A merge that this person may see, or proposed themselves; and whether it may be seen."""
    found = merge_seen(user, pk)
    own = Merge.objects.all().waiting().filter(pk=pk, proposed_by=user)
    return (found, True) if found else (own.first(), False)


def left_as_corrected(merge: Merge) -> int:
    """How many values stayed when the records were taken apart, because somebody had corrected them."""
    if merge.state != "undone":
        return 0
    told = Entry.objects.filter(subject=key_of(merge), verb="workspace.persons_unmerged").first()
    return int(told.facts.get("left", 0)) if told else 0


def done(user: User) -> list[Merge]:
    """The newest that were put together, as far as this person may see all of it."""
    found = Merge.objects.filter(state="done").order_by("-pk")
    found = found.select_related("kept__contact", "other__contact", "proposed_by", "decided_by")
    some = list(found[:MOST])
    open_to = seen(user, {merge.kept_id for merge in some})
    return [merge for merge in some if merge.kept_id in open_to]


def merge_seen(user: User, pk: int) -> Merge | None:
    """One merge, if every file of both records may be seen."""
    found = Merge.objects.select_related(
        "kept__contact", "other__contact", "proposed_by", "decided_by"
    )
    merge = found.filter(pk=pk).first()
    if merge is None:
        return None
    people = (merge.kept,) if merge.state == "done" else (merge.kept, merge.other)
    return merge if all_seen(user, *people) else None


def waiting_for(kept: Person, other: Person) -> Merge | None:
    """The proposal about either of these that waits."""
    both = (kept.pk, other.pk)
    return Merge.objects.all().waiting().filter(Q(kept__in=both) | Q(other__in=both)).first()


def merged_since(merge: Merge) -> bool:
    """Whether either record was put together with another one after this merge."""
    both = (merge.kept_id, merge.other_id)
    later: QuerySet[Merge] = Merge.objects.filter(state="done", pk__gt=merge.pk)
    return later.filter(Q(kept__in=both) | Q(other__in=both)).exists()


def chosen(merge: Merge) -> list[tuple[str, Any]]:
    """What stands by the proposal, of each value in which the two differed."""
    if merge.state != "proposed":
        return []
    said = rules.merged(merge.kept, merge.other, merge.chosen)
    return [(CHOSEN[name], said[name]) for name in merge.chosen]
