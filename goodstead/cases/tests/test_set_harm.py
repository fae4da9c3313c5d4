"""Harm sets the pace: a higher band brings dates forward, a lower one takes no promise back."""

from datetime import date, timedelta

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions
from goodstead.clocks import actions as clocks
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import key_of


@pytest.fixture
def set_harm(case, people, later):
    def act(band, **said):
        values = {"by": people.officer, "at": later, "case": case, "score": 20, "words": "Threats"}
        return actions.set_harm(band=band, **(values | said))

    return act


def test_the_case_carries_the_band_its_rank_and_the_words(set_harm):
    case = set_harm("high")
    assert (case.harm_band, case.harm_rank, case.harm_score) == ("high", 3, 20)
    assert case.harm_words == "Threats"
    assert set_harm("standard", score=None).harm_rank == 0


def test_high_harm_brings_every_date_forward(set_harm, case, dates):
    set_harm("high")
    assert dates(case) == {
        "first_contact": date(2026, 3, 3),
        "interview": date(2026, 3, 4),
        "plan_due": date(2026, 3, 4),
        "case_review": date(2026, 3, 16),
        "manager_review": date(2026, 3, 30),
        "oversight_review": date(2026, 5, 25),
    }
    harm = Deadline.objects.filter(about=key_of(case)).values_list("harm", flat=True)
    assert set(harm) == {3}


def test_a_lower_band_takes_back_no_date_that_was_promised(set_harm, case, dates):
    before = dates(case)
    set_harm("standard")
    after = dates(case)
    assert before.pop("manager_review")
    assert after == before


def test_the_managers_review_starts_when_the_band_asks_for_it(set_harm, case, dates):
    set_harm("standard")
    assert "manager_review" not in dates(case)
    set_harm("medium")
    assert dates(case)["manager_review"] == date(2026, 4, 27)


def test_a_date_that_was_paused_is_left_alone(set_harm, case, dates, people, later):
    review = Deadline.objects.get(about=key_of(case), code="case_review")
    clocks.pause(review, by=people.officer, at=later, reason="Victim is abroad")
    before = dates(case)["case_review"]
    set_harm("high", at=later + timedelta(hours=1))
    assert dates(case)["case_review"] == before


def test_a_date_that_was_missed_is_not_moved_into_the_future(set_harm, case, dates, now):
    set_harm("high", at=now + timedelta(days=20))
    assert dates(case)["first_contact"] == date(2026, 3, 5)


def test_only_who_assesses_or_approves_sets_it_on_an_open_case_that_they_see(
    set_harm, case, people, later
):
    for who in (people.other_officer, people.coordinator, people.call_handler):
        with pytest.raises(PermissionDenied):
            set_harm("high", by=who)
    assert set_harm("high", by=people.leader)
    actions.close_case(by=None, at=later, case=case, reason="referred", outcome="transferred")
    with pytest.raises(NotNow, match="Reopen it first"):
        set_harm("high")


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.clocks.actions.move"]
)
def test_it_is_all_written_or_none_of_it(set_harm, case, nothing_remains, fails):
    nothing_remains(lambda: set_harm("high"), fails)
    case.refresh_from_db()
    assert case.harm_band == ""
