"""The page for everybody: what is promised, by when, and how often it was kept."""

from dataclasses import replace
from datetime import date

import pytest

from goodstead.cases.definitions import standards
from goodstead.clocks.calendar import quarter_of
from goodstead.insight import standard
from goodstead.insight.definitions.promises import PROMISES
from goodstead.insight.models import CountedQuarter, KeptPromise
from goodstead.insight.quarters import last_day_of, quarter_before
from goodstead.intake.definitions.report_forms import FORM

from .conftest import day

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 20)


def kept(code, in_time, counted):
    row, _ = CountedQuarter.objects.get_or_create(
        quarter=date(2026, 1, 1), defaults={"counted_at": day(4, 1)}
    )
    KeptPromise.objects.create(quarter=row, code=code, in_time=in_time, counted=counted)


def promise(code, on=TODAY):
    return next(one for one in standard.promises(on) if one.promise.code == code)


def bands(code, on=TODAY):
    found = promise(code, on)
    return [found.high, found.medium, found.standard]


@pytest.mark.parametrize(
    "on, first, last, before",
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31), date(2025, 10, 1)),
        (date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30), date(2026, 1, 1)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31), date(2026, 7, 1)),
    ],
)
def test_quarters_of_the_calendar(on, first, last, before):
    assert (quarter_of(on), last_day_of(first), quarter_before(on)) == (first, last, before)


def test_it_says_what_the_clocks_are_started_with():
    assert bands("first_contact") == [
        "in 1 working day", "in 3 working days", "in 5 working days",
    ]  # fmt: skip
    assert bands("next_contact")[0] == "every 5 working days"
    assert bands("case_review") == ["every 2 weeks", "every 4 weeks", "every 12 weeks"]


def test_a_standard_that_changes_later_changes_the_page_on_its_day(monkeypatch):
    quicker = replace(standards.FIRST_CONTACT, standard=2, applies_from=date(2026, 5, 1))
    monkeypatch.setattr(standards, "STANDARDS", (*standards.STANDARDS, quicker))
    assert bands("first_contact")[2] == "in 5 working days"
    assert bands("first_contact", date(2026, 5, 1))[2] == "in 2 working days"


def test_a_share_of_few_promises_is_not_told():
    kept("first_contact", 19, 19)
    kept("interview", 37, 40)
    assert promise("first_contact").kept == "Too few to say"
    assert (promise("interview").kept, promise("interview").counted) == ("93%", "40")


def test_every_kind_that_the_form_asks_about_stands_there_with_who_and_what(client):
    page = client.get("/neighbourhood-standard").content.decode()
    for branch in FORM.branches:
        assert f'id="{branch.code}"' in page
        assert branch.team in page
    for one in PROMISES:
        assert one.name in page


def test_it_can_be_kept_by_a_browser_and_costs_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/neighbourhood-standard")
    assert "no-store" not in answer.get("Cache-Control", "")


def test_the_public_pages_lead_there(client):
    assert b"/neighbourhood-standard" in client.get("/report").content
