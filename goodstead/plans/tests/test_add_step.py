"""A step: what, who, by when; and it is on somebody's due list."""

from datetime import date, timedelta

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions as cases
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import key_of
from goodstead.plans import actions, queries
from goodstead.plans.models import Plan, Step


def test_the_first_step_begins_the_plan_and_the_second_joins_it(add_step, case, story):
    first, second = add_step(), add_step(text="Fit a lock", kind="prevention")
    assert first.plan == second.plan == Plan.objects.get(case=case)
    assert story(case)[-3:] == ["plans.plan_made", "plans.step_added", "plans.step_added"]


def test_a_step_is_due_for_its_owner(add_step, people):
    step = add_step(owner=people.other_officer)
    due = Deadline.objects.get(subject=key_of(step))
    assert (due.code, due.owner, due.last_day) == ("step_due", people.other_officer, step.due_on)
    assert due.note == "Speak with the neighbour"


def test_somebody_else_may_do_it_while_an_officer_sees_to_it(add_step, people):
    step = add_step(partner="The police")
    assert step.who == "The police"
    assert step.owner == people.officer


def test_a_day_that_has_passed_an_unknown_kind_and_a_leaver_are_refused(add_step, people, later):
    with pytest.raises(NotNow, match="not passed"):
        add_step(due_on=later.date() - timedelta(days=1))
    with pytest.raises(NotNow, match="what kind"):
        add_step(kind="magic")
    with pytest.raises(NotNow, match="no longer works here"):
        add_step(owner=people.leaver)
    assert add_step(due_on=later.date())


def test_a_step_of_a_restricted_case_goes_only_to_who_may_open_it(
    add_step, open_case, people, page
):
    secret = open_case(category="domestic_abuse")
    with pytest.raises(NotNow, match="may not open it"):
        add_step(case=secret, by=people.restricted_worker)
    step = add_step(case=secret, by=people.restricted_worker, owner=people.restricted_worker)
    assert Deadline.objects.get(subject=key_of(step)).restricted
    shown = page("plans:add-step", secret, by="restricted_worker").content.decode()
    assert "Rae Stricted" in shown and "Otto Elsewhere" not in shown


def test_only_who_manages_plans_of_an_open_case_that_they_see(add_step, people, case, later):
    for who in (people.other_officer, people.coordinator, people.call_handler):
        with pytest.raises(PermissionDenied):
            add_step(by=who)
    assert add_step()
    cases.close_case(by=None, at=later, case=case, reason="referred", outcome="transferred")
    with pytest.raises(NotNow, match="Reopen it first"):
        add_step()


def test_a_plan_is_made_once(case, people, later):
    plan = actions.make_plan(by=people.officer, at=later, case=case)
    assert actions.make_plan(by=people.officer, at=later, case=case) == plan


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.clocks.actions.agree"]
)
def test_it_is_all_written_or_none_of_it(add_step, nothing_remains, fails):
    nothing_remains(add_step, fails)
    assert not Step.objects.exists() and not Plan.objects.exists()


def test_the_page_proposes_the_officer_and_a_fortnight(page, case, people):
    form = page("plans:add-step", case).context["form"]
    assert form["owner"].initial == str(people.officer.pk)
    assert form["due_on"].initial == date(2026, 3, 16)
    done = page(
        "plans:add-step", case, text="Fit a lock", kind="prevention", owner=people.officer.pk,
        due_on_day="9", due_on_month="March", due_on_year="2026",
    )  # fmt: skip
    assert done.status_code == 302
    assert Step.objects.get().due_on == date(2026, 3, 9)


def test_what_was_typed_stays_when_it_is_refused(page, case, people):
    answer = page(
        "plans:add-step", case, text="Fit a lock", kind="prevention", owner=people.officer.pk,
        due_on_day="1", due_on_month="1", due_on_year="2026",
    ).content.decode()  # fmt: skip
    assert "Choose a date that has not passed" in answer
    assert "Fit a lock" in answer


def test_outsiders_learn_nothing(only_for, case):
    only_for(
        "plans:add-step", case,
        officer=200, leader=200, other_officer=404, coordinator=403, partner=403,
    )  # fmt: skip


def test_sent_again_with_the_same_mark_it_is_one_step(add_step, case, dates):
    import uuid

    mark = uuid.uuid4()
    assert add_step(submission=mark) == add_step(submission=mark)
    assert queries.steps_of(case) == [add_step(submission=mark)]
    add_step()
    add_step()
    assert len(queries.steps_of(case)) == 3


def test_a_step_is_promised_within_twelve_months(add_step, log_contact, later):
    ahead = later.date().replace(year=later.year + 1)
    for year in (later.year + 10, later.year + 1):
        with pytest.raises(NotNow, match="more than twelve months ahead"):
            add_step(due_on=ahead.replace(year=year) + timedelta(days=1))
    assert add_step(due_on=ahead)
    with pytest.raises(NotNow, match="more than twelve months ahead"):
        log_contact(next_contact_on=ahead + timedelta(days=1), later_agreed=True)
