"""People who may be recorded twice: a page of the newest records at a time, each with its likeliest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from goodstead.access.models import User
from goodstead.people import queries as persons
from goodstead.people.alike import Likeness, likeness
from goodstead.people.models import Merge, Person

from .whose import Files, seen

AT_ONCE = 25  # people of one page
EACH = 20  # older records that one kind of key of one person may bring
LEAST = 40
"""Points from which a pair stands in the list: what is only possible is shown with the person."""


@dataclass(frozen=True)
class Twice:
    """A record, an older one that may be of the same person, and why."""

    person: Person
    other: Person
    files: Files
    other_files: Files
    match: Likeness


@dataclass(frozen=True)
class Page:
    """The pairs among so many records; ``older`` is where the next page begins."""

    pairs: list[Twice]
    looked_at: int
    older: int | None


def page(user: User, *, before: int | None) -> Page:
    """The pairs of the next records. So many queries, however many people there are."""
    newest = Person.objects.all().standing().select_related("contact").order_by("-pk")
    newest = newest.filter(pk__lt=before) if before else newest
    people = list(newest[:AT_ONCE])
    older = people[-1].pk if len(people) == AT_ONCE else None
    others = _older(people)
    files = seen(user, {person.pk for person in (*people, *others)})
    two = _found_to_be_two(person.pk for person in people)
    pairs = [
        best
        for person in people
        if person.pk in files and (best := _best(person, others, files, two[person.pk]))
    ]
    return Page(
        sorted(pairs, key=lambda one: (-one.match.points, -one.person.pk)), len(people), older
    )


def _older(people: list[Person]) -> list[Person]:
    """Older records with a key of one of these, the newest ``EACH`` for each person and kind of key:
    a common name takes no place from a rare one. Two queries, each part of them from an index.
    """
    standing = Person.objects.all().standing().order_by("-pk")
    parts = [
        # Held in a query of its own, because SQLite limits no part of a union.
        Person.objects.filter(pk__in=standing.filter(pk__lt=one.pk, **key).values("pk")[:EACH])
        for one in people
        for key in _keys(one)
    ]
    if not parts:
        return []
    first, *rest = (part.values_list("pk", flat=True) for part in parts)
    found = set(first.union(*rest))
    return list(Person.objects.filter(pk__in=found).select_related("contact").order_by("-pk"))


def _keys(person: Person) -> list[dict[str, str]]:
    """What is looked up for this person: each kind of key that there is."""
    contact = person.contact
    keys = {
        "name_key": person.name_key,
        "sound_last": person.sound_last,
        "contact__email_key": contact.email_key if contact else "",
        "contact__phone_key": contact.phone_key if contact else "",
    }
    return [{name: value} for name, value in keys.items() if value]


def _best(
    person: Person, others: list[Person], files: dict[int, Files], two: set[int]
) -> Twice | None:
    """The likeliest older record, if it is likely enough."""
    this = persons.traits(person, _places(files[person.pk]))
    scored = [
        (likeness(this, persons.traits(other, _places(files[other.pk]))), other)
        for other in others
        if other.pk < person.pk and other.pk in files and other.pk not in two
        and _shares(person, other)
    ]  # fmt: skip
    worth = [(found, other) for found, other in scored if found.points >= LEAST]
    if not worth:
        return None
    found, other = max(worth, key=lambda pair: (pair[0].points, pair[1].pk))
    return Twice(person, other, files[person.pk], files[other.pk], found)


def _shares(one: Person, other: Person) -> bool:
    """Whether the two share a key at all: what does not is never compared letter by letter."""
    theirs = _keys(other)
    return any(key in theirs for key in _keys(one))


def _places(files: Files) -> frozenset[str]:
    return frozenset(str(one.premises_id) for one in files.all if one.premises_id)


def _found_to_be_two(people: Iterable[int]) -> defaultdict[int, set[int]]:
    """With whom each of these was found to be two, or has a proposal that waits."""
    numbers = list(people)
    told = Merge.objects.filter(Q(kept__in=numbers) | Q(other__in=numbers))
    decided = told.exclude(state__in=("done", "withdrawn"))
    found: defaultdict[int, set[int]] = defaultdict(set)
    for kept, other in decided.values_list("kept", "other"):
        found[kept].add(other)
        found[other].add(kept)
    return found
