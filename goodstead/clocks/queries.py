"""What is due, what is late, and how well the dates are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When

from goodstead.access.permissions import Permission, can
from goodstead.ledger.models import key_of

from .models import Deadline, DeadlineQuerySet

if TYPE_CHECKING:
    from goodstead.access.models import User

# Oldest first; the key ends in a unique field, so pages can be cut by it.
DUE_ORDER = ("due_at", "id")


def file_of(deadline: Deadline) -> models.Model:
    """The record whose file the deadline belongs to, by its key alone: no row is read."""
    label, _, pk = deadline.about.partition(":")
    record: models.Model = apps.get_model(label)(pk=pk)
    return record


def due_list(
    user: User,
    *,
    at: datetime,
    owner: User | None = None,
    code: str = "",
    until: date | None = None,
) -> DeadlineQuerySet:
    """Running deadlines that this person may see, in ``DUE_ORDER``, each with ``overdue``.

    Without ``owner`` it is the list of a team leader's whole team, or of everybody for who may see
    all. ``until`` is the last day to show. Paused ones are shown, and are never overdue.
    """
    found = Deadline.objects.all().visible_to(user).running()
    if owner is not None:
        found = found.filter(owner=owner)
    elif can(user, Permission.CASE_VIEW_TEAM) and not can(user, Permission.CASE_VIEW_ALL):
        # "The team's or my own" could not be read from one index already in order.
        found = found.filter(team_id=user.team_id)
    if code:
        found = found.filter(code=code)
    if until is not None:
        found = found.filter(last_day__lte=until)
    return in_order(found, at)


def in_order(found: DeadlineQuerySet, at: datetime) -> DeadlineQuerySet:
    """These deadlines in ``DUE_ORDER``, each with ``overdue``, its owner and its team."""
    late = When(paused_at__isnull=True, due_at__lt=at, then=Value(True))
    return (
        found.annotate(overdue=Case(late, default=Value(False)))
        .select_related("owner", "team")
        .order_by(*DUE_ORDER)
    )


def running_about(about: models.Model) -> DeadlineQuerySet:
    """Everything that still runs in one file, the next due first."""
    return Deadline.objects.all().running().filter(about=key_of(about)).order_by(*DUE_ORDER)


def unexplained_about(about: models.Model) -> DeadlineQuerySet:
    """What was missed in one file, is done with, and has no reason yet. The latest first."""
    found = Deadline.objects.all().unexplained().filter(about=key_of(about))
    return found.filter(stopped_at__isnull=False).order_by("-missed_at", "-id")


def next_about(about: models.Model, code: str = "") -> Deadline | None:
    """The next thing due in one file (of one code, when given)."""
    found = running_about(about)
    return (found.filter(code=code) if code else found).first()


def is_running(record: models.Model, code: str) -> bool:
    """Whether this clock runs for this record."""
    return Deadline.objects.all().running().filter(subject=key_of(record), code=code).exists()


def running_for(record: models.Model) -> DeadlineQuerySet:
    """Everything that runs for this record, the next due first."""
    return Deadline.objects.all().running().filter(subject=key_of(record)).order_by(*DUE_ORDER)


def running_of(record: models.Model, code: str) -> Deadline | None:
    """The clock of this code that runs for this record."""
    return Deadline.objects.all().running().filter(subject=key_of(record), code=code).first()


def overdue(at: datetime) -> DeadlineQuerySet:
    """Everything past its end and not done, whoever owns it. For the system, not for pages."""
    return Deadline.objects.all().overdue(at).order_by(*DUE_ORDER)


def to_mark_missed(at: datetime) -> DeadlineQuerySet:
    """Past their end, and nobody has noted it."""
    return overdue(at).filter(missed_at__isnull=True)


def to_warn_of(at: datetime) -> DeadlineQuerySet:
    """Near their end, still in time, and no warning given."""
    waiting = (
        Deadline.objects.all()
        .running()
        .filter(
            warn_at__lte=at, warned_at__isnull=True, paused_at__isnull=True, missed_at__isnull=True
        )
    )
    return waiting.filter(due_at__gte=at).order_by("warn_at", "id")


def after(
    found: DeadlineQuerySet, last: Deadline | None, by: str = DUE_ORDER[0]
) -> DeadlineQuerySet:
    """Those behind ``last``, the last one seen, in a list ordered by this moment and the id."""
    if last is None:
        return found
    moment = getattr(last, by)
    return found.filter(Q(**{f"{by}__gt": moment}) | Q(**{by: moment, "id__gt": last.pk}))


@dataclass(frozen=True)
class Kept:
    """One code in one month (by last day): how many ended how. ``month`` is its first day.

    ``late`` was done after its date, or by a new date after missing the first;
    ``missed`` is past its date and not done.
    """

    code: str
    label: str
    month: date
    in_time: int
    late: int
    missed: int
    running: int
    cancelled: int

    @property
    def counted(self) -> int:
        """Those that can be judged: neither cancelled nor still in time."""
        return self.in_time + self.late + self.missed


def compliance(*, since: date, until: date, at: datetime) -> list[Kept]:
    """How dates with a last day from ``since`` to ``until`` were kept, as seen ``at`` that moment.

    It asks the dates and not the marks of ``tick``, so a tick that ran late changes nothing.
    """
    kept = Q(met=True, done_at__lte=F("due_at"), missed_before=False)
    running = Q(stopped_at__isnull=True)
    past = Q(paused_at__isnull=True, due_at__lt=at)
    rows = (
        Deadline.objects.filter(last_day__range=(since, until))
        .values("last_day", "code")
        .annotate(
            label=models.Max("label"),
            in_time=Count("id", filter=kept),
            done=Count("id", filter=Q(met=True)),
            missed=Count("id", filter=running & past),
            open=Count("id", filter=running),
            cancelled=Count("id", filter=Q(met=False)),
        )
        .order_by("last_day", "code")
    )
    return _by_month(rows)


def _by_month(rows: Iterable[Any]) -> list[Kept]:
    """Days into months here: SQLite would ask Python about each deadline to cut its date."""
    totals: dict[tuple[date, str], Counter[str]] = {}
    labels: dict[str, str] = {}
    for row in rows:
        key = (row.pop("last_day").replace(day=1), row.pop("code"))
        labels[key[1]] = row.pop("label")
        totals.setdefault(key, Counter()).update(row)
    return [
        Kept(
            code=code,
            label=labels[code],
            month=month,
            in_time=total["in_time"],
            late=total["done"] - total["in_time"],
            missed=total["missed"],
            running=total["open"] - total["missed"],
            cancelled=total["cancelled"],
        )
        for (month, code), total in sorted(totals.items())
    ]
