"""What a follow link shows: how far we are and by when we do the next thing. Nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Model

from goodstead.cases.definitions.statuses import STATUSES
from goodstead.clocks.calendar import day_of
from goodstead.clocks.queries import next_about

from .. import following
from ..models import Report
from .reports import answer_by


@dataclass(frozen=True)
class Followed:
    """How far we are, in one sentence, and by when we do the next thing.

    ``finished``: there is nothing that we still do by ourselves, so they may disagree with it.
    """

    status: str
    by: date | None
    late: bool
    finished: bool


WAITING = "We have your report. An officer will read it and decide what to do."
WORKING = "We are working on what you told us."
FINISHED = "We have finished our work on what you told us."
READ = "We have read your report and decided what to do with it."


def report_of_link(token: str) -> Report | None:
    """The report of this link; None for one that was never given or that was stopped."""
    found = Report.objects.filter(follow_hash=following.hash_of(token))
    return found.select_related("case", "contact").first()


def followed(report: Report, *, at: datetime) -> Followed:
    """How far this report is."""
    if not report.outcome:
        return _told(WAITING, answer_by(report), at)
    if report.case is None:
        return _told(READ, None, at, finished=True)
    if not STATUSES[report.case.status].open:
        return _told(FINISHED, None, at, finished=True)
    # The next contact was promised to whoever's report the case was opened from.
    codes = ("first_contact", "next_contact") if report.outcome == "opened" else ()
    found = (next_about(report.case, code) for code in codes)
    return _told(WORKING, next((one.last_day for one in found if one), None), at)


def files_told(report: Report) -> list[Model]:
    """In whose story it stands what comes through the link: the report's, and its case's."""
    return [report, report.case] if report.case else [report]


def _told(status: str, by: date | None, at: datetime, *, finished: bool = False) -> Followed:
    return Followed(status, by, by is not None and day_of(at) > by, finished)
