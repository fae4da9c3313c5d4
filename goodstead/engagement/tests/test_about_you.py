"""Who somebody is: asked after a report, counted, and tied to nothing."""

from datetime import date

import pytest
from django.apps import apps
from django.db import OperationalError

from goodstead.access import limits
from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.engagement import actions
from goodstead.engagement.definitions.equality import QUESTIONS
from goodstead.engagement.models import EqualityCount
from goodstead.ledger.models import Entry

PAGE, THANKS = "/about-you", "/about-you/thank-you"
pytestmark = pytest.mark.django_db


def counts():
    return {
        (one.question, one.answer): one.times
        for one in EqualityCount.objects.filter(times__gt=0)
    }  # fmt: skip


def test_each_answer_adds_one_and_nothing_is_asked_of_who_does_not_want_to(client):
    said = {"age": "75", "disability": "a_lot", "religion": "not_said"}
    assert client.post(PAGE, said)["Location"] == THANKS
    assert counts() == {("age", "75"): 1, ("disability", "a_lot"): 1, ("religion", "not_said"): 1}
    assert client.get(THANKS).status_code == 200


def test_who_answers_nothing_is_thanked_and_not_counted(client):
    assert client.post(PAGE, {})["Location"] == THANKS
    assert not EqualityCount.objects.exists()


def test_a_visit_counts_once(client):
    for _ in range(3):
        client.post(PAGE, {"sex": "female"})
    assert counts() == {("sex", "female"): 1}


def test_an_answer_that_there_is_not_is_refused_in_words_and_counts_nothing(client, now):
    answer = client.post(PAGE, {"age": "75", "sex": "<script>"})
    assert answer.status_code == 200
    assert "Error:" in answer.content.decode()
    assert counts() == {}
    with pytest.raises(NotNow):
        actions.count_about_you(by=None, answers={"age": "900"}, at=now)


def test_staff_do_not_answer_for_somebody(people, now, client):
    with pytest.raises(PermissionDenied):
        actions.count_about_you(by=people.officer, answers={"age": "75"}, at=now)
    client.force_login(people.officer)
    assert client.post(PAGE, {"age": "75"})["Location"] == THANKS
    assert counts() == {}


def test_the_ledger_says_once_a_quarter_that_counting_began_and_nothing_of_the_answers(now):
    for answers in ({"age": "75"}, {"age": "75", "religion": "sikh"}, {"sex": "male"}):
        actions.count_about_you(by=None, answers=answers, at=now)
    (entry,) = Entry.objects.filter(verb="engagement.about_you_counted")
    assert entry.at.astimezone(now.tzinfo).date() == date(2026, 1, 1)
    assert set(entry.facts) == {"quarter"}


def test_the_rows_of_a_quarter_all_begin_at_once(now):
    """Else the newest row would say what the person who reported a minute ago answered."""
    actions.count_about_you(by=None, answers={"religion": "sikh"}, at=now)
    assert EqualityCount.objects.count() == sum(len(q.choices) for q in QUESTIONS)
    before = list(EqualityCount.objects.order_by("pk").values_list("pk", flat=True))
    actions.count_about_you(by=None, answers={"age": "under_18"}, at=now)
    assert list(EqualityCount.objects.order_by("pk").values_list("pk", flat=True)) == before


def test_no_record_leads_to_a_count_and_no_count_to_a_record():
    named = {f.name for f in EqualityCount._meta.get_fields()}
    assert named == {"id", "quarter", "question", "answer", "times"}
    for model in apps.get_models():
        assert not [f for f in model._meta.get_fields() if f.related_model is EqualityCount]


def test_it_is_all_or_nothing(monkeypatch, now):
    def refuse(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", refuse)
    with pytest.raises(RuntimeError):
        actions.count_about_you(by=None, answers={"age": "75"}, at=now)
    assert not EqualityCount.objects.exists()


def test_a_database_that_cannot_write_keeps_nobody_from_the_end(client, monkeypatch):
    def full(**kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(actions, "count_about_you", full)
    assert client.post(PAGE, {"age": "75"})["Location"] == THANKS


def test_too_many_at_once_are_not_counted(client, monkeypatch):
    monkeypatch.setattr(limits, "too_many", lambda *_: True)
    assert client.post(PAGE, {"age": "75"})["Location"] == THANKS
    assert counts() == {}


def test_the_page_has_a_way_out_and_shows_nothing_over_a_shoulder(client):
    for address in (PAGE, THANKS):
        page = client.get(address).content.decode()
        assert "Exit this page" in page
        assert "nti-social" not in page.split("</title>")[0]


def test_the_page_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(PAGE)
