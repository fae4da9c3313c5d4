"""A second person agrees to a lower band, or refuses, and says why."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from goodstead.access import actions as access
from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions as cases
from goodstead.clocks.models import Deadline
from goodstead.ledger.following import follow
from goodstead.ledger.models import Entry
from goodstead.risk import actions, queries
from goodstead.risk.followers import FOLLOWERS
from goodstead.risk.models import NeverChanged, Override

from .conftest import REASON

WHY = "The weapon was a toy; the police confirmed it."


@pytest.fixture
def asked(people, assess, later):
    high = assess({"violence": "yes"})
    return actions.ask_to_lower_band(
        by=people.officer, assessment=high, to_band="medium", reason=REASON, at=later
    )


@pytest.fixture
def decide(people, asked, later):
    def act(**said):
        values = {"by": people.leader, "override": asked, "agreed": True, "reason": WHY}
        return actions.decide_lowering(**(values | {"at": later + timedelta(hours=1)} | said))

    return act


def test_once_a_second_person_agrees_the_lower_band_stands(decide, case, people):
    override = decide()
    assert (override.agreed, override.decided_by, override.decided_reason) == (
        True,
        people.leader,
        WHY,
    )
    assert queries.effective_band(case) == "medium"
    case.refresh_from_db()
    assert case.harm_band == "medium" and case.harm_words.startswith("Lowered by two people")
    assert queries.standing(case).band_words == "Medium, lowered from High"


def test_no_date_that_stands_is_taken_back(decide, case):
    decide()
    assert queries.next_assessment(case).last_day == date(2026, 3, 16)


def test_when_they_refuse_the_higher_band_goes_on_standing(decide, case, people, later):
    decide(agreed=False)
    assert queries.effective_band(case) == "high"
    assert queries.standing(case).waiting is None
    again = actions.ask_to_lower_band(
        by=people.officer,
        assessment=queries.latest_assessment(case),
        to_band="medium",
        reason=REASON,
        at=later + timedelta(days=1),
    )
    assert again.agreed is None


def test_the_ledger_tells_it_and_the_date_is_met(decide):
    decide()
    assert Entry.objects.get(verb="risk.lowering_decided").facts == {
        "before": "High",
        "after": "Medium",
        "decision": "agreed",
    }
    assert Deadline.objects.get(code="risk_lowering").met is True


def test_never_by_the_one_who_asked_whatever_their_post(decide, people, asked, now):
    access.change_role(by=None, user=people.officer, role="team_leader", at=now)
    people.officer.refresh_from_db()
    with pytest.raises(NotNow, match="You asked for this"):
        decide(by=people.officer)
    assert Override.objects.get().agreed is None


def test_the_database_too_holds_the_second_person(asked, people, later):
    """The twin: past every rule, the same person twice is not written."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Override._base_manager.filter(pk=asked.pk).update(
            agreed=True, decided_by=people.officer, decided_at=later
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Override._base_manager.filter(pk=asked.pk).update(agreed=True, decided_at=later)


def test_it_needs_the_permission_sight_of_the_case_and_a_reason_and_is_decided_once(
    decide, people, case, now
):
    for by in (people.other_officer, people.coordinator, people.auditor, None):
        with pytest.raises(PermissionDenied):
            decide(by=by)
    with pytest.raises(NotNow, match="20 characters"):
        decide(reason="Fine")
    assert Override.objects.get().agreed is None
    override = decide()
    with pytest.raises(NotNow, match="decided already"):
        decide(agreed=False)
    override.agreed = False
    with pytest.raises(NeverChanged):
        override.save(update_fields=["agreed", "decided_by", "decided_at", "decided_reason"])


def test_a_newer_assessment_makes_the_question_void(decide, asked, assess, later):
    assess({"violence": "yes"}, at=later)
    for agreed in (True, False):
        with pytest.raises(NotNow, match="lapsed: there is a newer assessment"):
            decide(agreed=agreed)
    asked.refresh_from_db()
    assert (asked.lapsed_at, asked.lapsed_because) == (later, "assessed")
    entry = Entry.objects.get(verb="risk.lowering_lapsed")
    assert entry.sentence.endswith("lowered to Medium lapsed: there is a newer assessment")
    assert Deadline.objects.get(code="risk_lowering").met is False


