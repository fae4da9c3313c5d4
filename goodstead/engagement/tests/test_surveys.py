"""What staff see of the answers, and what they come to."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from goodstead.cases import actions as cases
from goodstead.engagement import actions, queries
from goodstead.engagement.models import Survey
from goodstead.engagement.queries import Counts
from goodstead.ledger.models import Viewing

PAGE = "/surveys"
MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def survey(open_case, close, someone, now):
    """A closed case, its complainant asked, and an answer (or none)."""
    count = iter(range(1000))

    def act(
        handling=None, outcome="", comment="", *, closed=now, reason="no_further_incidents", **said
    ):
        person = someone(f"Person{next(count)} Lee")
        case = close(open_case(person, **said), at=closed, reason=reason)
        asked = actions.invite(by=None, case=case, person=person, at=closed)
        if handling is not None:
            actions.answer_survey(
                by=None, survey=asked, handling=handling, outcome=outcome, comment=comment,
                at=closed + timedelta(days=1),
            )  # fmt: skip
        return asked

    return act


def test_the_list_shows_answers_without_who_gave_them_or_about_which_case(client, people, survey):
    said = survey("5", "1", "Nobody called me back")
    client.force_login(people.officer)
    page = client.get(PAGE).content.decode()
    assert "Nobody called me back" in page and "very dissatisfied" in page and "March 2026" in page
    assert said.case.reference not in page and "Person0" not in page
    assert f"cases/{said.case.reference}" not in page


def test_only_answers_of_cases_that_one_may_see_and_only_with_the_permission(
    client, people, survey
):
    survey("5", "1", "Nobody called me back")
    shown = {}
    for name in ("officer", "leader", "coordinator", "other_officer", "auditor", "councillor"):
        client.force_login(getattr(people, name))
        response = client.get(PAGE)
        shown[name] = response.status_code == 200 and "Nobody called" in response.content.decode()
    assert shown == {
        "officer": True, "leader": True, "coordinator": True,
        "other_officer": False, "auditor": False, "councillor": False,
    }  # fmt: skip
    client.logout()
    assert client.get(PAGE)["Location"].startswith("/sign-in")


def test_within_a_month_answers_are_in_no_order_that_tells_the_case(people, survey):
    """By a random key: neither when the case was closed nor when the answer came."""
    for place in range(12):
        survey("5", "5", str(place))
    listed = [row.uid for row in queries.comments(people.officer)]
    assert listed == sorted(listed)
    assert listed != list(Survey.objects.order_by("pk").values_list("uid", flat=True))


def test_the_list_loads_nothing_that_leads_back_and_costs_the_same_for_one_or_fifty(
    client, people, survey, django_assert_max_num_queries
):
    survey("5", "1")
    client.force_login(people.officer)
    client.get(PAGE)
    with django_assert_max_num_queries(20) as one:
        client.get(PAGE)
    for _ in range(9):
        survey("4", "4", "Thank you")
    with django_assert_max_num_queries(len(one)):
        client.get(PAGE)
    row = queries.comments(people.officer)[0]
    assert {"case_id", "person_id", "contact_id", "answered_at"} <= row.get_deferred_fields()


def test_that_comments_were_read_is_written_down(client, people, survey):
    said = survey("5", "1", "Nobody called me back")
    client.force_login(people.officer)
    client.get(PAGE)
    assert Viewing.objects.filter(
        by=people.officer, subject=f"engagement.survey:{said.pk}"
    ).exists()


def test_the_file_holds_what_the_page_shows(client, people, survey):
    survey("5", "1", "=cmd|' /C calc'!A0")
    client.force_login(people.officer)
    file = b"".join(client.get(PAGE, {"format": "csv"}).streaming_content).decode("utf-8-sig")
    assert file.splitlines()[0] == "Month,Satisfied with handling,Satisfied with outcome,Comment"
    assert "\n=cmd" not in file and ",=cmd" not in file


def test_satisfied_is_very_or_fairly_and_blank_and_dont_know_are_not_valid(survey):
    for handling, outcome in [
        ("5", "5"), ("4", "3"), ("3", "2"), ("2", "1"), ("1", ""), ("dont_know", "4"),
        ("", "dont_know"),
    ]:  # fmt: skip
        survey(handling, outcome)
    survey(None)  # asked, did not answer
    counts = queries.answers_for_cases_closed(*MARCH)
    assert counts == Counts(
        sent=8, returned=7,
        handling_satisfied=2, handling_valid=5,
        outcome_satisfied=2, outcome_valid=5,
    )  # fmt: skip
    assert (counts.handling_share, counts.outcome_share) == (40.0, 40.0)
    assert counts.response_rate == 87.5


def test_no_share_of_fewer_than_five_valid_answers(survey):
    for _ in range(4):
        survey("5", "dont_know")
    counts = queries.answers_for_cases_closed(*MARCH)
    assert (counts.handling_valid, counts.handling_share) == (4, None)
    assert Counts().response_rate is None


def test_an_answer_counts_in_the_month_in_which_the_case_was_closed(survey):
    london = ZoneInfo("Europe/London")
    survey("5", closed=datetime(2026, 3, 31, 23, 59, tzinfo=london))  # answered in April
    survey("1", closed=datetime(2026, 4, 1, 0, 0, tzinfo=london))
    by_month = queries.answers_by_month_closed(date(2026, 3, 1), date(2026, 4, 30))
    assert {month: c.handling_satisfied for month, c in by_month.items()} == {
        date(2026, 3, 1): 1,
        date(2026, 4, 1): 0,
    }
    assert queries.answers_for_cases_closed(*MARCH) == by_month[date(2026, 3, 1)]


def test_who_was_not_asked_is_neither_sent_nor_returned(survey, people):
    survey(None, reason="duplicate")
    survey(None, category="hate", officer=people.restricted_worker)
    assert queries.answers_for_cases_closed(*MARCH) == Counts()


def test_a_case_that_was_reopened_counts_when_it_is_closed_again(survey, close, now):
    said = survey("2", "2")
    cases.reopen_case(by=None, at=now + timedelta(days=2), case=said.case, reason="Again")
    assert queries.answers_for_cases_closed(*MARCH) == Counts()
    said.case.refresh_from_db()
    close(said.case, at=now + timedelta(days=40))
    april = queries.answers_for_cases_closed(date(2026, 4, 1), date(2026, 4, 30))
    assert (april.returned, april.handling_valid) == (1, 1)


def test_an_answered_case_that_turns_out_a_duplicate_is_left_out(survey, close, now):
    said = survey("2", "2")
    cases.reopen_case(by=None, at=now + timedelta(days=2), case=said.case, reason="Again")
    said.case.refresh_from_db()
    close(said.case, at=now + timedelta(days=3), reason="duplicate")
    assert queries.answers_for_cases_closed(*MARCH) == Counts()


def test_each_figure_costs_one_query(survey, django_assert_num_queries):
    survey("5", "5")
    with django_assert_num_queries(1):
        queries.answers_for_cases_closed(*MARCH)
    with django_assert_num_queries(1):
        queries.answers_by_month_closed(*MARCH)


def test_the_page_is_named_as_the_figures_expect():
    assert reverse("engagement:surveys") == PAGE


def test_more_answers_than_one_page_holds_go_on_to_the_next(client, people, survey, monkeypatch):
    monkeypatch.setattr("goodstead.engagement.views.surveys.Surveys.page_size", 2)
    for _ in range(3):
        survey("5", "4")
    client.force_login(people.leader)
    onward = client.get(PAGE).context["next_url"]
    second = client.get(onward).context
    assert len(second["rows"]) == 1 and second["next_url"] is None and second["previous_url"]
