"""One assessment as it was made."""

from django.urls import reverse

from goodstead.risk.definitions.answers import given
from goodstead.risk.definitions.instruments import DECLINED

from .test_scoring import LOWEST


def page(case, assessment):
    return reverse("risk:assessment", args=[case.reference, assessment.pk])


def test_it_shows_each_answer_who_said_so_the_note_and_the_points(client, people, case, assess):
    answers = given(LOWEST | {"frequency": "daily", "fear": DECLINED})
    answers["frequency"] |= {"source": "third party", "note": "Her sister <rang>"}
    assessment = assess(answers=answers)
    client.force_login(people.officer)
    text = client.get(page(case, assessment)).content.decode()
    assert "Every day" in text and "Someone else" in text and "Her sister &lt;rang&gt;" in text
    assert "Would rather not say" in text
    assert "Risk assessment matrix (RAM-1)" in text


def test_an_older_one_says_that_there_is_a_newer(client, people, case, assess, later):
    first, second = assess(), assess(at=later)
    client.force_login(people.officer)
    assert "There is a newer assessment" in client.get(page(case, first)).content.decode()
    assert "There is a newer assessment" not in client.get(page(case, second)).content.decode()


def test_it_exists_only_in_its_own_case_and_for_who_may_see_that(
    client, people, case, assess, open_case
):
    assessment, other = assess(), open_case()
    client.force_login(people.officer)
    assert client.get(page(other, assessment)).status_code == 404
    huge = reverse("risk:assessment", args=[case.reference, 10**30])
    assert client.get(huge).status_code == 404
    client.force_login(people.other_officer)
    assert client.get(page(case, assessment)).status_code == 404
    client.force_login(people.auditor)
    assert client.get(page(case, assessment)).status_code == 403


def test_it_costs_a_fixed_number_of_queries(
    client, people, case, assess, django_assert_max_num_queries
):
    assessment = assess()
    client.force_login(people.officer)
    client.get(page(case, assessment))
    with django_assert_max_num_queries(30):
        client.get(page(case, assessment))
