"""Requests for an ASB case review."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from goodstead.access.models import User
from goodstead.clocks.calendar import day_of

from ..models import Addition, Report
from .reports import by_same_person

_MONTHS = 6


def case_reviews(user: User) -> QuerySet[Addition]:
    """Every request that this person may see, with its report."""
    seen = Addition.objects.visible_to(user).filter(kind="review")
    return seen.select_related("report__case", "settled_by")


def told_before(user: User, report: Report, at: datetime) -> list[date]:
    """On which days of the last six months this person told us of something, the newest first.

    Of what the reader may see. A hint for whoever decides: complaints to the police and to landlords are not in it, and whether
    each is a qualifying one (section 104(11)) is for a person to say.
    """
    today = day_of(at)
    month = today.month - _MONTHS
    year, month = (today.year, month) if month > 0 else (today.year - 1, month + 12)
    since = date(year, month, min(today.day, 28))
    seen = Report.objects.visible_to(user)
    mine = seen.filter(by_same_person(report) | Q(pk=report.pk))
    reports = mine.filter(received_at__date__gte=since).values_list("received_at", flat=True)
    more = report.additions.filter(kind="incident", received_at__date__gte=since)
    moments = [*reports, *more.values_list("received_at", flat=True)]
    return sorted((day_of(moment) for moment in moments), reverse=True)
