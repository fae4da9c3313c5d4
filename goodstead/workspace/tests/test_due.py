"""Everything with a date."""

import pytest

from goodstead.clocks.models import Deadline
from goodstead.ledger.following import follow
from goodstead.ledger.models import key_of
from goodstead.risk.followers import FOLLOWERS

pytestmark = pytest.mark.django_db


def owners(response):
    return {due.deadline.owner.name for due in response.context["dues"]}


def test_my_dates_and_my_teams_each_with_its_sum(signed_in, people, open_case):
    open_case()
    open_case(officer=people.other_officer, patch=people.other_patch)
    client = signed_in(people.officer)
    answer = client.get("/due")
    assert owners(answer) == {people.officer.name}
    assert "day" in answer.context["dues"][0].deadline.why
    assert owners(client.get("/due?whose=team")) == {people.officer.name}, (
        "an officer has no team view"
    )
    client = signed_in(people.leader)
    assert owners(client.get("/due?whose=team")) == {people.officer.name, people.other_officer.name}


def test_what_a_leader_owes_as_the_manager_is_theirs_and_not_the_officers(
    signed_in, people, open_case
):
    case = open_case()
    review = Deadline.objects.get(about=key_of(case), code="manager_review")
    assert review.owner == people.officer

    def reviews(user):
        shown = signed_in(user).get("/due").context["dues"]
        return [due.deadline.pk for due in shown if due.deadline.code == "manager_review"]

    assert reviews(people.leader) == [review.pk]
    assert reviews(people.officer) == [] and reviews(people.other_officer) == []
    Deadline.objects.filter(pk=review.pk).update(team=people.other_team)
    assert reviews(people.leader) == []


def test_dates_of_a_restricted_case_are_its_officers_alone(signed_in, people, open_case):
    open_case(restricted=True, officer=people.restricted_worker)
    assert not signed_in(people.leader).get("/due?whose=team").context["dues"]
    assert signed_in(people.restricted_worker).get("/due").context["dues"]


def test_the_page_costs_the_same_for_one_case_and_for_ten(
    signed_in, people, open_case, now, django_assert_max_num_queries
):
    for _ in range(10):
        open_case()
    follow(FOLLOWERS, at=now)
    client = signed_in(people.officer)
    with django_assert_max_num_queries(9):
        client.get("/due")


def test_each_line_says_whom_it_is_about_and_which_column_it_is_on_a_telephone(
    signed_in, people, open_case, now
):
    open_case()
    follow(FOLLOWERS, at=now)
    client = signed_in(people.officer)
    body = client.get("/due").content.decode()
    assert "Assess the risk: Vera Víctim" in body
    assert 'class="govuk-table gs-stack"' in body and "gs-scroll" not in body
    assert all(f'data-label="{one}"' in body for one in ("By", "Who"))
    date = Deadline.objects.get(subject__startswith="cases.party:")
    assert "Víctim" in client.get(f"/due/{date.pk}").content.decode()
