"""A case begins."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction

from goodstead.access.models import Patch, Team, User
from goodstead.ledger import actions as ledger
from goodstead.people.models import Person
from goodstead.places.models import Premises

from .. import promises, queries, rules
from ..definitions import standards
from ..definitions.categories import CATEGORIES
from ..definitions.statuses import BAND_RANK, BANDS, HARMED_PARTS
from ..findable import keep_findable
from ..models import Case, CaseLink, Party, StatusChange, Summary
from ..private import keep_private

# No vowels, so no words; nothing that looks like something else when read out or written down.
_SIGNS = "2346789CDFHJKMNPQRTVWX"


@transaction.atomic
def open_case(  # noqa: PLR0913 - what a case is known by from its first day
    *,
    by: User | None,
    at: datetime,
    category: str,
    officer: User | None = None,
    team: Team | None = None,
    premises: Premises | None = None,
    patch: Patch | None = None,
    summary: str = "",
    restricted: bool = False,
    hate: bool = False,
    harm_band: str = "",
    harm_words: str = "",
    parties: Iterable[tuple[Person, str]] = (),
    track: str = "asb",
    reported_at: datetime | None = None,
) -> Case:
    """Open a case with a named officer, its parties and every date that the standard promises.

    What is promised to the person who reported it counts from ``reported_at``, when given, and by
    ``harm_band``: what was known of the harm then, which stands until the risk is assessed. A
    category that is always restricted makes the case so. Raises ``NotNow`` when nobody can be
    the officer.
    """
    rules.require_can_open_case(by)
    restricted = restricted or CATEGORIES[category].restricted
    patch = patch or (premises.patch if premises else None)
    officer, why = _officer(officer, patch, team, restricted=restricted)
    case = _create(
        category=category,
        track=track,
        summary=summary,
        premises=premises,
        patch=patch,
        team=team or (patch.team if patch else officer.team),
        officer=officer,
        restricted=restricted,
        hate=hate or category == "hate",
        harm_band=harm_band,
        harm_rank=BAND_RANK[harm_band],
        harm_words=harm_words,
        opened_at=at,
    )
    parties = list(parties)
    rows: list[models.Model] = [
        StatusChange.objects.create(case=case, status=case.status, at=at, by=by),
        *_parties(case, parties, at),
    ]
    if summary:
        rows.append(Summary.objects.create(case=case, text=summary, at=at, by=by))
    ledger.record(
        by,
        "cases.case_opened",
        case,
        at=at,
        about=case,
        changed=rows,
        officer=officer.name,
        why=why,
        category=category,
        restricted=restricted,
        harm=BANDS[harm_band],
    )
    if any(part in HARMED_PARTS for _, part in parties):
        promises.start(case, standards.FROM_THE_REPORT, by=by, at=at, since=reported_at or at)
    promises.start(case, standards.FROM_OPENING, by=by, at=at, since=at)
    keep_private(case, by=by, at=at)
    keep_findable(case)
    return case


@transaction.atomic
def link_cases(*, by: User | None, at: datetime, case: Case, other: Case, why: str) -> CaseLink:
    """Say that two cases belong together. Each shows the other to those who may see it."""
    case, other = Case.objects.lock_both(case, other)
    rules.require_can_link_cases(by, case, other)
    there, back = (
        CaseLink.objects.create(case=one, other=two, why=why.strip(), at=at, by=by)
        for one, two in ((case, other), (other, case))
    )
    told = [(case, there, back), (other, back, there)]
    # In one order whichever case it is done from, so that two people never wait for each other.
    for file, link, mirror in sorted(told, key=lambda told: told[0].pk):
        ledger.record(
            by, "cases.cases_linked", link, at=at, about=file, changed=[mirror],
            other=link.other.reference,
        )  # fmt: skip
    return there


def _officer(
    officer: User | None, patch: Patch | None, team: Team | None, *, restricted: bool
) -> tuple[User, str]:
    if officer is None:
        found = queries.suggest_officer(patch=patch, team=team, restricted=restricted)
        return found.officer, found.why
    rules.require_can_hold(officer, restricted=restricted)
    return officer, "chosen by name"


def _create(**values: Any) -> Case:
    """The row, with a reference that no other case has."""
    while True:
        reference = _reference()
        try:
            with transaction.atomic():
                return Case.objects.create(reference=reference, **values)
        except IntegrityError:
            if not Case.objects.filter(reference=reference).exists():
                raise


def _reference() -> str:
    """Easy to read out, hard to guess: ``ASB-7K3-M9Q`` is one of 113 million."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(6))
    return f"ASB-{signs[:3]}-{signs[3:]}"


def _parties(case: Case, parties: Iterable[tuple[Person, str]], at: datetime) -> list[Party]:
    return [
        Party.objects.create(case=case, person=person, part=part, added_at=at)
        for person, part in dict.fromkeys(parties)
    ]
