"""The measures, each with cases counted by hand."""

from datetime import date
from itertools import pairwise

import pytest

from goodstead.cases import actions as cases
from goodstead.cases.models import Case
from goodstead.insight import populations
from goodstead.insight.counting import Counted, count
from goodstead.insight.definitions.measures import CATEGORY_PARTS, TENURE_PARTS
from goodstead.people import actions as persons

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


def test_the_good_neighbourhood_track_is_never_open_after_twelve_weeks(open_case):
    """Beside a case of the same day that is: without the track it would be counted."""
    open_case(day(1, 6))
    open_case(day(1, 6), track="good_neighbourhood")
    assert figure(MARCH, "K3") == 1
    assert figure(MARCH, "K3", "share") == (1, 1)
    assert figure(MARCH, "K3", "entered") == 1
    assert populations.Month(MARCH, on=LATER).old == set(
        populations.counted_cases().values_list("pk", flat=True)
    )


def test_counted_without_regard_to_the_track_it_would_be(open_case, monkeypatch):
    open_case(day(1, 6))
    open_case(day(1, 6), track="good_neighbourhood")
    monkeypatch.setattr(populations, "counted_cases", Case.objects.all)
    assert figure(MARCH, "K3") == 2


def test_a_case_closed_on_the_84th_day_is_not_counted(open_case, close):
    close(open_case(day(1, 6)), day(3, 31, 16))
    close(open_case(day(1, 5)), day(3, 31, 16))
    assert figure(MARCH, "K3") == 0
    assert figure(MARCH, "K3", "entered") == 1, "the other one was open when its 84th day ended"
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
    assert figure(JANUARY, "K3b", "median") == (245, 4)  # tenths: 10, 20, 29 and 90
    assert figure(JANUARY, "K3b", "before_12_weeks") == (3, 4)


def reconciles(months, on=LATER):
    """The number before, with those that came and without those that went, for each month."""
    return [
        figure(before, "K3", on=on)
        + figure(month, "K3", "entered", on=on)
        - figure(month, "K3", "cleared", on=on)
        == figure(month, "K3", on=on)
        for before, month in pairwise(months)
    ]


def test_the_number_before_with_those_that_came_and_went_is_the_number(open_case, close):
    """Each way of coming and going: over a month end, within a month, by reopening, on day 84."""
    open_case(day(12, 20, year=2025))
    close(open_case(day(12, 10, year=2025)), day(3, 20))  # comes and goes in March
    close(open_case(day(1, 6)), day(3, 31, 16))  # closed on day 84: never came
    close(open_case(day(12, 1, year=2025)), day(4, 10))
    again = close(open_case(day(12, 2, year=2025)), day(3, 27))
    cases.reopen_case(by=None, at=day(4, 2), case=again, reason="It began again")
    close(again, day(4, 20))  # comes and goes again in April
    back = close(open_case(day(12, 3, year=2025)), day(4, 3))
    cases.reopen_case(by=None, at=day(4, 8), case=back, reason="It began again")  # stays
    months = [date(2025, 12, 1), JANUARY, FEBRUARY, MARCH, APRIL, date(2026, 5, 1)]
    assert all(reconciles(months))
    flows = [
        (figure(m, "K3", "entered"), figure(m, "K3", "cleared"), figure(m, "K3"))
        for m in (FEBRUARY, MARCH, APRIL)
    ]
    assert flows == [(3, 0, 3), (2, 2, 3), (1, 2, 2)]


def test_a_duplicate_leaves_every_month_at_once(open_case, close):
    case = open_case(day(12, 1, year=2025))
    open_case(day(12, 1, year=2025))
    assert [figure(m, "K3") for m in (FEBRUARY, MARCH)] == [2, 2]
    close(case, day(4, 10), reason="duplicate", outcome="transferred")
    assert [figure(m, "K3") for m in (FEBRUARY, MARCH)] == [1, 1]
    assert all(reconciles([JANUARY, FEBRUARY, MARCH, APRIL]))


def test_reopening_again_later_leaves_the_month_of_the_first_reopening_alone(open_case, close):
    case = close(open_case(day(2, 2)), day(3, 2))
    cases.reopen_case(by=None, at=day(3, 10), case=case, reason="It began again")
    assert figure(MARCH, "K2", "reopened") == 1
    close(case, day(3, 30))
    cases.reopen_case(by=None, at=day(4, 9), case=case, reason="And again")
    assert [figure(m, "K2", "reopened") for m in (MARCH, APRIL)] == [1, 1]
    assert figure(MARCH, "K3b") == 1, "it stood closed when March ended"
    close(case, day(5, 4))
    assert [figure(m, "K3b") for m in (MARCH, APRIL, date(2026, 5, 1))] == [1, 0, 1]
    assert figure(MARCH, "K3b", "median") == (560, 1)


def test_new_cases_have_a_rate_and_the_national_number(open_case, close, settings):
    settings.COUNCIL = {**settings.COUNCIL, "population": 50_000}
    close(open_case(day(1, 5)), day(1, 12))
    case = close(open_case(day(1, 6)), day(1, 20))
    cases.reopen_case(by=None, at=day(1, 25), case=case, reason="It began again")
    assert figure(JANUARY, "K2", "rate") == (2, 50_000)
    assert [figure(JANUARY, "K2", part) for part in ("", "reopened", "nm01")] == [2, 1, 3]


def test_new_cases_are_split_by_kind_and_by_tenure_and_the_splits_add_up(open_case, now):
    def person(tenure):
        return persons.add_person(by=None, at=now, name="Amina Noor", tenure=tenure)

    open_case(day(1, 5), parties=[(person("owner"), "complainant"), (person("council"), "victim")])
    open_case(day(1, 6), category="drugs", parties=[(person("council"), "victim")])
    open_case(day(1, 7), category="drugs")
    assert figure(JANUARY, "K2", "category:drugs") == 2
    assert figure(JANUARY, "K2", "category:noise") == 1
    tenures = {p.code: figure(JANUARY, "K2", p.code) for p in TENURE_PARTS}
    assert {code for code, number in tenures.items() if number} == {
        "tenure:owner", "tenure:council", "tenure:unknown",
    }  # fmt: skip
    kinds = [figure(JANUARY, "K2", part.code) for part in CATEGORY_PARTS]
    assert sum(kinds) == sum(tenures.values()) == figure(JANUARY, "K2")


def test_every_part_of_every_measure_is_counted_once():
    from goodstead.insight.definitions.measures import MEASURES

    counted = [(c.measure, c.part) for c in count(JANUARY, on=LATER)]
    wanted = [(m.code, part.code) for m in MEASURES.values() for part in m.parts]
    assert sorted(counted) == sorted(wanted)


@pytest.mark.parametrize("off", [83, 85])
def test_with_the_twelve_weeks_off_by_a_day_the_examples_fail(open_case, monkeypatch, off):
    monkeypatch.setattr(populations, "TWELVE_WEEKS_DAYS", off)
    with pytest.raises(AssertionError):
        test_a_case_is_open_after_twelve_weeks_on_its_84th_day_and_not_on_its_83rd(open_case)


def test_a_counted_figure_is_plain():
    assert Counted("K2", "", 3).denominator is None
