"""What whoever reported it is owed: an answer by a date, and word that it has come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from goodstead.access.models import User
from goodstead.cases.definitions.statuses import BAND_RANK
from goodstead.clocks import actions as clocks
from goodstead.clocks.definitions.counting import Clock
from goodstead.clocks.queries import is_running
from goodstead.correspondence import actions as correspondence

from .. import following, queries
from ..definitions.standards import ACKNOWLEDGE
from ..models import Report


def _acknowledge(
    report: Report, token: str | None, next_by: date, *, by: User | None, at: datetime
) -> None:
    """By email, to whoever said that we may. The link to follow it only if they asked for one.

    Never to somebody about whom a partner or a centre told us: they may not know of it, and the
    first they hear of it is not a machine.
    """
    if report.channel in ("referral", "centre"):
        return
    if not (report.contact and report.contact.may_email and report.contact.email):
        return
    link = {"follow_link": f"/follow/{token}"} if token else {}
    correspondence.queue(
        by=by,
        at=at,
        to=report.contact,
        template="report_received" if token else "report_received_without_link",
        about=report,
        reference=report.reference,
        next_step="An officer reads your report and contacts you",
        next_by=next_by,
        **link,
    )


def _let_in(
    report: Report, *, by: User | None, at: datetime, read: bool = False, told: bool = False
) -> None:
    """A person sent it after all: an answer is owed from the day on which it came, and they are
    written to. ``read``: it is decided in the same moment, outside a case. ``told``: and so they
    were told by us.

    Called in the transaction of whoever looked, who locks the report and records it.
    """
    report.set_apart = ""
    report.save(update_fields=["set_apart"])
    if not is_running(report, ACKNOWLEDGE.code):
        _promise(report, [_answer(report)], by=by, at=at)
    if told:
        return
    if read:
        _say_that_it_was_read(report, at=at)
    else:
        token = following.token_of(report.submission_key) if report.follow_hash else None
        _acknowledge(report, token, queries.answer_still_by(report, at=at), by=None, at=at)


def _say_that_it_was_read(report: Report, *, at: datetime) -> None:
    """Nobody will be in touch by a day: it says so, and whom to call."""
    if report.contact and report.contact.may_email and report.contact.email:
        correspondence.queue(
            by=None, at=at, to=report.contact, template="report_read", about=report,
            reference=report.reference,
        )  # fmt: skip


def _answer(report: Report) -> Clock:
    """The promise to answer, by how much harm is done."""
    found = ACKNOWLEDGE.clock(report.harm_band)
    assert found is not None  # noqa: S101 - every band is promised it
    return found


def _promise(report: Report, promised: Iterable[Clock], *, by: User | None, at: datetime) -> None:
    """A date that counts from when it came, with whoever decides on it."""
    clocks.start(
        report,
        promised,
        by=by,
        at=at,
        about=report,
        since=report.received_at,
        owner=queries.trained_for(report) if report.restricted else None,
        team=queries.triage_team(report.patch),
        harm=BAND_RANK[report.harm_band],
        restricted=report.restricted,
    )
