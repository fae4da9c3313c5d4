"""Raising a band on professional judgement: alone, at once, with a reason."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.ledger.models import Entry
from goodstead.risk import actions, queries
from goodstead.risk.models import NeverChanged, Override

from .conftest import REASON


@pytest.fixture
def raise_band(people, assess, later):
    """Raise Ann's standard risk to high."""

    def act(**said):
        values = {"by": people.officer, "to_band": "high", "reason": REASON, "at": later}
        values = values | said
        return actions.raise_band(
            **({"assessment": values.pop("assessment", None) or assess()} | values)
        )

    return act


def test_it_stands_at_once_and_the_case_follows(raise_band, case, people, later):
    override = raise_band()
    assert (override.agreed, override.decided_by, override.asked_at) == (
        True,
        people.officer,
        later,
    )
    assert queries.effective_band(case) == "high"
    case.refresh_from_db()
    assert (case.harm_band, case.harm_words) == ("high", "Raised on judgement")
    assert queries.standing(case).band_words == "High, raised from Standard"


def test_the_next_assessment_comes_forward_but_never_goes_back(raise_band, assess, case, now):
    raise_band()
    assert queries.next_assessment(case).last_day == date(2026, 3, 17)  # 3 March and 14 days
    second = assess({"hate": "yes"}, at=now + timedelta(days=2))
    # Raised and carried over, so by High: 4 March and 14 days
    assert queries.next_assessment(case).last_day == date(2026, 3, 18)
    assert second.next_due_on == date(2026, 3, 18)


def test_a_date_that_comes_sooner_is_left_alone(raise_band, assess, people, case, now):
    medium = assess({"hate": "yes"})  # due 30 March
    raise_band(assessment=medium, at=now + timedelta(days=20))
    assert queries.next_assessment(case).last_day == date(2026, 3, 30)


def test_the_ledger_tells_it_without_the_reason(raise_band, case):
    raise_band()
    entry = Entry.objects.get(verb="risk.band_raised")
    assert entry.file == f"cases.case:{case.pk}"
    assert entry.facts == {"before": "Standard", "after": "High"}


def test_it_needs_the_permission_a_reason_a_higher_band_and_the_newest_assessment(
    raise_band, assess, people, later
):
    first = assess()
    for by in (people.coordinator, people.other_officer, people.auditor):
        with pytest.raises(PermissionDenied):
            raise_band(by=by, assessment=first)
    with pytest.raises(NotNow, match="20 characters"):
        raise_band(reason="She is in danger   ", assessment=first)
    for band in ("standard", "terrible", ""):
        with pytest.raises(NotNow, match="Choose a higher band"):
            raise_band(to_band=band, assessment=first)
    second = assess(at=later)
    with pytest.raises(NotNow, match="newer assessment"):
        raise_band(assessment=first)
    assert not Override.objects.exists()
    assert raise_band(assessment=second)


def test_a_raise_outlives_the_next_assessment(raise_band, assess, case, now):
    first = raise_band()
    again = assess(at=now + timedelta(days=5))
    assert again.band == "standard" and queries.effective_band(case) == "high"
    carried = again.overrides.get()
    assert (carried.carried_from, carried.reason) == (first, REASON)
    third = assess({"violence": "yes"}, at=now + timedelta(days=6))
    assert not third.overrides.exists()  # the answers say as much by themselves


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.cases.actions.set_harm"]
)
def test_it_is_all_written_or_none_of_it(raise_band, assess, monkeypatch, fails, case):
    assessment = assess()

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(fails, broken)
    with pytest.raises(RuntimeError):
        raise_band(assessment=assessment)
    monkeypatch.undo()
    assert not Override.objects.exists() and queries.effective_band(case) == "standard"


def test_what_was_raised_is_never_rewritten(raise_band):
    override = raise_band()
    override.reason = "Something else entirely, in hindsight"
    with pytest.raises(NeverChanged):
        override.save()
    with pytest.raises(NeverChanged):
        override.save(update_fields=["agreed", "decided_by", "decided_at", "decided_reason"])
    with pytest.raises(NeverChanged):
        Override.objects.update(reason="x")
    with pytest.raises(NeverChanged):
        Override.objects.all().delete()


def page(case, assessment):
    return reverse("risk:raise-band", args=[case.reference, assessment.pk])


def test_the_page_raises_and_keeps_what_was_typed_when_refused(client, people, case, assess):
    assessment = assess()
    client.force_login(people.officer)
    text = client.get(page(case, assessment)).content.decode()
    assert "It is Standard now" in text and "Medium" in text
    response = client.post(page(case, assessment), {"to_band": "medium", "reason": "Too short"})
    assert response.status_code == 200 and "Too short" in response.content.decode()
    assert "20 characters" in response.content.decode()
    response = client.post(page(case, assessment), {"to_band": "medium", "reason": REASON})
    assert response["Location"] == reverse("risk:risk", args=[case.reference])
    assert queries.effective_band(case) == "medium"


def test_the_page_does_not_exist_for_others_nor_for_an_assessment_of_another_case(
    client, people, case, assess, open_case
):
    assessment, other = assess(), open_case()
    client.force_login(people.other_officer)
    assert client.get(page(case, assessment)).status_code == 404
    client.force_login(people.officer)
    assert client.get(page(other, assessment)).status_code == 404
    client.force_login(people.coordinator)
    assert client.get(page(case, assessment)).status_code == 403
