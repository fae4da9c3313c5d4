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
EACH = 60  # older records that one kind of key may bring
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
    """Older records with a key of one of these. One query for each kind of key."""
    others = Person.objects.all().standing().select_related("contact").order_by("-pk")
    names = {person.name_key for person in people if person.name_key}
    heard = {person.sound_last for person in people if person.sound_last}
    emails = {p.contact.email_key for p in people if p.contact and p.contact.email_key}
    phones = {p.contact.phone_key for p in people if p.contact and p.contact.phone_key}
    keys = (
        Q(name_key__in=names),
        Q(sound_last__in=heard),
        Q(contact__email_key__in=emails),
        Q(contact__phone_key__in=phones),
    )
    found = {other.pk: other for key in keys for other in others.filter(key)[:EACH]}
    return list(found.values())


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
    same = one.name_key == other.name_key or one.sound_last == other.sound_last
    a, b = one.contact, other.contact
    if a is None or b is None:
        return same
    return same or a.email_key == b.email_key or a.phone_key == b.phone_key


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
