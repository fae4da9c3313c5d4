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
    assert "Log a contact" in body
    assert f": {victim.name}</a></strong> by" in body, "whom a date is about"
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


def test_how_each_person_is_reached_safely_stands_beside_their_name(signed_in, people, open_case):
    case = open_case()
    body = signed_in(people.officer).get(f"/cases/{case.reference}").content.decode()
    assert "<strong>Safe:</strong> Telephone" in body
    assert "After 6pm" in body and "Her brother" in body
    assert Viewing.objects.filter(page="workspace:case", subject__startswith="people.").exists()


def test_a_restricted_case_with_one_reader_asks_for_a_second(signed_in, people, open_case, now):
    plain, secret = (
        open_case(),
        open_case(category="domestic_abuse", officer=people.restricted_worker),
    )
    body = signed_in(people.officer).get(f"/cases/{plain.reference}").content.decode()
    assert "/restrict" in body and "A second person is needed" not in body
    client = signed_in(people.restricted_worker)
    body = client.get(f"/cases/{secret.reference}").content.decode()
    assert "A second person is needed" in body and "Let somebody open this case" in body
    cases.add_reader(by=people.restricted_worker, at=now, case=secret, reader=people.leader)
    body = client.get(f"/cases/{secret.reference}").content.decode()
    assert "A second person is needed" not in body


def test_dates_that_harm_moved_are_quiet_and_the_sum_of_a_date_is_folded_away(
    signed_in, people, open_case, now
):
    case = open_case()
    cases.set_harm(by=None, at=now, case=case, band="high", score=None, words="Threatened")
    body = signed_in(people.officer).get(f"/cases/{case.reference}").content.decode()
    assert (
        "How this was counted" in body and ": moved from" not in body.split("What happened last")[1]
    )
    dates = signed_in(people.officer).get(f"/cases/{case.reference}/timeline?kind=clocks")
    assert "moved from" in dates.content.decode()
