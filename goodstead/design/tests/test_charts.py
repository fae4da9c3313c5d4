"""Charts say the same as their tables."""

import re

import pytest
from django.template import Context, Template

from goodstead.design import charts


def chart(values=(1, 2, None, 4), **more):
    labels = tuple("abcdefghijkl"[: len(values)])
    return charts.Chart("T", "S", labels, (charts.Series("N", tuple(values)),), **more)


def draw(kind, shown, more=""):
    source = "{% load goodstead %}{% " + kind + " chart" + more + " %}"
    return Template(source).render(Context({"chart": shown}))


@pytest.mark.parametrize("kind", ["line_chart", "bar_chart"])
@pytest.mark.parametrize("values", [(1, 2, None, 4), (), (0, 0), (5,), (None, None), range(12)])
def test_a_chart_can_be_drawn_of_anything_and_has_its_numbers_in_a_table(kind, values):
    drawn = draw(kind, chart(values, target=3, missing="fewer than 5"))
    cells = re.findall(r'cell--numeric">([^<]*)<', drawn)
    assert cells == ["fewer than 5" if v is None else str(v) for v in values]
    assert 'role="img"' in drawn and "<title" in drawn and "<desc" in drawn
    assert "style=" not in drawn and "nan" not in drawn.lower()


def test_a_missing_number_breaks_the_line():
    (line,) = charts.lines(chart())["series"]
    assert len(line["points"]) == 3 and len(line["segments"]) == 1


def test_the_axis_ends_with_a_round_number():
    assert [round(charts.top_of(n), 6) for n in (0, 0.3, 7, 24, 99, 1200)] == [
        1, 0.3, 8, 30, 100, 2000
    ]  # fmt: skip


def test_the_axis_of_percentages_ends_with_all_of_them():
    def top(shown):
        return charts.lines(shown)["grid"][-1]["text"]

    assert top(chart((12, 64), unit="%")) == "100%" and top(chart((), unit="%")) == "100%"
    assert top(chart((12, 64))) == "80" and top(chart((120,), unit="%")) == "200%"


def test_the_heading_of_a_chart_follows_that_of_its_page():
    assert "<h3" in draw("line_chart", chart())
    assert '<h2 class="govuk-heading-s">T</h2>' in draw("line_chart", chart(), " level=2")


def test_numbers_are_written_with_their_unit_and_grouped():
    assert chart(unit="%").number(12.34) == "12.3%" and chart().number(1204) == "1,204"


def test_a_trend_is_told_in_words_and_drawn_when_there_are_two_numbers():
    source = '{% load goodstead %}{% sparkline values "Up" %}'
    assert "polyline" in Template(source).render(Context({"values": [1, None, 3]}))
    assert "svg" not in Template(source).render(Context({"values": [1]}))
