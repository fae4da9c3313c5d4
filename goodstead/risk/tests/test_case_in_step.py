"""The case says what its people's assessments say: how urgent it is, and whether hate is perceived."""

import pytest
from django.urls import reverse

from goodstead.cases import actions as cases
from goodstead.ledger.following import follow
from goodstead.ledger.models import Entry
from goodstead.people import actions as people_actions
from goodstead.risk import queries
from goodstead.risk.followers import FOLLOWERS


def test_hate_that_is_perceived_marks_the_case_and_a_later_answer_does_not_unmark_it(
    assess, case, later
):
    assess()
    case.refresh_from_db()
    assert not case.hate
    assess({"hate": "yes"}, at=later)
    case.refresh_from_db()
    assert case.hate
    assess(at=later)
    case.refresh_from_db()
    assert case.hate
    assert Entry.objects.filter(verb="cases.hate_marked").count() == 1


@pytest.fixture
def bea(people, now, case):
    person = people_actions.add_person(by=None, at=now, name="Bea")
    cases.add_party(by=people.officer, at=now, case=case, person=person, part="victim")
    return person


@pytest.fixture
def leave(people, case, later):
    def act(person):
        cases.end_party(by=people.officer, at=later, party=case.parties.get(person=person))
        follow(FOLLOWERS, at=later)
        follow(FOLLOWERS, at=later)
        case.refresh_from_db()

    return act


def test_who_has_left_no_longer_decides_how_urgent_the_case_is(assess, case, ann, bea, leave):
    assess({"violence": "yes"})
    assess(person=bea)
    leave(ann)
    assert case.harm_band == queries.effective_band(case) == "standard"
    assert case.harm_rank == 0
    assert Entry.objects.filter(verb="cases.harm_set").count() == 3


def test_who_has_left_was_not_the_one_who_decides(assess, case, ann, bea, leave):
    assess({"violence": "yes"})
    assess(person=bea)
    leave(bea)
    assert case.harm_band == "high"


def test_with_nobody_assessed_left_the_harm_is_not_known(assess, case, ann, bea, leave):
    assess({"violence": "yes"})
    leave(ann)
    assert (case.harm_band, case.harm_rank) == ("", 1)


def test_harm_that_came_with_the_report_stands_until_somebody_is_assessed(
    open_case, people, ann, later
):
    case = open_case(
        parties=[(ann, "complainant")], harm_band="high", harm_words="From the report: violence"
    )
    follow(FOLLOWERS, at=later)
    case.refresh_from_db()
    assert case.harm_band == "high"


def test_a_case_that_is_marked_says_so_and_does_not_ask_to_be_marked(
    client, people, case, assess, later
):
    client.force_login(people.officer)
    url = reverse("risk:risk", args=[case.reference])
    assert "Hate-related" not in client.get(url).content.decode()  # in the bar above each page
    assess({"hate": "yes"}, at=later)
    form = reverse("risk:assess-risk", args=[case.reference])
    meaning = client.post(form, {"hate-option": "yes", "step": "check"})
    for shown in (client.get(url).content.decode(), meaning.content.decode()):
        assert "This case is marked as hate-related." in shown
        assert "Offer to tell the police hate crime officer." in shown
        assert "Mark the case as hate-related" not in shown
    bar = "<dt>Hate-related</dt><dd>Yes</dd>"
    assert bar in client.get(url).content.decode()
