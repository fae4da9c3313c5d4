"""Finding the same person again."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from goodstead.correspondence import queries as correspondence
from goodstead.correspondence.models import SafeContact

from .alike import Name, Traits, name_reason
from .models import Person, PersonQuerySet
from .names import name_key, sounds

MOST = 20


@dataclass(frozen=True)
class Match:
    """A person who may be the same, and the words for why. Never proof: staff decide."""

    person: Person
    why: tuple[str, ...]


def same_person(contact: SafeContact, *, name: str = "", limit: int = MOST) -> list[Match]:
    """People who may be the person of these details, the best founded first.

    By email, telephone or name key: index probes, however many people there are. For staff who
    already see this person's report; the caller shows of a match only what its reader may see.
    """
    ids = correspondence.contacts_like(contact)
    key = name_key(name)
    found = Person.objects.all().standing().select_related("contact").order_by("-id")
    by_contact = found.filter(contact__in=ids) if ids else found.none()
    by_name = found.filter(name_key=key).exclude(contact=contact) if key else found.none()
    people = {person.pk: person for person in [*by_contact[:50], *by_name[:50]]}
    matches = [Match(person, _why(person, contact, key)) for person in people.values()]
    return sorted(matches, key=lambda match: (-len(match.why), -match.person.pk))[:limit]


def _why(person: Person, contact: SafeContact, key: str) -> tuple[str, ...]:
    other = person.contact
    email = other and contact.email_key and other.email_key == contact.email_key
    phone = other and contact.phone_key and other.phone_key == contact.phone_key
    reasons = (
        ("same email", email),
        ("same telephone", phone),
        ("same name", key and person.name_key == key),
    )
    return tuple(words for words, holds in reasons if holds)


def named_alike(person: Person, *, most: int = 100) -> list[int]:
    """The newest people whose name is like this one's, by number; whose they are is not asked.

    Three index probes with a limit each: the same name, and a last or first word that sounds so.
    Whoever shows one of them asks the files in which they stand whether the reader may know.
    """
    others = Person.objects.all().standing().exclude(pk=person.pk).order_by("-pk")
    wanted: list[dict[str, object]] = []
    if person.name_key:
        wanted.append({"name_key": person.name_key})
    heard = {heard for heard in sounds(person.name_key) if heard}
    if heard:
        wanted += [{"sound_last__in": heard}, {"sound_first__in": heard}]
    this = Name.of(person.name)
    found = {pk: name for by in wanted for pk, name in _names(others.filter(**by), most)}
    return [pk for pk, name in found.items() if name_reason(this, Name.of(name))]


def _names(people: PersonQuerySet, most: int) -> list[tuple[int, str]]:
    return list(people.values_list("pk", "name")[:most])


def survivors(**wanted: object) -> list[int]:
    """The people into whose record those went who are wanted: a spelling or a telephone number
    of a record that was merged still leads to the person. Numbers alone, one query when none was."""
    found: set[int] = set()
    later = _went_into(Person.objects.filter(**wanted))
    while later:  # a record that another went into may itself have gone into a third
        found |= later
        later = _went_into(Person.objects.filter(pk__in=later)) - found
    return sorted(found)


def _went_into(people: QuerySet[Person]) -> set[int]:
    numbers = people.filter(merged_into__isnull=False).values_list("merged_into", flat=True)
    return {number for number in numbers[:MOST] if number is not None}


def traits(person: Person, addresses: frozenset[str] = frozenset()) -> Traits:
    """What is compared of a person; their contact details should be loaded with them."""
    contact = person.contact
    return Traits(
        name=person.name or person.known_as,
        born_on=person.born_on,
        email_key=contact.email_key if contact else "",
        phone_key=contact.phone_key if contact else "",
        addresses=addresses,
    )


def has_person(contact: SafeContact, *, other_than: Person | None = None) -> bool:
    """Whether these details already belong to somebody (else)."""
    found = Person.objects.filter(contact=contact)
    return (found.exclude(pk=other_than.pk) if other_than else found).exists()


def months_after(day: date, months: int) -> date:
    """The same day some months later; the last of the month when it is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
