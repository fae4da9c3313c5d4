"""A step that is done."""

from datetime import timedelta

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import key_of
from goodstead.plans import actions


@pytest.fixture
def step(add_step):
    return add_step()


@pytest.fixture
def finish(step, people, later):
    def act(**said):
        values = {"by": people.officer, "at": later + timedelta(days=1), "step": step}
        return actions.finish_step(**(values | {"note": "They agreed"} | said))

    return act


def test_it_is_done_once_in_time_and_says_what_came_of_it(finish, step, case, story, later):
    done = finish()
    assert done.state == "done"
    change = done.changes.get()
    assert (change.state, change.reason) == ("done", "They agreed")
    due = Deadline.objects.get(subject=key_of(step))
    assert due.met and due.was_kept
    assert story(case)[-1] == "plans.step_finished"
    with pytest.raises(NotNow, match="already done"):
        finish()


def test_who_cannot_manage_the_plan_is_refused(finish, people):
    for who in (people.other_officer, people.coordinator):
        with pytest.raises(PermissionDenied):
            finish(by=who)
    assert finish()


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.clocks.actions.stop"]
)
def test_it_is_all_written_or_none_of_it(finish, step, nothing_remains, fails):
    nothing_remains(finish, fails)
    step.refresh_from_db()
    assert step.state == "to_do" and not step.changes.exists()


def test_the_page_finishes_it_and_knows_only_steps_of_the_case(page, case, step, open_case):
    assert page("plans:finish-step", open_case(), step.pk).status_code == 404
    assert "Speak with the neighbour" in page("plans:finish-step", case, step.pk).content.decode()
    done = page("plans:finish-step", case, step.pk, note="They agreed")
    assert done.status_code == 302 and done.url.endswith("/plan")


def test_outsiders_learn_nothing(only_for, case, step):
    only_for("plans:finish-step", case, step.pk, officer=200, other_officer=404, coordinator=403)