def test_a_band_raised_since_is_not_pulled_down_by_the_older_question(people, case, assess, later):
    medium = assess({"hate": "yes"})
    asked = actions.ask_to_lower_band(
        by=people.officer, assessment=medium, to_band="standard", reason=REASON, at=later
    )
    actions.raise_band(
        by=people.officer, assessment=medium, to_band="high", reason=REASON, at=later
    )
    with pytest.raises(NotNow, match="lapsed: the risk was raised after it was asked"):
        actions.decide_lowering(by=people.leader, override=asked, agreed=True, reason=WHY, at=later)
    case.refresh_from_db()
    assert case.harm_band == queries.effective_band(case) == "high"
    again = actions.ask_to_lower_band(
        by=people.officer, assessment=medium, to_band="medium", reason=REASON, at=later
    )
    actions.decide_lowering(
        by=people.leader, override=again, agreed=True, reason=WHY, at=later + timedelta(hours=1)
    )
    assert queries.effective_band(case) == "medium"


def test_it_lapses_when_the_person_leaves_the_case(asked, people, case, ann, later):
    cases.end_party(by=people.officer, at=later, party=case.parties.get(person=ann))
    follow(FOLLOWERS, at=later)
    follow(FOLLOWERS, at=later)
    asked.refresh_from_db()
    assert asked.lapsed_because == "left"
    assert not Deadline.objects.filter(code="risk_lowering", stopped_at=None).exists()
    assert Entry.objects.filter(verb="risk.lowering_lapsed").count() == 1


@pytest.mark.parametrize("followed_late", [False, True])
def test_after_the_case_was_closed_and_reopened_it_is_asked_anew(
    asked, decide, people, case, later, followed_late
):
    at = later + timedelta(hours=1)
    cases.close_case(by=people.leader, at=at, case=case, reason="unresolved", outcome="unresolved")
    if not followed_late:
        follow(FOLLOWERS, at=at)
    cases.reopen_case(
        by=people.officer, at=at + timedelta(hours=1), case=case, reason="It began again"
    )
    follow(FOLLOWERS, at=at + timedelta(hours=1))
    with pytest.raises(NotNow, match="lapsed: the case was closed"):
        decide()


def test_what_was_decided_lapses_no_more(decide, assess, later):
    override = decide()
    assess(at=later + timedelta(days=1))
    override.refresh_from_db()
    assert override.lapsed_at is None and override.agreed
    override.lapsed_at, override.lapsed_because = later, "closed"
    with pytest.raises(NeverChanged):
        override.save(update_fields=["lapsed_at", "lapsed_because"])


def test_the_page_refuses_it_and_says_why(client, people, case, asked, assess, later):
    assess({"violence": "yes"}, at=later)
    client.force_login(people.leader)
    first = reverse("risk:assessment", args=[case.reference, asked.assessment_id])
    assert "It lapsed on 3 March 2026" in client.get(first).content.decode()
    address = reverse("risk:decide-lowering", args=[case.reference, asked.pk])
    refused = client.post(address, {"agreed": "yes", "reason": WHY}).content.decode()
    assert "This has lapsed" in refused


def test_not_in_a_closed_case(decide, people, case, later):
    cases.close_case(
        by=people.leader, at=later, case=case, reason="unresolved", outcome="unresolved"
    )
    with pytest.raises(NotNow, match="closed"):
        decide()


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.cases.actions.set_harm"]
)
def test_it_is_all_written_or_none_of_it(decide, case, monkeypatch, fails):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(fails, broken)
    with pytest.raises(RuntimeError):
        decide()
    monkeypatch.undo()
    assert Override.objects.get().agreed is None and queries.effective_band(case) == "high"


def test_the_page_shows_both_sides_and_takes_the_decision(client, people, case, asked):
    address = reverse("risk:decide-lowering", args=[case.reference, asked.pk])
    client.force_login(people.leader)
    text = client.get(address).content.decode()
    assert REASON in text and "Violence, a weapon" in text
    client.post(address, {"agreed": "no", "reason": WHY})
    assert Override.objects.get().agreed is False
    client.force_login(people.officer)
    assert client.get(address).status_code == 403
    access.change_role(by=None, user=people.other_officer, role="team_leader", at=case.opened_at)
    access.give_patches(by=None, user=people.other_officer, patches=[], at=case.opened_at)
