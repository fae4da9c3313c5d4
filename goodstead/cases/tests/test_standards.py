"""The service standard, promise by promise."""

from datetime import date

import pytest

from goodstead.cases.definitions import standards

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "code, high, medium, standard",
    [
        ("first_contact", "1 working day", "3 working days", "5 working days"),
        ("interview", "2 working days", "5 working days", "10 working days"),
        ("plan_due", "2 working days", "5 working days", "10 working days"),
        ("next_contact", "5 working days", "10 working days", "10 working days"),
        ("case_review", "14 days", "28 days", "84 days"),
        ("oversight_review", "12 weeks", "12 weeks", "12 weeks"),
    ],
)
def test_each_band_is_promised_its_time(code, high, medium, standard):
    promised = [
        standards.clock_for(code, band, DAY).period for band in ("high", "medium", "standard")
    ]
    assert promised == [high, medium, standard]


def test_a_case_that_was_not_assessed_yet_is_treated_as_medium():
    assert standards.clock_for("first_contact", "", DAY).amount == 3


def test_a_manager_need_not_review_at_standard_harm():
    assert standards.clock_for("manager_review", "standard", DAY) is None
    assert standards.clocks_for(("manager_review",), "standard", DAY) == []


def test_a_later_promise_takes_the_place_of_an_earlier_one_from_its_day_on(monkeypatch):
    old = standards.FIRST_CONTACT
    new = standards.Standard(old.code, old.label, old.unit, 1, 1, 1, date(2026, 6, 1))
    monkeypatch.setattr(standards, "STANDARDS", (old, new))
    assert standards.in_force("first_contact", date(2026, 5, 31)) == old
    assert standards.in_force("first_contact", date(2026, 6, 1)) == new


def test_a_promise_that_nobody_made_is_an_error():
    with pytest.raises(KeyError, match="No standard"):
        standards.in_force("tea", DAY)
