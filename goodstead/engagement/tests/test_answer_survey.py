"""Answering two questions behind a link."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.correspondence.models import Message
from goodstead.engagement import actions, queries, rules
from goodstead.engagement.models import Survey
from goodstead.ledger.models import Entry

from .conftest import token_of

ANSWER = {"handling": "4", "outcome": "2", "comment": "Kind, but slow."}


@pytest.fixture
def today(monkeypatch, now):
    """Pages read the time of the request; here it is that of the story."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    return now


@pytest.fixture
def answer(link, now):
    def act(**said):
        values = {"by": None, "survey": queries.behind_link(link, now), "at": now}
        return actions.answer_survey(**(values | ANSWER | said))

    return act


def page(token):
    return reverse("engagement:answer-survey", args=[token])


def test_an_answer_is_kept_with_the_month_it_came_in(answer, now):
    survey = answer(comment="  Kind, but slow.\n ")
    assert (survey.handling, survey.outcome, survey.comment) == ("4", "2", "Kind, but slow.")
    assert (survey.answered_at, survey.answered_month.isoformat()) == (now, "2026-03-01")


def test_the_case_does_not_tell_that_or_what_was_answered(answer, case):
    survey = answer()
    entry = Entry.objects.get(verb="engagement.survey_answered")
    assert (entry.file, entry.by, entry.facts) == (f"engagement.survey:{survey.pk}", None, {})


def test_it_is_answered_once_by_its_holder_in_time_with_something_said(answer, people, now):
    with pytest.raises(PermissionDenied):
        answer(by=people.officer)
    with pytest.raises(NotNow, match="at least one"):
        answer(handling="", outcome="", comment=" ")
    with pytest.raises(NotNow, match="answers shown"):
        answer(handling="6")
    with pytest.raises(NotNow, match="answers shown"):
        answer(comment="x" * 2001)
    with pytest.raises(NotNow, match="does not work"):
        answer(at=now + timedelta(days=61))
    assert not Survey.objects.answered().exists()
    answer()
    with pytest.raises(NotNow, match="does not work"):
        answer(outcome="5")
    assert Survey.objects.get().outcome == "2"


def test_the_same_answer_again_changes_nothing(answer, now):
    answer()
    answer(at=now + timedelta(minutes=1))
    assert Survey.objects.get().answered_at == now
    assert Entry.objects.filter(verb="engagement.survey_answered").count() == 1


def test_it_is_all_written_or_none_of_it(answer, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        answer()
    assert not Survey.objects.answered().exists()


def test_a_resident_answers_on_the_page_and_is_thanked(client, link, today):
    response = client.get(page(link))
    assert response.status_code == 200 and b"How did we do?" in response.content
    assert "no-store" in response["Cache-Control"]
    response = client.post(page(link), ANSWER)
    assert response["Location"] == reverse("engagement:survey-answered")
    assert b"Thank you" in client.get(response["Location"]).content
    assert Survey.objects.get().comment == "Kind, but slow."


def test_pressing_the_button_twice_ends_on_the_same_page_with_one_answer(client, link, today):
    first, second = client.post(page(link), ANSWER), client.post(page(link), ANSWER)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Survey.objects.answered().count() == 1


def test_nothing_said_is_refused_and_what_was_typed_stays(client, link, today):
    response = client.post(page(link), {})
    assert b"Answer at least one question" in response.content
    response = client.post(page(link), {"handling": "9", "comment": "Keep this"})
    assert response.status_code == 200 and b"Keep this" in response.content
    assert not Survey.objects.answered().exists()


def test_one_question_may_be_left_out(client, link, today):
    client.post(page(link), {"handling": "dont_know"})
    assert Survey.objects.get().handling == "dont_know"


def test_a_wrong_a_used_and_an_expired_link_have_one_answer(client, link, invite, today, now):
    wrong = client.get(page("A" * 43))
    client.post(page(link), ANSWER)
    used = client.get(page(link))
    other = client.post(page(link), ANSWER | {"outcome": "5"})
    nonsense = client.post(page(link), {"handling": "nonsense"})
    Survey.objects.update(answered_at=None, answered_month=None, expires_at=now - timedelta(1))
    expired, late = client.get(page(link)), client.post(page(link), ANSWER)
    answers = [wrong, used, other, nonsense, expired, late, client.get(page("%00%20x"))]
    assert {a.status_code for a in answers} == {404}
    assert len({a.content for a in answers}) == 1
    assert len({tuple(sorted(a.headers.items())) for a in answers}) == 1
    assert b"This link does not work" in wrong.content


def test_the_twin_without_the_guard_a_used_link_would_show_the_form(
    client, link, today, monkeypatch
):
    client.post(page(link), ANSWER)
    monkeypatch.setattr(
        queries,
        "behind_link",
        lambda token, at: Survey(token_hash=queries.hash_of(token), expires_at=at),
    )
    assert client.get(page(link)).status_code == 200


CANARIES = ["Canarina", "Elm Street", "0779", "canary@", "Ola Officer", "ASB-"]


def test_the_page_tells_nothing_about_the_case_the_person_or_the_officer(
    client, open_case, close, someone, now, today
):
    person = someone(
        "Canarina Bird", email="canary@example.org", telephone="07790 0900123", address="Elm Street"
    )
    for category in ("noise", "drugs", "violence", "verbal"):
        closed = close(open_case(person, category=category, summary="Canarina of Elm Street"))
        actions.invite(by=None, case=closed, person=person, at=now)
        link = token_of(Message.objects.latest("pk"))
        seen = [
            client.get(page(link)),
            client.post(page(link), {}),
            client.post(page(link), ANSWER),
        ]
        seen += [client.get(page(link)), client.get(reverse("engagement:survey-answered"))]
        bodies = b"".join(response.content for response in seen).decode()
        bodies = re.sub(r'value="[^"]*"|/survey/\S*', "", bodies)
        categories = {closed.get_category_display(), closed.reference}
        assert not [word for word in {*CANARIES, *categories} if word.lower() in bodies.lower()]


def test_the_token_is_in_no_address_that_follows(client, link, today):
    response = client.get(page(link))
    assert response["Referrer-Policy"] == "strict-origin"
    assert link not in response.content.decode()
    assert link not in client.post(page(link), ANSWER)["Location"]


def test_looking_at_the_page_changes_nothing(client, link, today):
    before = list(Survey.objects.values()), Entry.objects.count()
    client.get(page(link))
    client.head(page(link))
    assert before == (list(Survey.objects.values()), Entry.objects.count())


def test_the_page_costs_one_query(client, link, today, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        client.get(page(link))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    handling=st.text(max_size=20),
    outcome=st.text(max_size=20),
    comment=st.text(st.characters(), max_size=3000),
    token=st.text(st.characters(exclude_characters="/\n\r"), min_size=1, max_size=80),
)
def test_hostile_text_is_refused_or_kept_but_never_breaks(
    client, link, today, handling, outcome, comment, token
):
    data = {
        name: text.encode("utf-8", "replace").decode()
        for name, text in (("handling", handling), ("outcome", outcome), ("comment", comment))
    }
    assert client.post(page(link), data).status_code in {200, 302, 404}
    token = token.encode("utf-8", "replace").decode()
    assert client.get("/survey/" + token.replace("?", "")).status_code in {404, 400}


def test_the_same_answer_is_only_the_same_when_all_of_it_is(answer):
    survey = answer()
    assert rules.says_the_same(survey, "4", "2", "Kind, but slow.")
    assert not rules.says_the_same(survey, "4", "2", "")
