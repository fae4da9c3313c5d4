"""Who is harmed in a case, and by when each of them is to be assessed."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from goodstead.cases.definitions.statuses import OPEN
from goodstead.cases.models import Case, Party
from goodstead.clocks.calendar import day_of
from goodstead.clocks.models import Deadline, DeadlineQuerySet
from goodstead.clocks.queries import is_running, next_about
from goodstead.ledger.models import key_of
from goodstead.people.models import Person

from ..definitions.first import CODE, FIND_CODE
from ..models import Assessment
from ..rules import HARMED


def harmed(case: Case) -> list[Person]:
    """Those whose harm is measured in this case: victims first, then complainants."""
    return list({party.person_id: party.person for party in harmed_parties(case)}.values())


def party_of(case: Case, person: Person) -> Party | None:
    """The part by which a person is harmed here; the clock of their next assessment is its own."""
    parties = Party.objects.filter(case=case, person=person, part__in=HARMED, ended_at__isnull=True)
    return parties.order_by("-part", "pk").first()


def clocked(case: Case, person: Person) -> list[tuple[Party, Deadline]]:
    """The running clock of this person's next assessment, with the part that it is about.

    There is one. It may be about a part that is no longer the first: somebody who complained
    has since been put down as a victim too.
    """
    due = due_by_subject(case)
    parties = Party.objects.filter(case=case, person=person, part__in=HARMED).order_by("pk")
    return [(party, due[key_of(party)]) for party in parties if key_of(party) in due]


def not_awaited(case: Case) -> list[Party]:
    """Of those harmed in an open case, one part for each person with no assessment due."""
    if case.status not in OPEN:
        return []
    running = set(_running().filter(about=key_of(case)).values_list("subject", flat=True))
    parties = harmed_parties(case)
    sought = {p.person_id for p in parties if key_of(p) in running}
    one_each: dict[int, Party] = {}
    for party in parties:
        one_each.setdefault(party.person_id, party)
    return [party for person, party in one_each.items() if person not in sought]


def awaited_since(case: Case, party: Party) -> datetime:
    """From when the next assessment of a person without a date counts.

    From when they came, or the case came back. For somebody assessed before, whose date was lost
    with a part that ended, from then. It asks what is stored and not what is being followed, so
    entries that are followed late or together come to the same day.
    """
    moments = [party.added_at, case.reopened_at]
    assessed = Assessment.objects.filter(case=case, person_id=party.person_id)
    if last := assessed.aggregate(last=Max("at"))["last"]:
        ended = Party.objects.filter(case=case, person_id=party.person_id, part__in=HARMED)
        moments += [last, ended.aggregate(last=Max("ended_at"))["last"]]
    return max(moment for moment in moments if moment is not None)


def awaited_in_vain(case: Case) -> list[Party]:
    """Parts that have ended while an assessment of the person was due."""
    running = set(_running().filter(about=key_of(case)).values_list("subject", flat=True))
    ended = Party.objects.filter(case=case, part__in=HARMED, ended_at__isnull=False)
    return [party for party in ended.order_by("pk") if key_of(party) in running]


def nobody_harmed(case: Case) -> bool:
    """Whether an open case has nobody whose harm could be assessed."""
    return case.status in OPEN and not harmed_parties(case)


def looking(case: Case) -> bool:
    """Whether it is due to find out who is harmed."""
    return is_running(case, FIND_CODE)


def next_assessment(case: Case) -> Deadline | None:
    """The running clock of the assessment that is due next in the case."""
    return next_about(case, CODE)


def is_due(case: Case, at: datetime) -> bool:
    """Whether somebody harmed is to be assessed today or earlier, or never was."""
    return any(person_is_due(case, person, at) for person in harmed(case))


def person_is_due(case: Case, person: Person, at: datetime) -> bool:
    """Whether this person is to be assessed today or earlier, or never was."""
    if not Assessment.objects.filter(case=case, person=person).exists():
        return True
    return any(running.last_day <= day_of(at) for _, running in clocked(case, person))


def due_by_subject(case: Case) -> dict[str, Deadline]:
    """The running assessment clocks of a case by the part (its ledger key) they are about."""
    return {deadline.subject: deadline for deadline in _running().filter(about=key_of(case))}


def _running() -> DeadlineQuerySet:
    return Deadline.objects.all().running().filter(code=CODE)


def harmed_parties(case: Case) -> list[Party]:
    """Victims first, then complainants, in the order they came."""
    parties = Party.objects.filter(case=case, part__in=HARMED, ended_at__isnull=True)
    return list(parties.select_related("person").order_by("-part", "pk"))
