"""The overview of one case."""

import pytest

from goodstead.cases import actions as cases
from goodstead.ledger.models import Viewing, key_of
from goodstead.risk import actions as risk
from goodstead.risk.definitions.answers import given

pytestmark = pytest.mark.django_db


def url(case):
    return f"/cases/{case.reference}"


def test_an_officer_sees_at_one_look_what_is_promised_and_why(
    signed_in, people, open_case, victim, now
):
    case = open_case()
    risk.assess_risk(
        by=people.officer, case=case, person=victim, answers=given({"violence": "yes"}), at=now
    )
    cases.write_summary(by=people.officer, at=now, case=case, text="Threats on the stairs.")
    body = signed_in(people.officer).get(url(case)).content.decode()
    assert "Threats on the stairs." in body and "High harm" in body
    assert victim.name in body and "Log a contact" in body
    assert Viewing.objects.filter(subject=key_of(case), by=people.officer).exists()


def test_other_patches_and_absent_cases_are_both_not_found(signed_in, people, open_case):
    case = open_case()
    client = signed_in(people.other_officer)
    assert client.get(url(case)).status_code == 404
    assert client.get("/cases/ASB-XXX-XXX").status_code == 404
    assert not Viewing.objects.filter(subject=key_of(case)).exists()


def test_a_restricted_case_says_who_may_see_it(signed_in, people, open_case):
    case = open_case(restricted=True, officer=people.restricted_worker)
    body = signed_in(people.restricted_worker).get(url(case)).content.decode()
    assert f"Only {people.restricted_worker.name}" in body
    assert signed_in(people.leader).get(url(case)).status_code == 404


def test_the_page_costs_the_same_after_two_hundred_events(
    signed_in, people, open_case, now, django_assert_max_num_queries
):
    case = open_case()
    for number in range(60):
        cases.add_note(by=people.officer, at=now, case=case, text=f"Note {number}")
    client = signed_in(people.officer)
    with django_assert_max_num_queries(26):
        client.get(url(case))
