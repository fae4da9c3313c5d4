"""Other records that may be of one person: from a person's page, never beyond one's own scope."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodstead.cases import actions as cases
from goodstead.people import actions as persons
from goodstead.workspace.queries import merging as queries

from .pairs import case_of, one_record, report_of


@pytest.fixture
def vera(people, now):
    person = one_record(people, now, "Vera Smith", telephone="01632 960055", may_phone=True)
    case_of(people, now, person)
    return person


@pytest.fixture
def known(people, now):
    """Writes down somebody with a case on the officer's patch."""

    def known(name, born_on=None, officer=None, **contact):
        person = one_record(people, now, name, **contact)
        case = case_of(people, now, person, officer=officer)
        if born_on:
            persons.change_details(
                by=people.officer, at=now, person=person, born_on=born_on, tenure="", about=case
            )
            person.refresh_from_db()
        return person

    return known


def page(signed_in, user, person):
    return signed_in(user).get(reverse("workspace:might-be-same", args=[person.pk]))


def main(answer):
    """What the page says, without the tokens of its forms."""
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def test_somebody_under_another_spelling_is_offered_with_the_reasons(
    people, vera, known, signed_in
):
    twin = known("Vera Smyth", telephone="+44 1632 960055")
    known("Zed Quill", telephone="01632 960777")
    text = page(signed_in, people.officer, vera).content.decode()
    assert reverse("workspace:propose-merge", args=[vera.pk, twin.pk]) in text
    assert "Name sounds alike: Vera Smith / Vera Smyth" in text
    assert "Same telephone number" in text and "Likely" in text
    assert "A date of birth is missing" in text and "Zed" not in text


def test_twins_of_one_home_and_a_mother_of_one_name_are_not_offered(people, known):
    home = {"telephone": "01632 960055"}
    vera = known("Vera Smith", date(1990, 5, 4), **home)
    known("Anna Smith", date(1990, 5, 4), **home)
    known("Vera Smith", date(1960, 5, 4), **home)
    assert queries.might_be(people.officer, vera) == []


def test_whoever_has_a_file_that_is_closed_to_the_reader_is_not_offered(people, vera, known, now):
    twin = known("Vera Smith")
    assert [one.person for one in queries.might_be(people.officer, vera)] == [twin]
    case_of(people, now, twin, officer=people.restricted_worker, restricted=True)
    assert queries.might_be(people.officer, vera) == []


def test_a_closed_file_of_the_person_themselves_cannot_be_told_from_nobody_alike(
    people, vera, known, now, signed_in
):
    nobody = main(page(signed_in, people.officer, vera))
    twin = known("Vera Smith")
    hidden = case_of(people, now, vera, officer=people.restricted_worker, restricted=True)
    closed = page(signed_in, people.officer, vera)
    assert main(closed) == nobody and closed.status_code == 200
    assert hidden.reference not in closed.content.decode()
    other = reverse("workspace:propose-merge", args=[vera.pk, twin.pk])
    assert signed_in(people.officer).get(other).status_code == 404


def test_somebody_nobody_may_know_of_is_not_found(people, now, vera, signed_in):
    alone = one_record(people, now, "No File")
    for person in (alone, vera):
        assert page(signed_in, people.other_officer, person).status_code == 404
    assert signed_in(people.leader).get("/people/999999999999/might-be-same").status_code == 404


def test_the_people_of_a_case_and_the_report_lead_here(people, now, vera, signed_in):
    report = report_of(people, now)
    case = cases.open_case(
        by=None, at=now, category="noise", officer=people.officer, team=people.team,
        patch=people.patch, parties=[(vera, "victim")],
    )  # fmt: skip
    link = f'href="/people/{vera.pk}/might-be-same"'
    client = signed_in(people.officer)
    assert link in client.get(reverse("workspace:people", args=[case.reference])).content.decode()
    theirs = f'href="/people/{report.person_id}/might-be-same"'
    url = reverse("workspace:belongs-together", args=[report.reference])
    assert theirs in client.get(url).content.decode()


def test_the_number_of_queries_does_not_grow_with_how_many_are_alike(people, vera, known):
    counts = []
    for more in (1, 8):
        for _ in range(more):
            known("Vera Smith", telephone="01632 960055")
        with CaptureQueriesContext(connection) as caught:
            assert queries.might_be(people.officer, vera)
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 36, counts


@pytest.mark.parametrize("name", ["", "A", "李", "\u202eareV", "🙂 🙂", "'; DROP TABLE", "x" * 120])
def test_any_name_has_a_page(people, known, signed_in, name):
    assert page(signed_in, people.officer, known(name)).status_code == 200
