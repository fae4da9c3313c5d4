"""One report, whole, as it was typed."""

import pytest

from goodstead.intake import actions
from goodstead.ledger.models import Viewing, key_of


@pytest.fixture
def show(client, people):
    def show(report, user=None):
        client.force_login(user or people.officer)
        return client.get(f"/reports/{report.reference}")

    return show


def test_everything_that_was_said_is_there(show, report):
    html = show(report).content.decode()
    for words in (
        "They shout at me on the stairs every night.", "The man from the flat below", "Vera Victim",
        "27 February 2026", "About once a week", "Large print", "Before 3pm", "High harm",
    ):  # fmt: skip
        assert words in html, words


def test_hostile_words_are_inert(show, submit, people):
    report, _ = submit(description="<script>alert(1)</script>\u202e{{ 7*7 }}")
    html = show(report, people.leader).content.decode()
    assert "<script>alert" not in html and "&lt;script&gt;" in html and "{{ 7*7 }}" in html


def test_earlier_reports_here_and_from_the_same_person_are_found(show, report, submit, people):
    same_place, _ = submit(email="other@example.org", telephone="", ways=["email"])
    same_phone, _ = submit(postcode="", location_text="By the bins", email="")
    page = show(report, people.leader)
    earlier = page.context["earlier"]
    assert same_place in earlier.at_premises and same_phone in earlier.by_person
    assert same_phone not in earlier.at_premises


def test_how_many_more_there_are_is_said_and_leads_to_them(show, report, submit, people, client):
    for _ in range(12):
        submit()
    page = show(report, people.leader)
    html = page.content.decode()
    assert len(page.context["earlier"].at_premises) == 10
    for by in ("same_place", "same_person"):
        link = f"/reports?{by}={report.reference}"
        assert link in html and html.count("and 2 more") == 2
        assert len(client.get(link).context["rows"]) == 13
    client.force_login(people.other_officer)
    assert not client.get(f"/reports?same_place={report.reference}").context["rows"]


def test_the_day_of_the_answer_is_told(show, report, people):
    html = show(report).content.decode()
    assert "Answer promised" in html and "By Tuesday 3 March." in html and "Late" in html


def test_restricted_ones_are_not_told_of_to_others(show, report, submit, people):
    hidden, _ = submit(category="domestic_abuse")
    assert hidden.reference not in show(report, people.officer).content.decode()
    assert hidden.reference in show(report, people.leader).content.decode()


def test_what_was_decided_is_told_with_its_reason_and_cannot_be_decided_again(
    show, report, people, now
):
    assert "open-case" in show(report).content.decode()
    actions.advise_report(by=people.officer, at=now, report=report, reason="Told to keep a diary")
    html = show(report).content.decode()
    assert "Told to keep a diary" in html and "open-case" not in html


def test_that_it_was_looked_at_is_written_first(show, report, people):
    show(report)
    assert Viewing.objects.filter(by=people.officer, subject=key_of(report)).exists()


def test_another_patch_cannot_tell_that_it_exists(show, report, people, client):
    there, never = show(report, people.other_officer), client.get("/reports/R-0000-0000")
    assert there.status_code == never.status_code == 404
    assert abs(len(there.content) - len(never.content)) <= 16


def test_somebody_anonymous_is_said_to_be(show, submit, people):
    report, _ = submit(may_contact="no")
    assert "Anonymous" in show(report, people.leader).content.decode()


def test_care_is_asked_for_where_somebody_must_not_know(show, submit, people):
    report, _ = submit(must_not_know="My partner")
    assert "Take care" in show(report, people.leader).content.decode()


def test_the_page_asks_the_database_the_same_number_of_times(
    show, report, submit, people, django_assert_max_num_queries
):
    for _ in range(5):
        submit()
    show(report)
    with django_assert_max_num_queries(18):
        show(report)
