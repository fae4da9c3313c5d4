"""Finding the same person again."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from goodstead.correspondence import queries as correspondence
from goodstead.correspondence.models import SafeContact

from .models import Person
from .names import name_key

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
    found = Person.objects.select_related("contact").order_by("-id")
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


def has_person(contact: SafeContact, *, other_than: Person | None = None) -> bool:
    """Whether these details already belong to somebody (else)."""
    found = Person.objects.filter(contact=contact)
    return (found.exclude(pk=other_than.pk) if other_than else found).exists()


def months_after(day: date, months: int) -> date:
    """The same day some months later; the last of the month when it is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
