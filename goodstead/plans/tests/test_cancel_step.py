"""A step that will not be done."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import key_of
from goodstead.plans import actions


@pytest.fixture
def step(add_step):
    return add_step()


@pytest.fixture
def cancel(step, people, later):
    def act(**said):
        values = {"by": people.officer, "at": later, "step": step, "reason": "He moved out"}
        return actions.cancel_step(**(values | said))

    return act


def test_it_is_cancelled_with_a_reason_and_nobody_was_late(cancel, step, case, story):
    with pytest.raises(NotNow, match="Say why"):
        cancel(reason="  ")
    cancelled = cancel()
    assert cancelled.state == "cancelled"
    assert cancelled.changes.get().reason == "He moved out"
    due = Deadline.objects.get(subject=key_of(step))
    assert due.stopped_at and due.met is False
    assert story(case)[-1] == "plans.step_cancelled"
    with pytest.raises(NotNow, match="already cancelled"):
        cancel()


def test_who_cannot_manage_the_plan_is_refused(cancel, people):
    for who in (people.other_officer, people.coordinator):
        with pytest.raises(PermissionDenied):
            cancel(by=who)
    assert cancel()


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.clocks.actions.stop"]
)
def test_it_is_all_written_or_none_of_it(cancel, step, nothing_remains, fails):
    nothing_remains(cancel, fails)
    step.refresh_from_db()
    assert step.state == "to_do" and not step.changes.exists()


def test_the_page_asks_why(page, case, step, open_case):
    assert page("plans:cancel-step", open_case(), step.pk).status_code == 404
    unsaid = page("plans:cancel-step", case, step.pk, reason="")
    assert unsaid.status_code == 200 and "Error" in unsaid.content.decode()
    assert page("plans:cancel-step", case, step.pk, reason="He moved out").status_code == 302


def test_outsiders_learn_nothing(only_for, case, step):
    only_for("plans:cancel-step", case, step.pk, officer=200, other_officer=404, coordinator=403)
