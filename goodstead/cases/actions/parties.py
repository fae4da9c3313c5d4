"""Who has a part in a case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.ledger import actions as ledger
from goodstead.people.models import Person

from .. import rules
from ..models import Case, Party


@transaction.atomic
def add_party(*, by: User | None, at: datetime, case: Case, person: Person, part: str) -> Party:
    """Give a person a part in the case. One person may have several."""
    case = Case.objects.lock(case)
    rules.require_can_add_party(by, case, person.pk, part)
    party = Party.objects.create(case=case, person=person, part=part, added_at=at)
    ledger.record(by, "cases.party_added", party, at=at, about=case, part=party.get_part_display())
    return party


@transaction.atomic
def end_party(*, by: User | None, at: datetime, party: Party) -> Party:
    """End a person's part. That they once had it stays in the file."""
    case = Case.objects.lock(party.case)
    party = Party.objects.select_for_update().get(pk=party.pk)
    rules.require_can_end_party(by, party)
    party.ended_at = at
    party.save(update_fields=["ended_at"])
    ledger.record(by, "cases.party_ended", party, at=at, about=case, part=party.get_part_display())
    return party
