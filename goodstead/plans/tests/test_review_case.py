"""Looking at the whole case again, and when next."""

from datetime import date, timedelta

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import Entry, key_of
from goodstead.plans import actions
from goodstead.plans.models import Review


@pytest.fixture
def review(case, people, later):
    def act(days=20, **said):
        values = {"by": people.officer, "at": later + timedelta(days=days), "case": case}
        return actions.review_case(
            **(values | {"outcome": "continue", "note": "Quieter now"} | said)
        )

    return act


def test_the_review_is_done_and_the_next_one_begins(review, case, dates):
    assert review().next_review_on == dates(case)["case_review"] == date(2026, 4, 19)
    done = Deadline.objects.get(about=key_of(case), code="case_review", met=True)
    assert done.was_kept
    entry = Entry.objects.get(verb="plans.case_reviewed")
    assert entry.facts == {"outcome": "Go on with the plan", "next": "19 April 2026"}


def test_the_officers_own_review_is_not_the_managers(review, case, dates, people):
    before = dates(case)["manager_review"]
    review()
    assert dates(case)["manager_review"] == before
    review(by=people.leader)
    assert dates(case)["manager_review"] == date(2026, 5, 17)


def test_a_manager_who_holds_the_case_does_not_review_their_own_work(
    open_case, people, dates, later
):
    held = open_case(by=people.leader, officer=people.leader)
    before = dates(held)["manager_review"]
    actions.review_case(by=people.leader, at=later, case=held, outcome="continue", note="Fine")
    assert dates(held)["manager_review"] == before


def test_near_twelve_weeks_a_manager_answers_why_it_is_still_open(review, case, dates, people):
    review(by=people.leader, days=55)
    assert "oversight_review" in dates(case)
    review(by=people.leader, days=60)
    assert "oversight_review" not in dates(case)
    review(by=people.leader, days=61)


@pytest.mark.parametrize(
    "said, words",
    [
        ({"outcome": ""}, "what comes of the review"),
        ({"note": " "}, "what you looked at"),
        ({"next_review_on": date(2026, 3, 1)}, "not passed"),
        ({"next_review_on": date(2026, 4, 20)}, "review by 19 April 2026"),
    ],
)
def test_a_review_says_what_comes_of_it_why_and_when_next(review, said, words):
    with pytest.raises(NotNow, match=words):
        review(**said)
    assert review(next_review_on=date(2026, 4, 19))


def test_who_cannot_manage_the_plan_is_refused(review, people):
    for who in (people.other_officer, people.coordinator):
        with pytest.raises(PermissionDenied):
            review(by=who)
    assert review()


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.clocks.actions.agree"]
)
def test_it_is_all_written_or_none_of_it(review, nothing_remains, fails):
    nothing_remains(review, fails)
    assert not Review.objects.exists()


def test_the_page_shows_the_plan_and_proposes_the_next_day(page, case, add_step):
    assert "There is no plan yet" in page("plans:review-case", case).content.decode()
    add_step()
    answer = page("plans:review-case", case)
    assert "Speak with the neighbour" in answer.content.decode()
    assert answer.context["form"]["next_review_on"].initial == date(2026, 3, 30)
    done = page(
        "plans:review-case", case, note="Quieter", outcome="escalate",
        next_review_on_day="9", next_review_on_month="3", next_review_on_year="2026",
    )  # fmt: skip
    assert done.status_code == 302
    assert Review.objects.get().outcome == "escalate"


def test_outsiders_learn_nothing(only_for, case):
    only_for("plans:review-case", case, officer=200, leader=200, other_officer=404, coordinator=403)
