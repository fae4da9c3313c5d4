"""Did this help? Counted once, without who said it; who wants to report goes on to report."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from goodstead.access import limits
from goodstead.engagement.models import GuideCount
from goodstead.ledger.models import Entry

PAGE = "/help/talk/answer-guide"
THANKS = "/help/talk/guide-answered"
pytestmark = pytest.mark.django_db


def counts():
    return {one.said: one.times for one in GuideCount.objects.all()}


@pytest.mark.parametrize(
    "answer, leads_to", [("yes", THANKS), ("partly", THANKS), ("report", "/report")]
)
def test_an_answer_is_counted_and_leads_on(client, answer, leads_to):
    assert client.post(PAGE, {"answer": answer})["Location"] == leads_to
    assert counts() == {answer: 1}
    assert client.get(leads_to).status_code == 200


def test_the_first_answer_of_a_visit_counts_for_each_guide(client):
    for answer in ("yes", "yes", "report"):
        client.post(PAGE, {"answer": answer})
    assert counts() == {"yes": 1}
    client.post("/help/log/answer-guide", {"answer": "report"})
    assert counts() == {"yes": 1, "report": 1}


def test_the_end_and_the_answer_both_count(client):
    client.post("/help/talk")
    client.post(PAGE, {"answer": "partly"})
    assert counts() == {"end": 1, "partly": 1}


def test_the_visit_remembers_that_it_was_counted_and_not_what_was_said(client):
    client.post(PAGE, {"answer": "report"})
    assert client.session["guides"] == {"talk": ["answer"]}


@pytest.mark.parametrize("answer", [None, "", "end", "nonsense", "yes\x00"])
def test_what_is_no_answer_is_refused_and_asked_again(client, answer):
    page = client.post(PAGE, {} if answer is None else {"answer": answer}).content.decode()
    assert "Choose one of the answers" in page and 'href="#id_answer"' in page
    assert 'id="id_answer"' in page
    assert counts() == {}


def test_too_many_from_one_network_are_helped_and_not_counted():
    for _ in range(limits.MOST):
        Client().post(PAGE, {"answer": "yes"})
    late = Client()
    assert late.post(PAGE, {"answer": "report"})["Location"] == reverse("intake:start")
    assert counts() == {"yes": limits.MOST}
    assert "session" not in late.cookies  # nothing was written for it
    Client(REMOTE_ADDR="203.0.113.9").post(PAGE, {"answer": "yes"})
    assert counts() == {"yes": limits.MOST + 1}


def test_when_nothing_can_be_written_people_are_helped_all_the_same(client, monkeypatch):
    def full(**kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("goodstead.engagement.actions.count_guide", full)
    assert client.post("/help/stay-safe")["Location"] == "/help/stay-safe/tick-checklist"
    assert client.post(PAGE, {"answer": "report"})["Location"] == reverse("intake:start")
    assert "session" not in client.cookies


def test_answers_take_nothing_from_what_may_be_reported(client):
    """A report is worth more than a count: each has a limit of its own."""
    for _ in range(limits.MOST + 5):
        Client().post(PAGE, {"answer": "yes"})
    request = client.get(PAGE).wsgi_request
    assert not limits.too_many(request, "intake.reports")


def test_no_address_and_no_text_reaches_the_database():
    Client(REMOTE_ADDR="203.0.113.9").post(PAGE, {"answer": "yes", "comment": "Canarina"})
    rows = str(list(GuideCount.objects.values())) + str(list(Entry.objects.values()))
    assert "203.0" not in rows and "Canarina" not in rows
