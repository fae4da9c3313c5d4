"""The file's own part of closing. What must be done before it is tested with the plan."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions, rules
from goodstead.cases.definitions.closing import OUTCOMES, REASONS
from goodstead.clocks import actions as clocks
from goodstead.clocks.definitions.counting import Clock, Count, Unit
from goodstead.ledger.models import Entry

APPEAL = Clock("appeal", "Last day to appeal", 21, Unit.DAYS, Count.BEGINNING_WITH, "s.46(2)",
               statutory=True)  # fmt: skip


@pytest.fixture
def close(case, people, later):
    def act(**said):
        values = {"by": people.officer, "at": later, "case": case, "reason": "formal_action"}
        return actions.close_case(**(values | {"outcome": "resolved", "summary": "Warned"} | said))

    return act


def test_reason_and_outcome_stand_apart_and_nothing_is_due_any_more(close, dates, later):
    case = close()
    assert (case.status, case.closed_at) == ("closed", later)
    assert (case.close_reason, case.close_outcome) == ("formal_action", "resolved")
    assert case.status_changes.last().reason == "Warned"
    assert dates(case) == {}
    assert Entry.objects.get(verb="cases.case_closed").facts == {
        "reason": "formal_action",
        "outcome": "resolved",
        "reason_words": "Settled by formal action",
        "outcome_words": "Resolved",
        "ask": True,
    }


def test_nobody_is_asked_how_a_duplicate_was(close):
    close(reason="duplicate", outcome="transferred")
    assert Entry.objects.get(verb="cases.case_closed").facts["ask"] is False


def test_a_case_with_a_date_of_the_law_running_stays_open(close, case, people, later):
    clocks.start(case, [APPEAL], by=people.officer, at=later, about=case)
    with pytest.raises(NotNow, match="Last day to appeal"):
        close()
    clocks.stop(case, "appeal", by=people.officer, at=later)
    assert close().closed_at


@pytest.mark.parametrize("said", [{"reason": ""}, {"outcome": ""}, {"reason": "bored"}])
def test_reason_and_outcome_must_both_be_said(close, said):
    with pytest.raises(NotNow, match="Say w"):
        close(**said)
    assert close()


def test_a_case_is_closed_once(close):
    close()
    with pytest.raises(NotNow, match="This case is closed"):
        close()


def test_at_high_harm_a_manager_closes(close, case, people, later):
    actions.set_harm(by=people.officer, at=later, case=case, band="high", score=30, words="")
    case.refresh_from_db()
    assert not rules.may_close(people.officer, case)
    with pytest.raises(PermissionDenied):
        close()
    assert close(by=people.leader)


def test_who_cannot_close_or_cannot_see_is_refused(close, people):
    for who in (people.other_officer, people.coordinator, people.auditor):
        with pytest.raises(PermissionDenied):
            close(by=who)
    assert close(by=None)


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.clocks.actions.stop_all"]
)
def test_it_is_all_written_or_none_of_it(close, case, nothing_remains, fails):
    nothing_remains(close, fails)
    case.refresh_from_db()
    assert case.closed_at is None and case.status == "opened"


def test_every_reason_completes_the_sentence_of_the_letter():
    for reason in REASONS.values():
        assert reason.told[0].islower() and not reason.told.endswith(".")
    assert set(OUTCOMES) == {"resolved", "partially", "unresolved", "transferred"}
