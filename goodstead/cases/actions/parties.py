"""Who has a part in a case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.clocks import actions as clocks
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.definitions.contact import Details
from goodstead.ledger import actions as ledger
from goodstead.people import actions as people
from goodstead.people.models import Person

from .. import promises, rules
from ..definitions import standards
from ..definitions.statuses import HARMED_PARTS, MISTAKE
from ..findable import keep_findable
from ..models import Case, Party
from ..private import keep_private


@transaction.atomic
def add_party(
    *,
    by: User | None,
    at: datetime,
    case: Case,
    part: str,
    person: Person | None = None,
    name: str = "",
    known_as: str = "",
    contact: Details | None = None,
    reported_at: datetime | None = None,
    reported_band: str = "",
) -> Party:
    """Give a person a part in the case. One person may have several.

    Without ``person`` somebody new is written down, by what is known of them. ``contact`` is how
    they may be reached; what is left out is not known, which means no. ``reported_at`` and
    ``reported_band``: they joined by a report, and were told dates that are kept here.
    """
    case = Case.objects.lock(case)
    rules.require_can_add_party(by, case, person, part)
    if person is None:
        person = _somebody_new(case, name, known_as, contact, by=by, at=at)
    first = part in HARMED_PARTS and not _somebody_harmed(case)
    party = Party.objects.create(case=case, person=person, part=part, added_at=at)
    ledger.record(by, "cases.party_added", party, at=at, about=case, part=party.get_part_display())
    if part in HARMED_PARTS and reported_at:
        promises.keep_to_report(case, band=reported_band, reported_at=reported_at, by=by, at=at)
    elif first:  # now there is somebody to whom contact is promised
        promises.start(case, standards.FROM_THE_REPORT, by=by, at=at, since=at)
    keep_private(case, by=by, at=at)
    keep_findable(case)
    return party


def _somebody_new(
    case: Case, name: str, known_as: str, contact: Details | None, *, by: User | None, at: datetime
) -> Person:
    """In a restricted case whatever is sent to them says nothing of the case."""
    reached = None
    if contact:
        details: Details = {**contact, "flagged": contact.get("flagged") or case.restricted}
        reached = correspondence.add_contact(by=by, at=at, about=case, **details)
    return people.add_person(
        by=by, at=at, name=name, known_as=known_as, contact=reached, about=case
    )


@transaction.atomic
def end_party(*, by: User | None, at: datetime, party: Party, because: str = "left") -> Party:
    """End a person's part, and say why (``ENDED_BECAUSE``). That they once had it stays in the file.

    When nobody harmed is left, nobody is promised anything: what was promised to them is cancelled.
    """
    case = Case.objects.lock(party.case)
    party = Party.objects.select_for_update().get(pk=party.pk)
    rules.require_can_end_party(by, party, because)
    party.ended_at, party.ended_because = at, because
    party.save(update_fields=["ended_at", "ended_because"])
    mistake = ", put down by mistake," if because == MISTAKE else ""
    ledger.record(
        by, "cases.party_ended", party, at=at, about=case,
        part=f"{party.get_part_display()}{mistake}", because=because,
    )  # fmt: skip
    if party.part in HARMED_PARTS and not _somebody_harmed(case):
        for code in standards.TO_SOMEBODY:
            clocks.stop(case, code, by=by, at=at, met=False, because="nobody harmed is left in it")
    return party


def _somebody_harmed(case: Case) -> bool:
    return case.parties.filter(part__in=HARMED_PARTS, ended_at=None).exists()
