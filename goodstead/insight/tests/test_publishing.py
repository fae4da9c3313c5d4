"""What a councillor reads: nobody can work out a number that is not shown."""

import re
from datetime import date

import pytest
from django.utils import timezone

from goodstead.insight import publishing, queries, rules
from goodstead.insight.definitions.measures import MEASURES
from goodstead.insight.publishing import published

from .reader import council, keep, read_pages, worked_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


def reader_of(client, people, figures, today):
    keep(figures, today)
    client.force_login(people.councillor)
    return read_pages(client)


SEEDS = [(seed, size) for size in (4, 8, 14, 60) for seed in range(2)]


@pytest.mark.parametrize("seed, size", SEEDS)
def test_no_hidden_number_can_be_worked_out_from_pages_and_files(client, people, today, seed, size):
    figures = council(seed, queries.months_back(today, 26), size)
    cells = reader_of(client, people, figures, today)
    assert len({month for month, *_ in cells}) == 12, "finished months alone"
    assert worked_out(cells) == {}
    for (month, *key), (words, _) in cells.items():
        numerator, denominator = figures[month][tuple(key)]
        if denominator is None and 0 < numerator < 5:
            assert not words.isdigit(), (month, key)


def test_without_holding_back_the_reader_finds_numbers(client, people, today, monkeypatch):
    """The twin: hiding small numbers alone is not enough, and the reader is good enough to see it."""
    monkeypatch.setattr(publishing, "held_back", lambda years: [frozenset()] * len(years))
    figures = council(1, queries.months_back(today, 26), 8)
    assert worked_out(reader_of(client, people, figures, today))


def test_with_the_number_of_open_cases_given_the_reader_finds_the_reopened(
    client, people, today, monkeypatch
):
    whole = publishing._cell

    def cell(key, part, figure, true, held):
        if key == ("K3", "share"):
            return rules.shown(part, *figure)
        return whole(key, part, figure, true, held)

    monkeypatch.setattr(publishing, "_cell", cell)
    figures = council(2, queries.months_back(today, 26), 14)
    found = worked_out(reader_of(client, people, figures, today))
    assert {name for _, name in found} & {"reopened", "old", "open", "nm01", "young"}


def test_a_large_council_reads_nearly_everything(client, people, today):
    figures = council(5, queries.months_back(today, 26), 400)
    cells = reader_of(client, people, figures, today)
    shown = [words for (_, code, part), (words, _) in cells.items() if part != "share"]
    assert sum(words[0].isdigit() or words.startswith("About") for words in shown) > 0.75 * len(
        shown
    )


def month_of(**numbers):
    """Figures of one month, nought where nothing is said."""
    places = publishing.STAND | {"median": ("K3b", "median")}
    found = {key: (numbers.get(name, 0), None) for name, key in places.items()}
    return found | {
        ("K1a", ""): (0, 0), ("K1a", "returned"): (0, 0), ("K1b", ""): (0, 0),
        ("K2", "rate"): (numbers.get("new", 0), 120_000), ("K3", "share"): (3, 24),
        ("K3b", "median"): (numbers.get("median", 0), numbers.get("closed", 0)),
        ("K3b", "before_12_weeks"): (numbers.get("quick", 0), numbers.get("closed", 0)),
    }  # fmt: skip


JAN, FEB = date(2026, 1, 1), date(2026, 2, 1)


def words(numbers, month, code, part=""):
    months = sorted(numbers)
    return published(months, numbers)[month, code, part].words


def test_the_share_of_open_cases_does_not_give_back_a_small_number():
    numbers = {FEB: month_of(old=3)}
    assert words(numbers, FEB, "K3") == "Fewer than 5"
    assert words(numbers, FEB, "K3", "share") == "Not shown"


def test_the_quick_closings_do_not_give_back_the_slow_ones():
    numbers = {FEB: month_of(closed=13, quick=10, cleared=3, median=490, old=20, court=20)}
    assert words(numbers, FEB, "K3b") == "13"
    assert words(numbers, FEB, "K3b", "before_12_weeks") == "Not shown"


def test_a_middle_of_fewer_than_five_is_not_shown():
    numbers = {JAN: month_of(closed=3, quick=3, median=350)}
    assert words(numbers, JAN, "K3b") == "Fewer than 5"
    assert words(numbers, JAN, "K3b", "median") == "Not shown"


def test_two_totals_and_no_closing_do_not_tell_how_many_came():
    """10 and then 12, with nothing closed: two came. So that nothing was closed is held back."""
    numbers = {JAN: month_of(old=10, court=10), FEB: month_of(old=12, court=12, entered=2)}
    assert words(numbers, FEB, "K3", "entered") != "2"
    assert words(numbers, FEB, "K3b") == "Not shown"
    assert words(numbers, FEB, "K3") == "12"


def test_a_month_that_was_never_counted_hides_nothing_of_the_next():
    numbers = {FEB: month_of(old=10, court=10, closed=6, quick=6, median=300)}
    cells = published([JAN, FEB], numbers)
    assert (cells[FEB, "K3", ""].words, cells[FEB, "K3b", ""].words) == ("10", "6")


def test_months_that_do_not_add_up_are_not_shown_until_they_are_counted_again():
    numbers = {JAN: month_of(old=10, court=10), FEB: month_of(old=30, court=30, entered=5)}
    assert words(numbers, FEB, "K3") == "Not shown"


def test_a_month_once_decided_stays_so_when_the_next_ones_come(today):
    figures = council(7, queries.months_back(today, 20), 6)
    months = sorted(figures)
    for upto in range(2, 20):
        before = published(months[:upto], {m: figures[m] for m in months[:upto]})
        after = published(months, figures)
        assert all(after[key] == cell for key, cell in before.items())


@pytest.mark.parametrize("least, most", [(5, 9), (10, 19), (20, 49), (50, 99)])
def test_rough_answers_leave_open_how_many_were_on_the_smaller_side(least, most):
    part = MEASURES["K1a"].parts[0]
    said = {}
    for every in range(least, most + 1):
        for some in range(every + 1):
            cell = publishing._roughly(part, some, every)
            if cell.value is not None:
                said.setdefault((cell.words, cell.why), []).append((some, every - some))
    assert said
    for pairs in said.values():
        for side in zip(*pairs, strict=True):
            assert len(set(side)) > 1 or not 0 < side[0] < 5


def test_the_running_month_is_not_shown_to_who_may_not_open_cases(client, people, today):
    """Read every day, it would tell of each new case by itself."""
    keep(council(3, [today.replace(day=1)], 60), today)
    client.force_login(people.councillor)
    assert "Nothing has been counted yet" in client.get("/figures/K2").content.decode()
    client.force_login(people.leader)
    assert f"{today:%B %Y}" in client.get("/figures/K2").content.decode()


def test_charts_and_sentences_say_no_more_than_the_tables(client, people, today):
    figures = council(4, queries.months_back(today, 26), 6)
    cells = reader_of(client, people, figures, today)
    for one in queries.series(people.councillor, on=today):
        part = one.measure.parts[0]
        for row, drawn in zip(one.rows, one.chart.series[0].values, strict=True):
            said = cells[row.month, one.measure.code, part.code][0]
            assert (drawn is None) == (not re.search(r"\d", said) or said.startswith("Fewer"))
            assert drawn is None or str(int(drawn)) in said
    body = client.get("/figures").content.decode()
    assert "Fewer than 5" in body or "Not shown" in body
