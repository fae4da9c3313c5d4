"""Each quarter the published promises are counted: kept, of those whose date fell in it."""

from datetime import date

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.clocks import actions as clocks
from goodstead.clocks.models import Deadline
from goodstead.insight import actions, counting, periodic
from goodstead.insight.models import CountedQuarter, KeptPromise
from goodstead.intake import actions as intake
from goodstead.ledger.models import Entry

from .conftest import day

pytestmark = pytest.mark.django_db
QUARTER = date(2026, 1, 1)


def counted(code, quarter=QUARTER):
    row = KeptPromise.objects.of(quarter).get(code=code)
    return row.in_time, row.counted


def test_kept_late_and_missed_are_counted_and_withdrawn_is_not(open_case):
    kept, late, missed, withdrawn = (open_case(day(1, 5)) for _ in range(4))
    clocks.stop(kept, "case_review", by=None, at=day(1, 20))
    clocks.stop(late, "case_review", by=None, at=day(3, 30))
    clocks.stop(withdrawn, "case_review", by=None, at=day(1, 20), met=False)
    assert Deadline.objects.all().running().filter(subject=f"cases.case:{missed.pk}").exists()
    actions.count_promises(by=None, quarter=QUARTER, at=day(4, 2))
    assert counted("case_review") == (1, 3)


def test_a_promise_belongs_to_the_quarter_of_its_date(open_case):
    case = open_case(day(3, 25))
    clocks.stop(case, "case_review", by=None, at=day(3, 26))
    actions.count_promises(by=None, quarter=QUARTER, at=day(7, 1))
    actions.count_promises(by=None, quarter=date(2026, 4, 1), at=day(7, 1))
    assert counted("case_review") == (0, 0)
    assert counted("case_review", date(2026, 4, 1)) == (1, 1)


def test_a_report_that_was_set_apart_counts_in_no_figure_before_it_is_let_in(people):
    """A flood of them would else say that the council answers nobody."""
    apart, let_in = (
        intake.submit_report(
            by=None, at=day(1, 5), submission_key=f"apart-{n}", set_apart="trap",
            answers={"category": "noise", "description": "x", "may_contact": "no"},
        )[0]
        for n in range(2)
    )  # fmt: skip
    actions.count_promises(by=None, quarter=QUARTER, at=day(4, 2))
    assert counted("acknowledge") == (0, 0)
    assert [
        row for row in counting.count(date(2026, 1, 1), on=date(2026, 1, 31)) if row.numerator
    ] == []
    intake.sort_set_apart(by=people.leader, at=day(1, 6), reports=[let_in], let_in=True)
    actions.count_promises(by=None, quarter=QUARTER, at=day(4, 2))
    assert counted("acknowledge") == (0, 1)


def test_the_worker_counts_the_quarter_that_is_over_once_a_day(open_case):
    case = open_case(day(1, 5))
    assert periodic.count_last_quarter(day(4, 1)) == 1
    assert periodic.count_last_quarter(day(4, 1, 15)) == 0
    assert counted("case_review") == (0, 1)
    clocks.stop(case, "case_review", by=None, at=day(4, 1, 16), done_at=day(1, 9))
    assert periodic.count_last_quarter(day(4, 2)) == 1
    assert counted("case_review") == (1, 1), "done in time, written down late"
    assert CountedQuarter.objects.get().quarter == QUARTER


def test_it_is_written_down(open_case):
    row = actions.count_promises(by=None, quarter=QUARTER, at=day(4, 2))
    assert Entry.objects.filter(verb="insight.promises_counted", subject=f"insight.countedquarter:{row.pk}").exists()  # fmt: skip


def test_who_may_not_see_figures_may_not_count(people):
    with pytest.raises(PermissionDenied):
        actions.count_promises(by=people.partner, quarter=QUARTER, at=day(4, 2))
    assert not CountedQuarter.objects.exists()


def test_all_of_it_or_nothing(monkeypatch):
    def refuse(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", refuse)
    with pytest.raises(RuntimeError):
        actions.count_promises(by=None, quarter=QUARTER, at=day(4, 2))
    assert not CountedQuarter.objects.exists()
