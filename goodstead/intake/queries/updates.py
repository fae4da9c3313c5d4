"""What an update may say, and those that were written."""

from __future__ import annotations

from .. import rules
from ..models import Report, Update

MOST_UPDATES = 10


def updates_of(report: Report) -> list[Update]:
    """What was written for whoever has the link, the newest first."""
    return list(report.updates.order_by("-at", "-pk")[:MOST_UPDATES])


def telling_parts(report: Report, text: str) -> list[str]:
    """What in this text must not stand on the page: people, officers, references and places of this
    report and its case, and what shows over a shoulder where somebody may harm them."""
    case = report.case
    people = [report.person.name, report.person.known_as] if report.person else []
    names = [*people, report.reference]
    if case is not None:
        parties = case.parties.select_related("person")
        names += [n for party in parties for n in (party.person.name, party.person.known_as)]
        names += [case.reference, case.officer.name]
    decided = report.decisions.exclude(by=None).values_list("by__name", flat=True)
    homes = [one for one in (report.premises, case.premises if case else None) if one]
    places = [place for home in homes for place in (home.postcode, home.street)]
    return rules.telling_parts(
        text, names=[*names, *decided], places=places, care=rules.needs_care(report, {})
    )
