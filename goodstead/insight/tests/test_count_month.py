"""Figures are kept by month, follow what happens, and agree with a recount."""

from datetime import date

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.insight import actions, followers, periodic
from goodstead.insight.models import CountedMonth, Figure
from goodstead.ledger.following import follow
from goodstead.ledger.models import Entry

from .conftest import day

pytestmark = pytest.mark.django_db
JANUARY = date(2026, 1, 1)


def kept(measure, part="", month=JANUARY):
    return Figure.objects.get(month__month=month, measure=measure, part=part).numerator


def test_what_happens_marks_its_month_and_the_worker_counts_it_once(open_case, close):
    case = open_case(day(1, 5))
    close(case, day(2, 9))
    follow(followers.FOLLOWERS, at=day(2, 9))
    marked = CountedMonth.objects.filter(marked_at__isnull=False)
    assert {row.month for row in marked} == {JANUARY, date(2026, 2, 1)}
    assert periodic.count_marked(day(2, 10)) == 2
    assert (kept("K2"), kept("K3b", month=date(2026, 2, 1))) == (1, 1)
    assert periodic.count_marked(day(2, 10)) == 0, "a second round finds nothing to do"


def test_the_running_month_and_the_one_before_are_counted_every_day(open_case):
    periodic.count_marked(day(1, 5))
    open_case(day(1, 5, 12))
    assert kept("K2") == 0
    periodic.count_marked(day(1, 6))
    assert kept("K2") == 1


def test_a_recount_that_finds_the_same_changes_no_figure(open_case):
    open_case(day(1, 5))
    actions.count_month(by=None, month=JANUARY, at=day(1, 6))
    before = Figure.objects.values_list("pk", "numerator", "denominator")
    first = list(before)
    actions.count_month(by=None, month=JANUARY, at=day(1, 7))
    assert list(before.all()) == first


def test_counting_writes_who_and_when_and_is_all_or_nothing(open_case, people, monkeypatch):
    actions.count_month(by=people.leader, month=JANUARY, at=day(1, 6))
    assert Entry.objects.get(verb="insight.month_counted").by == people.leader
    with pytest.raises(PermissionDenied):
        actions.count_month(by=people.auditor, month=JANUARY, at=day(1, 6))

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.count_month(by=None, month=date(2026, 2, 1), at=day(2, 6))
    assert not Figure.objects.filter(month__month=date(2026, 2, 1)).exists()
