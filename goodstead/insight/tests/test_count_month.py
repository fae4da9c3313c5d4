"""Figures are kept by month, follow what happens, and agree with a recount."""

from datetime import date

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.cases import actions as cases
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


def test_a_reopening_marks_the_month_of_the_closing_before_it(open_case, close):
    case = close(open_case(day(1, 5)), day(3, 20))
    follow(followers.FOLLOWERS, at=day(3, 20))
    for month in (1, 2, 3):
        actions.count_month(by=None, month=date(2026, month, 1), at=day(4, 1))
    cases.reopen_case(by=None, at=day(4, 2), case=case, reason="It began again")
    follow(followers.FOLLOWERS, at=day(4, 2))
    marked = CountedMonth.objects.filter(marked_at__isnull=False)
    assert {row.month.month for row in marked} == {1, 2, 3, 4}


def test_a_case_closed_as_a_duplicate_leaves_the_months_between_as_well(open_case, close):
    case = open_case(day(1, 5))
    follow(followers.FOLLOWERS, at=day(1, 5))
    for month in (1, 2, 3, 4):
        actions.count_month(by=None, month=date(2026, month, 1), at=day(5, 1))
    assert [kept("K3", month=date(2026, m, 1)) for m in (3, 4)] == [1, 1]
    close(case, day(5, 5), reason="duplicate", outcome="transferred")
    follow(followers.FOLLOWERS, at=day(5, 5))
    periodic.count_marked(day(5, 5))
    assert [kept("K3", month=date(2026, m, 1)) for m in (3, 4)] == [0, 0]
    assert kept("K2") == 0


def test_an_outage_over_month_ends_is_made_good_by_the_first_count_after_it(open_case):
    open_case(day(1, 5))
    periodic.count_marked(day(1, 20))
    open_case(day(1, 28))  # nothing follows and nothing counts for three months
    open_case(day(2, 10))
    periodic.count_marked(day(5, 2))
    assert (kept("K2"), kept("K2", month=date(2026, 2, 1))) == (2, 1)
    assert kept("K3", month=date(2026, 4, 1)) == 2
    assert CountedMonth.objects.filter(month=date(2026, 3, 1), counted_at=day(5, 2)).exists()
    assert periodic.count_marked(day(5, 2)) == 0


def test_a_month_counted_before_a_figure_was_defined_is_counted_again(open_case):
    open_case(day(1, 5))
    for month in range(1, 5):
        actions.count_month(by=None, month=date(2026, month, 1), at=day(5, 1))
    periodic.count_marked(day(5, 1))
    Figure.objects.filter(part="nm01", month__month=JANUARY).delete()
    assert periodic.count_marked(day(5, 1)) == 1
    assert kept("K2", "nm01") == 1


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
