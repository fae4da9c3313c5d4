"""What is known of the files that were taken in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet

from goodstead.access.definitions.roles import ROLES
from goodstead.access.models import User
from goodstead.access.permissions import Permission
from goodstead.cases.definitions.categories import CATEGORIES
from goodstead.clocks.models import Deadline
from goodstead.intake.models import Incident
from goodstead.intake.queries import triage_team
from goodstead.ledger.models import key_of
from goodstead.places.addresses import spaced_postcode

from .definitions.deliveries import KINDS, MOST_LEFT_OUT
from .definitions.mail import HERE_ALREADY, SET_APART_MAIL
from .fingerprints import COVERED, fingerprint_of
from .incident_log import LogRow
from .models import Delivery, InboundMail, Landing, LeftOut, Mailbox, Mapping, PoliceMonth


@dataclass(frozen=True)
class Leftover:
    """Incidents of a month that came with an earlier file and are not in the one just read."""

    month: PoliceMonth
    rows: int


def not_in_this_file(asb_rows: Map[str, int]) -> list[Leftover]:
    """For each month of the file (rows about ASB by prefix) what only earlier files held.

    The police revise a month: a point that moved comes as a new row, and the old one stays.
    """
    months = PoliceMonth.objects.filter(prefix__in=list(asb_rows)).order_by("prefix")
    found = [Leftover(month, month.asb_landed - asb_rows[month.prefix]) for month in months]
    return [leftover for leftover in found if leftover.rows > 0]


def differing_months(months: Iterable[PoliceMonth]) -> Iterable[tuple[PoliceMonth, str]]:
    """Those months whose incidents are no longer what landed, and in what way."""
    for month in months:
        kept = Incident.objects.filter(
            source_key__gte=month.prefix, source_key__lte=month.prefix + "z" * 50
        )
        count = kept.count()
        if count != month.landed:
            yield month, f"incidents that landed: {month.landed}; that are there: {count}"
        elif fingerprint_of(kept.values(*COVERED).iterator()) != month.fingerprint:
            yield month, "an incident was changed"


def to_take_in() -> list[Delivery]:
    """Files that somebody confirmed, the oldest first."""
    return list(
        Delivery.objects.filter(state="queued").select_related("mapping").order_by("id")[:20]
    )


def unconfirmed_before(moment: datetime) -> list[Delivery]:
    """Files that were brought before a moment and that nobody decided about."""
    return list(Delivery.objects.filter(state="brought", brought_at__lt=moment)[:100])


def still_needed(names: Iterable[str]) -> set[str]:
    """Those names under which a file lies that is still to be taken in."""
    return set(
        Delivery.objects.filter(stored_as__in=list(names)).values_list("stored_as", flat=True)
    )


def mapping_called(kind: str, name: str) -> Mapping | None:
    """The mapping of this name, however it is written."""
    return Mapping.objects.filter(kind=kind, name__iexact=name.strip()).first()


def mapping_names(kind: str) -> list[str]:
    return list(Mapping.objects.filter(kind=kind).order_by("name").values_list("name", flat=True))


def unfinished(kind: str, sha256: str, mapping: Mapping) -> Delivery | None:
    """The same file by the same mapping, of which an import by command was cut off."""
    found = Delivery.objects.filter(
        kind=kind, sha256=sha256, mapping=mapping, state__in=("brought", "queued"), brought_by=None
    )
    return found.select_related("mapping").order_by("id").first()


def all_known(keys: Collection[str]) -> bool:
    """Whether every one of these incidents or recordings is here."""
    return Landing.objects.filter(key__in=keys).count() == len(keys)


def guesses(kind: str, heading: Iterable[str]) -> dict[str, str]:
    """For each field of ours the column that it probably is, by its heading."""
    plain = {" ".join(c.casefold().replace("_", " ").split()).rstrip(".:"): c for c in heading}
    return {
        field.code: next((plain[guess] for guess in field.guesses if guess in plain), "")
        for field in KINDS[kind].fields
    }


def mappings(user: User) -> QuerySet[Mapping]:
    """The mappings that are kept, by name."""
    return Mapping.objects.visible_to(user).select_related("saved_by").order_by("kind", "name")


def same_file_before(delivery: Delivery) -> Delivery | None:
    """The last time that this very file was taken in."""
    same = Delivery.objects.filter(
        kind=delivery.kind, sha256=delivery.sha256, state="finished"
    ).exclude(pk=delivery.pk)
    return same.order_by("-id").first()


@dataclass(frozen=True)
class Line:
    """A row as it would be taken in, for the page."""

    number: str
    day: date | None
    what: str
    restricted: bool
    where: str
    text: str


def as_shown(rows: Iterable[LogRow]) -> list[Line]:
    """Rows of a log in words."""
    return [
        Line(
            row.number, row.answers.get("last_on"), CATEGORIES[row.answers["category"]].name,
            CATEGORIES[row.answers["category"]].restricted, _where(row.answers),
            row.answers["description"],
        )
        for row in rows
    ]  # fmt: skip


def _where(answers: Map[str, Any]) -> str:
    parts = (answers.get("house"), answers.get("street"), answers.get("location_text"))
    code = spaced_postcode(answers.get("postcode", ""))
    said = ", ".join(str(part) for part in (*parts, answers.get("town"), code) if part)
    placed = "" if "easting" in answers else " (no point on the map)"
    return f"{said or 'place not said'}{placed}"


def columns_left_out(rows: QuerySet[LeftOut]) -> list[tuple[str, Callable[[LeftOut], object]]]:
    """The columns that the rows have, in the order of the first row that has them."""
    names: dict[str, None] = {}
    for found in rows.order_by("line").values_list("cells", flat=True)[:MOST_LEFT_OUT]:
        names |= dict.fromkeys(name for name, _ in found)
    return [(name, partial(_field, name=name)) for name in names]


def _field(row: LeftOut, name: str) -> object:
    return row.fields.get(name, "")


def to_look_through(box: Mailbox | None = None) -> QuerySet[InboundMail]:
    """What was set apart and nobody has looked at yet, the oldest first: of one mailbox, or of all.

    The date by which somebody looks is that of the first of them, in the file of its mailbox.
    """
    running = Deadline.objects.all().running().filter(code=SET_APART_MAIL.code)
    first = {
        about: int(subject.partition(":")[2])
        for about, subject in running.values_list("about", "subject")
    }
    waits = Q(pk__in=[])
    for one in [box] if box else Mailbox.objects.order_by("pk"):
        if key_of(one) in first:
            waits |= Q(mailbox=one, pk__gte=first[key_of(one)])
    return InboundMail.objects.set_apart().exclude(apart=HERE_ALREADY).filter(waits).order_by("pk")


def others_failing(name: str) -> bool:
    """Whether a mailbox is said to fail that is not the one of this name."""
    return Mailbox.objects.filter(failing_since__isnull=False).exclude(name=name).exists()


def who_sees_to_mail() -> User | None:
    """Who is told that the mailbox cannot be read: somebody of the team that reads what comes in."""
    roles = [code for code, role in ROLES.items() if Permission.LOG_IMPORT in role.permissions]
    found = User.objects.filter(is_active=True, role__in=roles, team__organisation__is_council=True)
    team = triage_team(None)
    return min(found, key=lambda u: (team is None or u.team_id != team.pk, u.pk), default=None)


def mailbox_called(name: str) -> Mailbox | None:
    return Mailbox.objects.filter(name=name).first()
