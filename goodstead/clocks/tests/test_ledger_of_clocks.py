"""Every change of a deadline is in the ledger: the check of the whole ledger finds no other."""

from datetime import date

import pytest

from goodstead.clocks import actions, periodic
from goodstead.clocks.models import Deadline, DeadlineMove
from goodstead.ledger.checking import check

from .conftest import APPEAL, CONTACT, COURT, VISIT, at

MONDAY, TUESDAY = at("2026-03-02T10:00"), at("2026-03-03T09:00")
LATE, LATER = at("2026-03-09T09:00"), at("2026-03-30T09:00")


@pytest.fixture
def story(start, people, record, file):
    """Each action once."""
    by = people.officer
    contact = start(CONTACT)
    start(APPEAL)
    start(COURT)
    visit = actions.agree(record, VISIT, by=by, at=MONDAY, due=date(2026, 3, 20), about=file)
    actions.pause(contact, by=by, at=TUESDAY, reason="In hospital")
    actions.resume(contact, by=by, at=LATE)
    actions.move(visit, by=by, at=LATE, due_on=date(2026, 3, 27), reason="She is away")
    actions.weigh(file, by=by, at=LATE, harm=3)
    actions.restrict(file, by=by, at=LATE, restricted=True)
    actions.hand_over(file, by=by, at=LATE, owner=people.other_officer)
    periodic.warn(LATE)
    periodic.mark_missed(LATER)
    actions.give_reason_for_miss(contact, by=by, at=LATER, reason="Ill")
    actions.stop(record, "contact", by=by, at=LATER)
    actions.stop_all(by=by, at=LATER, about=file)


def test_the_whole_ledger_agrees_with_the_deadlines(story):
    assert check().problems == []


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: Deadline.objects.filter(code="appeal").update(missed_at=None, noticed_at=None),
        lambda: Deadline.objects.filter(code="contact").update(met=False, done_at=None),
        lambda: Deadline.objects.filter(code="court").update(due_at=LATER),
        lambda: DeadlineMove.objects.update(reason="Another"),
    ],
)
def test_a_deadline_that_was_changed_behind_the_ledger_is_found(story, tamper):
    """The twin: each of these changes has no entry."""
    assert tamper() == 1
    assert check().problems
