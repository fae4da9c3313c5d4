"""Asking for a lower band: nothing changes until a second person agrees."""

import pytest
from django.urls import reverse

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import Entry
from goodstead.risk import actions, queries
from goodstead.risk.models import Override

from .conftest import REASON


@pytest.fixture
def high(assess):
    return assess({"violence": "yes"})


@pytest.fixture
def ask(people, high, later):
    """Ask for Ann's automatic high to be lowered to medium."""

    def act(**said):
        values = {"by": people.officer, "assessment": high, "to_band": "medium", "reason": REASON}
        return actions.ask_to_lower_band(**(values | {"at": later} | said))

    return act


def test_the_higher_band_stands_until_it_is_decided(ask, case):
    override = ask()
    assert (override.agreed, override.decided_by) == (None, None)
    assert queries.effective_band(case) == "high"
    case.refresh_from_db()
    assert case.harm_band == "high"
    assert queries.standing(case).waiting == override


def test_the_decision_has_a_date_for_the_team(ask, case):
    override = ask()
    deadline = Deadline.objects.get(code="risk_lowering")
    assert deadline.subject == f"risk.override:{override.pk}"
    assert (deadline.team, deadline.owner, deadline.about) == (
        case.team,
        None,
        f"cases.case:{case.pk}",
    )
    assert deadline.last_day.isoformat() == "2026-03-05"  # Tuesday and 2 working days


def test_the_ledger_tells_it(ask):
    ask()
    entry = Entry.objects.get(verb="risk.lowering_asked")
    assert entry.facts == {"before": "High", "after": "Medium"}


def test_it_needs_the_permission_a_reason_a_lower_band_and_no_other_question(
    ask, assess, people, later
):
    for by in (people.coordinator, people.other_officer, people.auditor, None):
        with pytest.raises(PermissionDenied):
            ask(by=by)
    with pytest.raises(NotNow, match="20 characters"):
        ask(reason="He moved away")
    for band in ("high", "none"):
        with pytest.raises(NotNow, match="Choose a lower band"):
            ask(to_band=band)
    assert not Override.objects.exists()
    assert ask()
    with pytest.raises(NotNow, match="already asked"):
        ask(to_band="standard")
    assess({"violence": "yes"}, at=later)
    with pytest.raises(NotNow, match="newer assessment"):
        ask()


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.clocks.actions.start"]
)
def test_it_is_all_written_or_none_of_it(ask, high, monkeypatch, fails):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(fails, broken)
    with pytest.raises(RuntimeError):
        ask()
    monkeypatch.undo()
    assert not Override.objects.exists()


def test_the_page_warns_of_what_made_it_high_and_asks(client, people, case, high):
    address = reverse("risk:ask-to-lower-band", args=[case.reference, high.pk])
    client.force_login(people.officer)
    text = client.get(address).content.decode()
    assert "Violence, a weapon" in text and "Nothing changes until" in text
    client.post(address, {"to_band": "medium", "reason": REASON})
    assert queries.standing(case).waiting.reason == REASON
    client.force_login(people.other_officer)
    assert client.get(address).status_code == 404
