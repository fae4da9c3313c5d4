"""The measures, each with cases counted by hand."""

from datetime import date

import pytest

from goodstead.cases import actions as cases
from goodstead.insight import counting
from goodstead.insight.counting import Counted, count

from .conftest import day

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, n, 1) for n in range(1, 5))
LATER = date(2026, 12, 31)


def figure(month, measure, part="", on=LATER):
    found = {(c.measure, c.part): c for c in count(month, on=on)}
    counted = found[measure, part]
    return (
        counted.numerator
        if counted.denominator is None
        else (counted.numerator, counted.denominator)
    )


def test_new_cases_are_those_opened_on_a_local_day_of_the_month(open_case):
    open_case(day(1, 31, 23))
    open_case(day(2, 1, 0))
    open_case(day(7, 31, 23))  # summer time: still July here, already August nowhere
    assert [figure(m, "K2") for m in (JANUARY, FEBRUARY)] == [1, 1]
    assert figure(date(2026, 7, 1), "K2") == 1


def test_duplicates_and_the_good_neighbourhood_track_are_no_new_cases(open_case, close):
    open_case(day(1, 5))
    open_case(day(1, 6), track="good_neighbourhood")
    close(open_case(day(1, 7)), day(1, 20), reason="duplicate", outcome="transferred")
    assert figure(JANUARY, "K2") == 1
    assert figure(JANUARY, "K3b") == 0


def test_hate_is_counted_within_the_new_cases(open_case):
    open_case(day(1, 5), hate=True)
    open_case(day(1, 6))
    assert (figure(JANUARY, "K2"), figure(JANUARY, "K2", "hate")) == (2, 1)


def test_a_case_is_open_after_twelve_weeks_on_its_84th_day_and_not_on_its_83rd(open_case):
    open_case(day(1, 6))  # 31 March is day 84
    open_case(day(1, 7))  # 31 March is day 83
    assert (date(2026, 3, 31) - date(2026, 1, 6)).days == 84
    assert figure(MARCH, "K3") == 1
    assert figure(MARCH, "K3", "share") == (1, 2)
    assert figure(MARCH, "K3", "entered") == 1
    assert figure(APRIL, "K3") == 2
    assert figure(APRIL, "K3", "entered") == 1


def test_a_case_closed_on_the_84th_day_is_not_counted(open_case, close):
    close(open_case(day(1, 6)), day(3, 31, 16))
    assert figure(MARCH, "K3") == 0
    assert figure(MARCH, "K3", "cleared") == 1


def test_the_running_month_is_counted_as_it_stands_today(open_case):
    open_case(day(1, 6))
    assert figure(MARCH, "K3", on=date(2026, 3, 30)) == 0
    assert figure(MARCH, "K3", on=date(2026, 3, 31)) == 1


def test_a_past_month_stands_as_it_stood_whatever_became_of_the_case(open_case, close, people):
    case = open_case(day(1, 6))
    cases.change_status(by=None, at=day(2, 2), case=case, status="investigating")
    cases.change_status(by=None, at=day(2, 2, 11), case=case, status="action")
    cases.change_status(by=None, at=day(2, 3), case=case, status="waiting_court")
    close(case, day(5, 10))
    assert figure(MARCH, "K3") == 1
    assert figure(MARCH, "K3", "waiting_court") == 1
    assert figure(date(2026, 5, 1), "K3") == 0


def test_a_case_reopened_within_28_days_keeps_its_day_of_opening(open_case, close):
    case = close(open_case(day(1, 6)), day(3, 20))
    cases.reopen_case(by=None, at=day(4, 2), case=case, reason="It began again")
    assert figure(MARCH, "K3") == 0, "it was closed when March ended"
    assert figure(APRIL, "K3") == 1
    assert (figure(APRIL, "K2"), figure(APRIL, "K2", "reopened")) == (0, 1)


def test_days_open_and_the_middle_of_them(open_case, close):
    for opened, closed in ((1, 11), (1, 21), (2, 31)):
        close(open_case(day(1, opened)), day(1, closed))
    close(open_case(day(11, 1, year=2025)), day(1, 30))
    assert figure(JANUARY, "K3b") == 4
    assert figure(JANUARY, "K3b", "median_days") == (24, 4)  # 10, 20, 29 and 90
    assert figure(JANUARY, "K3b", "before_12_weeks") == (3, 4)


def test_every_part_of_every_measure_is_counted_once():
    from goodstead.insight.definitions.measures import MEASURES

    counted = [(c.measure, c.part) for c in count(JANUARY, on=LATER)]
    wanted = [(m.code, part.code) for m in MEASURES.values() for part in m.parts]
    assert sorted(counted) == sorted(wanted)


@pytest.mark.parametrize("off", [83, 85])
def test_with_the_twelve_weeks_off_by_a_day_the_examples_fail(open_case, monkeypatch, off):
    monkeypatch.setattr(counting, "TWELVE_WEEKS_DAYS", off)
    with pytest.raises(AssertionError):
        test_a_case_is_open_after_twelve_weeks_on_its_84th_day_and_not_on_its_83rd(open_case)


def test_a_counted_figure_is_plain():
    assert Counted("K2", "", 3).denominator is None
