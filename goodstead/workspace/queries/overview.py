"""Everything on the overview of one case. The case itself has come through ``visible_to``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q

from goodstead.access.models import User
from goodstead.cases.models import Case, Party
from goodstead.clocks.calendar import day_of
from goodstead.clocks.models import Deadline
from goodstead.clocks.queries import running_about, unexplained_about
from goodstead.correspondence.models import Message
from goodstead.design import charts
from goodstead.intake.models import Report
from goodstead.ledger.models import key_of
from goodstead.people.models import Vulnerability
from goodstead.plans import queries as plans
from goodstead.risk import queries as risks

from . import timeline

MOST_UNEXPLAINED = 10  # on the overview; the list of missed dates has them all
_OTHER_PARTY = "alleged_perpetrator"


@dataclass(frozen=True)
class Reach:
    """Somebody's part, and how to reach them safely; ``ways`` is None for the other party."""

    party: Party
    ways: plans.SafeWays | None

    @property
    def safe(self) -> str:
        """“Telephone, Email”; empty when no way is known to be safe."""
        rules = self.ways.rules if self.ways else ()
        return ", ".join(rule.way for rule in rules if rule.allowed)


@dataclass(frozen=True)
class Overview:
    """The parts of the page, each read once."""

    parties: list[Reach]
    due: list[Deadline]
    unexplained: list[Deadline]
    risk: risks.Standing | None
    trend: charts.Chart | None
    reports: list[Report]
    messages: list[Message]
    events: list[timeline.Event]
    readers: list[User]


def of(case: Case, user: User, at: datetime) -> Overview:
    """The overview; the number of queries does not depend on the length of the file."""
    return Overview(
        parties=[
            Reach(party, None if party.part == _OTHER_PARTY else plans.safe_ways(party.person))
            for party in parties(case)
        ],
        due=list(running_about(case)),
        unexplained=list(unexplained_about(case)[:MOST_UNEXPLAINED]),
        risk=risks.standing(case),
        trend=trend(case),
        reports=list(
            Report.objects.visible_to(user)
            .filter(case=case)
            .annotate(waiting=Count("additions", filter=Q(additions__settled_at=None)))
            .order_by("-received_at")[:10]
        ),
        messages=list(Message.objects.about(key_of(case)).order_by("-id")[:5]),
        events=timeline.events(case)[:8],
        readers=[
            reader.user for reader in case.readers.filter(ended_at=None).select_related("user")
        ]
        if case.restricted
        else [],
    )


def parties(case: Case) -> list[Party]:
    """Who has a part, with how they may be reached and what can make harm worse; two queries."""
    noted = Vulnerability.objects.all().current().order_by("noted_at", "pk")
    found = case.parties.filter(ended_at=None).select_related("person__contact")
    known = Prefetch("person__vulnerabilities", queryset=noted, to_attr="needs")
    return list(found.prefetch_related(known).order_by("part", "pk"))


def trend(case: Case) -> charts.Chart | None:
    """The score across assessments, when there is more than one to compare."""
    every = risks.trend(case)
    points = [point for point in every if not point.too_few]
    if len(points) < 2:
        return None
    first, last = points[0], points[-1]
    way = "the same" if first.score == last.score else "up" if last.score > first.score else "down"
    return charts.Chart(
        title="Harm across assessments",
        summary=f"From {first.score} points to {last.score}: {way}. Standard is up to 15, medium up to 27."
        + risks.left_out_words(len(every) - len(points)),
        labels=tuple(f"{day_of(p.at):%-d %b %Y}" for p in points),
        series=(charts.Series("Points", tuple(float(p.score) for p in points)),),
        of="Assessed",
    )
