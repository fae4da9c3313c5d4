"""Home: who comes first, and why."""

import secrets
from datetime import timedelta

import pytest
from django.utils import timezone

from goodstead.cases import actions as cases
from goodstead.clocks.models import Deadline
from goodstead.intake import actions as intake
from goodstead.ledger.following import follow
from goodstead.ledger.models import Viewing, key_of
from goodstead.people import actions as persons
from goodstead.risk.followers import FOLLOWERS
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
    follow(FOLLOWERS, at=timezone.now())
    client = signed_in(people.officer)
    with django_assert_max_num_queries(14):
        client.get("/my-day")


@pytest.fixture
def submit(people, now):
    def submit(**answers):
        given = {"category": "noise", "description": "Shouting", "may_contact": "no"} | answers
        report, _ = intake.submit_report(
            by=None, at=now, submission_key=secrets.token_urlsafe(32), answers=given
        )
        return report

    return submit


def test_somebody_in_danger_stands_at_the_top_for_whoever_decides(signed_in, people, submit):
    text = signed_in(people.leader).get("/my-day").content.decode()
    assert "for a decision" not in text
    submit(), submit(danger="yes")
    text = signed_in(people.leader).get("/my-day").content.decode()
    assert "Someone said that they are in danger now" in text
    assert "2 reports wait for a decision" in text and 'href="/inbox"' in text
    assert text.index("in danger now") < text.index("Do first")
    assert "High harm" in text and "1 with danger now" in text


def test_of_what_is_restricted_others_learn_only_that_it_waits(people, submit):
    submit(danger="yes", category="domestic_abuse")
    found = day.waiting_reports(people.officer)
    assert (found.reports, found.danger, found.unseen, found.trained) == (0, 0, 1, 2)
    trained = day.waiting_reports(people.restricted_worker)
    assert (trained.reports, trained.danger, trained.worst, trained.unseen) == (1, 1, "high", 0)
    assert day.waiting_reports(people.auditor) is None


def test_a_managers_review_stands_with_the_leader_and_the_officer_sees_that_it_does(
    signed_in, people, open_case, now
):
    case = open_case()
    late = now + timedelta(days=57)
    officer, leader = (day.my_day(user, late) for user in (people.officer, people.leader))
    codes = {due.deadline.code for due in officer.first}
    assert "manager_review" not in codes and officer.first
    assert [due.deadline.code for due in officer.with_leader] == ["manager_review"]
    owed = [due for due in leader.first if due.deadline.code == "manager_review"]
    assert owed[0].case == case and not leader.with_leader
    assert "manager_review" not in {due.deadline.code for due in leader.team_first}


def test_a_case_that_is_high_now_comes_before_a_late_medium_one(people, open_case, now):
    medium, high = open_case(), open_case(at=now + timedelta(days=3))
    Deadline.objects.filter(about=key_of(high)).update(harm=0)  # as if started before it was high
    cases.set_harm(by=None, at=now, case=medium, band="medium", score=17, words="Often")
    type(high).objects.filter(pk=high.pk).update(harm_band="high", harm_rank=3)
    found = day.my_day(people.officer, now + timedelta(days=40))
    assert found.first[0].case == high


def party_of(case, people, now, name):
    person = persons.add_person(by=None, at=now, name=name, about=people.team)
    return cases.add_party(by=None, at=now, case=case, person=person, part="victim")


def test_a_date_about_somebody_says_whom(signed_in, people, open_case):
    at = timezone.now()
    case = open_case(at=at)
    party_of(case, people, at, "Wanda Second")
    follow(FOLLOWERS, at=at)
    body = signed_in(people.officer).get("/my-day").content.decode()
    assert "Assess the risk: Vera Víctim" in body and "Assess the risk: Wanda Second" in body


def test_of_a_case_one_may_not_open_nobody_is_named(people, open_case, now):
    secret = open_case(restricted=True, officer=people.restricted_worker)
    follow(FOLLOWERS, at=now)
    dates = Deadline.objects.filter(about=key_of(secret), subject__startswith="cases.party:")
    shown = day.with_cases(dates, people.restricted_worker, now)
    hidden = day.with_cases(dates, people.leader, now)
    assert [due.whom for due in shown] == ["Vera Víctim"]
    assert [(due.whom, due.case) for due in hidden] == [("", None)]


def test_what_is_late_in_the_team_has_one_line_for_each_case(signed_in, people, open_case, now):
    late = now + timedelta(days=20)
    many, one = open_case(), open_case()
    for number in range(6):
        party_of(many, people, now, f"Person {number}")
    follow(FOLLOWERS, at=now)
    found = day.late_in_team(people.leader, late)
    assert sorted(due.case.pk for due in found) == sorted([many.pk, one.pk])
    running = Deadline.objects.running().filter(about=key_of(many)).overdue(late)
    assert {due.case: due.others for due in found}[many] == running.count() - 1 > 5
    assert "more in this case" in signed_in(people.leader).get("/my-day").content.decode()


def test_a_review_of_a_restricted_case_is_asked_for_on_both_sides(signed_in, people, open_case):
    """Before, the date stood with nobody: the leader may not see it, the officer may not do it."""
    at = timezone.now()
    secret = open_case(
        at=at - timedelta(days=60), restricted=True, officer=people.restricted_worker
    )
    asks = f"Ask {people.restricted_worker.name} to put you on the list"
    shut = "Your team leader cannot open this case"

    def body(user, page="/my-day"):
        return signed_in(user).get(page).content.decode()

    told = body(people.leader)
    assert "1 restricted case waits for a manager’s review" in told and asks in told
    assert secret.reference not in told and secret.reference not in body(people.leader, "/due")
    assert asks not in body(people.coordinator) and asks not in body(people.officer)
    owed = body(people.restricted_worker)
    assert shut in owed and f"/cases/{secret.reference}/add-reader" in owed

    cases.add_reader(by=people.restricted_worker, at=at, case=secret, reader=people.leader)
    told = body(people.leader)
    assert "restricted case waits" not in told and secret.reference in told
    assert secret.reference in body(people.leader, "/due")
    owed = body(people.restricted_worker)
    assert shut not in owed and secret.reference in owed
