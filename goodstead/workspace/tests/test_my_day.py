"""Home: who comes first, and why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from goodstead.cases import actions as cases
from goodstead.ledger.models import Viewing, key_of
from goodstead.workspace.queries import day

pytestmark = pytest.mark.django_db


def test_the_most_harmed_come_first_each_with_the_reason(people, open_case, now):
    quiet, harmed = open_case(), open_case()
    cases.set_harm(by=None, at=now, case=harmed, band="high", score=30, words="Threatened")
    cases.set_harm(by=None, at=now, case=quiet, band="standard", score=3, words="Once")
    found = day.my_day(people.officer, now + timedelta(days=30))
    assert len(found.first) == day.MOST_FIRST and found.more > 0
    first = found.first[0]
    assert (first.case, first.overdue) == (harmed, True)
    assert "The date has passed." in first.why and "Threatened" in first.why
    assert found.high == 1 and found.open_cases == 2


def test_what_is_due_later_this_week_stands_under_its_day(people, open_case, now):
    open_case()
    found = day.my_day(people.officer, now)
    days = [on for on, _ in found.later]
    assert days == sorted(days) and days
    assert all(due.deadline.last_day == on for on, dues in found.later for due in dues)


def test_another_officers_work_is_not_mine(people, open_case, now):
    open_case(officer=people.other_officer, patch=people.other_patch)
    found = day.my_day(people.officer, now)
    assert not found.first and not found.later and not found.open_cases


def test_the_page_names_the_case_and_writes_down_that_it_was_shown(signed_in, people, open_case):
    case = open_case(at=timezone.now())
    body = signed_in(people.officer).get("/my-day").content.decode()
    assert case.reference in body
    assert Viewing.objects.filter(subject=key_of(case), by=people.officer).exists()


@pytest.mark.parametrize("persona", ["auditor", "partner", "administrator", "councillor"])
def test_people_without_cases_have_a_plain_home(signed_in, people, persona):
    answer = signed_in(getattr(people, persona)).get("/my-day")
    assert answer.status_code == 200 and "Do first" not in answer.content.decode()


def test_the_page_costs_the_same_for_one_case_and_for_ten(
    signed_in, people, open_case, django_assert_max_num_queries
):
    for _ in range(10):
        open_case(at=timezone.now())
    client = signed_in(people.officer)
    with django_assert_max_num_queries(12):
        client.get("/my-day")
