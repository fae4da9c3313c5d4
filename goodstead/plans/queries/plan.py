"""The plan, contact with the people harmed, and the letters of a closing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.db.models import Min

from goodstead.access.models import User
from goodstead.cases.definitions import standards
from goodstead.cases.definitions.closing import REASONS, REOPEN_WITHIN_DAYS
from goodstead.cases.definitions.statuses import HARMED_PARTS
from goodstead.cases.models import Case
from goodstead.cases.queries import holders
from goodstead.clocks.calendar import day_of
from goodstead.clocks.models import Deadline
from goodstead.clocks.queries import next_about
from goodstead.clocks.rules.counting import due_at, last_day_of
from goodstead.correspondence.definitions.templates import TEMPLATES
from goodstead.correspondence.models import SafeContact
from goodstead.ledger.models import key_of
from goodstead.people.models import Person

from ..definitions.plan import KINDS, NOT_ON_PAPER, TOLD
from ..models import Agreement, Contact, Plan, Review, Step


def plan_of(case: Case) -> Plan | None:
    return Plan.objects.filter(case=case).first()


def steps_of(case: Case) -> list[Step]:
    """The steps in the order in which they are due, with their people and what became of them."""
    found = Step.objects.filter(plan__case=case).select_related("owner")
    return list(found.prefetch_related("changes").order_by("due_on", "id"))


def latest_agreement(case: Case) -> Agreement | None:
    found = Agreement.objects.filter(plan__case=case).select_related("person", "message", "by")
    return found.order_by("-at", "-id").first()


def harmed_people(case: Case) -> list[Person]:
    """Those to whom contact is promised: victims first, then complainants, each once."""
    parties = case.parties.filter(part__in=HARMED_PARTS, ended_at=None)
    found = parties.select_related("person__contact").order_by("-part", "pk")
    return list({party.person_id: party.person for party in found}.values())


def latest_by_standard(code: str, case: Case, at: datetime) -> date:
    """The last day that the standard allows, counted from now; a year on when it says nothing."""
    clock = standards.clock_for(code, case.harm_band, day_of(at))
    return last_day_of(due_at(clock, at)) if clock else day_of(at) + timedelta(days=365)


# Contact


def contacts_of(case: Case, limit: int = 50) -> list[Contact]:
    """The newest contacts and attempts."""
    found = Contact.objects.filter(case=case).select_related("person", "by")
    return list(found.order_by("-at", "-id")[:limit])


def begun_at(case: Case) -> datetime:
    """When the first promise in the case began: with the report, which is before it was opened."""
    first: datetime | None = Deadline.objects.filter(subject=key_of(case)).aggregate(
        first=Min("started_at")
    )["first"]
    return min(first or case.opened_at, case.opened_at)


def promised_since(case: Case, happened_at: datetime) -> Deadline | None:
    """The running promise of a next contact, when it was made on a later day than this contact."""
    running = next_about(case, "next_contact")
    later = running is not None and day_of(running.started_at) > day_of(happened_at)
    return running if later else None


@dataclass(frozen=True)
class Rule:
    """One line of how a person may be reached: ``says`` is yes, no or not known."""

    way: str
    says: str
    detail: str = ""

    @property
    def allowed(self) -> bool:
        return self.says == "yes"


@dataclass(frozen=True)
class SafeWays:
    """How one person may be reached, for staff to read before they pick up the telephone."""

    person: Person
    rules: tuple[Rule, ...]
    notes: tuple[tuple[str, str], ...]
    flagged: bool


def safe_ways(person: Person) -> SafeWays:
    """Not known means no, and so does a person of whom we hold no details."""
    contact = person.contact or SafeContact()
    asked = (
        ("Telephone", contact.may_phone, contact.telephone),
        ("Voicemail", contact.may_voicemail, contact.telephone),
        ("Text message", contact.may_text, contact.telephone),
        ("Email", contact.may_email, contact.email),
        ("Letter", contact.may_post, contact.address),
    )
    notes = (
        ("Safe times", contact.safe_times),
        ("Must not know", contact.who_must_not_know),
        ("Code word", contact.code_word),
        ("Interpreter", contact.interpreter),
        ("Format", contact.format_needed),
    )
    return SafeWays(
        person,
        tuple(Rule(way, _says(may), where if may else "") for way, may, where in asked),
        tuple((name, text) for name, text in notes if text),
        contact.flagged,
    )


def _says(may: bool | None) -> str:
    if may is None:
        return "not known, so no"
    return "yes" if may else "no"


# The plan as a page


@dataclass(frozen=True)
class Overview:
    """The parts of the page of a plan, each read once."""

    steps: list[Step]
    agreement: Agreement | None
    changed: bool
    ladder: list[Rung]
    contacts: list[Contact]
    reviews: list[Review]


def overview(case: Case) -> Overview:
    """The plan of one case; the number of queries does not depend on its length."""
    steps, agreement = steps_of(case), latest_agreement(case)
    return Overview(
        steps=steps,
        agreement=agreement,
        changed=changed_since(agreement, steps),
        ladder=ladder(steps),
        contacts=contacts_of(case),
        reviews=reviews_of(case),
    )


def may_do_steps(case: Case) -> list[User]:
    """Who can be given a step: colleagues who work on cases; in a restricted one, who may open it."""
    if case.restricted:
        listed = case.readers.filter(ended_at=None).select_related("user")
        return [case.officer, *(reader.user for reader in listed if reader.user.is_active)]
    posts = holders(restricted=False)
    people = User.objects.filter(
        is_active=True, role__in=posts, team__organisation_id=case.team.organisation_id
    )
    return list(people.order_by("name", "pk"))


@dataclass(frozen=True)
class Rung:
    """One kind of action, and how much of it was tried."""

    name: str
    done: int
    to_do: int
    cancelled: int


def ladder(steps: list[Step]) -> list[Rung]:
    """What was tried, from prevention up to enforcement."""
    return [
        Rung(
            name,
            *(
                sum(1 for s in steps if s.kind == kind and s.state == state)
                for state in ("done", "to_do", "cancelled")
            ),
        )
        for kind, name in KINDS.items()
    ]


def changed_since(agreement: Agreement | None, steps: list[Step]) -> bool:
    """Whether a step came or was cancelled after the plan was last put to the victim."""
    if agreement is None:
        return False
    added = any(step.added_at > agreement.at for step in steps)
    return added or any(
        change.state == "cancelled" and change.at > agreement.at
        for step in steps
        for change in step.changes.all()
    )


def reviews_of(case: Case) -> list[Review]:
    return list(Review.objects.filter(case=case).select_related("by").order_by("-at", "-id"))


def steps_in_words(steps: list[Step]) -> str:
    """The plan as lines of a letter: what, who, by when."""
    lines = [
        f"{step.text} – {step.who}, by {step.due_on.day} {step.due_on:%B %Y}"
        for step in steps
        if step.state != "cancelled"
    ]
    return "\n".join(lines)


# Closing


def reopen_by(at: datetime) -> date:
    """The last day on which a case closed now can be reopened."""
    return day_of(at) + timedelta(days=REOPEN_WITHIN_DAYS)


def closing_values(case: Case, reason: str, summary: str, at: datetime) -> dict[str, object]:
    """What the closing message is filled with."""
    told = REASONS[reason].told
    return {
        "reference": case.reference,
        "officer": case.officer.name,
        "reason": f"{told[:1].upper()}{told[1:]}.",
        "summary": summary,
        "reopen_by": reopen_by(at),
    }


@dataclass(frozen=True)
class Letter:
    """The words that a person will be given, and how: a word of ``TOLD``, and why not."""

    person: Person
    subject: str
    body: str
    how: str = ""
    because: str = ""

    @property
    def how_words(self) -> str:
        return TOLD.get(self.how, "")

    @property
    def when_safe(self) -> str:
        """Said once more where an email is about to leave."""
        return email_leaves(self.person) if self.how == "email" else ""


def closing_letter(
    case: Case, person: Person, reason: str, summary: str, at: datetime, how: str = "email"
) -> Letter:
    """The closing message as this person would get it; in its neutral form when in danger.

    A neutral letter on paper may be opened by anybody, and nobody can delete it.
    """
    template = TEMPLATES["case_closed"]
    values = template.check(closing_values(case, reason, summary, at))
    council = {"council": settings.COUNCIL["name"], "telephone": settings.COUNCIL["telephone"]}
    neutral = case.restricted or bool(person.contact and person.contact.flagged)
    subject, body = template.render({**values, **council}, neutral=neutral)
    if neutral and how == "letter":
        body = "\n\n".join(p for p in body.split("\n\n") if not p.startswith(NOT_ON_PAPER))
    return Letter(person, subject, body)


class Telling(Protocol):
    """How one person hears that the case is closed."""

    @property
    def person(self) -> Person: ...
    @property
    def how(self) -> str: ...
    @property
    def because(self) -> str: ...


def closing_letters(
    case: Case, told: Sequence[Telling], reason: str, summary: str, at: datetime
) -> list[Letter]:
    """What each person will read, for the officer to read first."""
    return [
        replace(
            closing_letter(case, one.person, reason, summary, at, one.how),
            how=one.how,
            because=one.because,
        )
        for one in told
    ]


def may_email(person: Person) -> bool:
    """Whether this person said yes to email, and gave an address."""
    contact = person.contact
    return bool(contact and contact.may_email and contact.email)


def email_leaves(person: Person) -> str:
    """When it is safe, in the person's own words, beside an email that waits for no hour."""
    times = person.contact.safe_times.strip().rstrip(".") if person.contact else ""
    return f"They said when it is safe: {times}. An email leaves at once." if times else ""


def next_review_by(case: Case) -> date | None:
    found = next_about(case, "case_review")
    return found.last_day if found else None
