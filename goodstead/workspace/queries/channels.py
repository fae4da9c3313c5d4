"""Every way in which something reaches the council: what came, what waits, and what is wrong."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median

from django.conf import settings
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncDate

from goodstead.clocks.calendar import day_of
from goodstead.design.dates import day as in_words
from goodstead.design.dates import moment
from goodstead.exchange.definitions.deliveries import KINDS
from goodstead.exchange.models import Delivery, InboundMail, Mailbox
from goodstead.intake.definitions.channels import CHANNELS, Channel
from goodstead.intake.models import Report
from goodstead.intake.queries import undecided_before

WEEKS = 26
"""How far back we look for the rhythm of a channel, and for the last that came."""
FEWEST_DAYS = 5
"""On fewer days with a report nobody can say what is usual."""
FAULTS_FOR = timedelta(days=30)
UNREAD_FOR = timedelta(minutes=15)
UNDONE_FOR = timedelta(hours=1)
UNCHECKED_FOR = timedelta(days=1)
MOST_SAID = 5


@dataclass
class Standing:
    """How one channel stands. ``wrong`` are sentences; ``late`` of those that wait are overdue."""

    channel: Channel
    last: datetime | None = None
    in_week: int = 0
    waiting: int = 0
    late: int = 0
    oldest: datetime | None = None
    wrong: list[str] = field(default_factory=list)
    note: str = ""


def standings(at: datetime) -> list[Standing]:
    """Each channel, those with something wrong first. The number of queries is fixed."""
    found = {code: Standing(channel) for code, channel in CHANNELS.items()}
    _what_came(found, at)
    _what_waits(found, at)
    _what_was_set_apart(found, at)
    _files(found, at)
    _mailbox(found["email"], at)
    return sorted(found.values(), key=lambda one: not one.wrong)


def _what_came(found: dict[str, Standing], at: datetime) -> None:
    lately = Report.objects.filter(received_at__gt=at - timedelta(weeks=WEEKS), received_at__lte=at)
    by_day = lately.annotate(day=TruncDate("received_at")).values("channel", "day")
    rows = by_day.annotate(
        last=Max("received_at"),
        week=Count("pk", filter=Q(received_at__gt=at - timedelta(days=7))),
    ).order_by("day")
    days: dict[str, list[date]] = defaultdict(list)
    for row in rows:
        standing = found[row["channel"]]
        standing.last, standing.in_week = row["last"], standing.in_week + row["week"]
        days[row["channel"]].append(row["day"])
    for code, its_days in days.items():
        if said := silence(its_days, day_of(at)):
            found[code].wrong.append(said)


def silence(days: list[date], today: date) -> str:
    """The sentence about a channel that has been silent beyond its rhythm; empty when it has not.

    ``days`` are those on which something came, in order. Silent is longer than it ever was in that
    time, and more than twice what is usual: so a log that comes each week may come a day late.
    """
    if len(days) < FEWEST_DAYS:
        return ""
    waits = [(after - before).days for before, after in pairwise(days)]
    usual, longest, now = round(median(waits)), max(waits), (today - days[-1]).days
    if now <= max(longest, 2 * usual):
        return ""
    often = "every day" if usual <= 1 else f"every {usual} days"
    return (
        f"Nothing has come for {now} days. Usually something comes {often}, "
        f"and the longest wait was {longest} day{'' if longest == 1 else 's'}."
    )


def _what_waits(found: dict[str, Standing], at: datetime) -> None:
    late = Q(received_at__lte=undecided_before(at))
    rows = Report.objects.in_the_inbox().values("channel").annotate(
        oldest=Min("received_at"), n=Count("pk"), late=Count("pk", filter=late)
    )  # fmt: skip
    for row in rows.order_by("channel"):
        standing = found[row["channel"]]
        standing.waiting, standing.late, standing.oldest = row["n"], row["late"], row["oldest"]
        if row["late"]:
            many = row["late"] != 1
            standing.wrong.append(
                f"{row['late']} report{'s' if many else ''} should have been decided about by now."
            )


def _what_was_set_apart(found: dict[str, Standing], at: datetime) -> None:
    """Not in the inbox: nobody has said yet whether a person sent it."""
    rows = Report.objects.set_apart().values("channel").annotate(
        n=Count("pk"), oldest=Min("received_at")
    )  # fmt: skip
    for row in rows.order_by("channel"):
        many = row["n"] != 1
        said = (
            f"{row['n']} report{'s are' if many else ' is'} set apart until somebody looks, the "
            f"oldest from {moment(row['oldest'], at)}."
        )
        if row["oldest"] <= undecided_before(at):
            found[row["channel"]].wrong.append(said)
        else:
            found[row["channel"]].note = said


def _files(found: dict[str, Standing], at: datetime) -> None:
    """What went wrong with the files that were handed over for a channel."""
    open_ones = Q(state__in=("brought", "queued"))
    wrong = Q(finished_at__gt=at - FAULTS_FOR) & (
        Q(state="stopped") | Q(changed__gt=0) | Q(left_out__gt=0)
    )
    said: dict[str, list[str]] = defaultdict(list)
    for file in Delivery.objects.filter(open_ones | wrong).order_by("-id")[:50]:
        if sentence := _about(file, at):
            said[KINDS[file.kind].channel].append(sentence)
    for code, sentences in said.items():
        found[code].wrong += sentences[:MOST_SAID]


def _about(file: Delivery, at: datetime) -> str:
    if file.state == "stopped":
        return f"{file.source} was stopped. {file.failure}"
    if file.state == "queued":
        if at - file.brought_at < UNDONE_FOR:
            return ""
        return f"{file.source} is not taken in yet. Is the worker running?"
    if file.state == "brought":
        if at - file.brought_at < UNCHECKED_FOR:
            return ""
        return f"{file.source} waits for somebody to check it since {in_words(day_of(file.brought_at))}."
    many = file.not_taken != 1
    return f"{file.not_taken} row{'s' if many else ''} of {file.source} {'were' if many else 'was'} not taken in."


def _mailbox(email: Standing, at: datetime) -> None:
    if not settings.INBOX_URL:
        email.note = "No mailbox is read. Emails are logged by hand."
        return
    box = Mailbox.objects.order_by("-last_tried_at").first()
    if box is None or box.last_tried_at is None:
        email.wrong.append("The mailbox has never been read. Is the worker running?")
        return
    if box.failure and box.failing_since:
        email.wrong.append(
            f"The mailbox cannot be read since {moment(box.failing_since, at)}. {box.failure}"
        )
    elif at - box.last_tried_at > UNREAD_FOR:
        email.wrong.append(
            f"The mailbox was last read {moment(box.last_tried_at, at)}. Is the worker running?"
        )
    else:
        email.note = f"The mailbox was read {moment(box.last_tried_at, at)}."
    unread, others = _set_apart(at)
    if others:
        email.note += (
            f" {others} email{'' if others == 1 else 's'} of the last thirty days {'is' if others == 1 else 'are'} "
            "set apart: look through them, a cry for help can look like spam."
        )
    if unread:
        email.wrong.append(
            f"{unread} email{'' if unread == 1 else 's'} could not be read and {'waits' if unread == 1 else 'wait'} for somebody to look."
        )


def _set_apart(at: datetime) -> tuple[int, int]:
    """Of the last thirty days, nobody having made a report of them: unreadable ones, and others."""
    lately = InboundMail.objects.set_apart().filter(received_at__gt=at - FAULTS_FOR)
    failed = Q(apart="failed")
    found = lately.aggregate(
        failed=Count("pk", filter=failed), others=Count("pk", filter=~failed & ~Q(apart="again"))
    )
    return found["failed"], found["others"]
