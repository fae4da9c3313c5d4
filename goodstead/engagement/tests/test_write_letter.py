"""A letter that is filled in, shown and printed, and kept nowhere."""

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from goodstead.engagement.models import GuideCount
from goodstead.intake.tests.walking import url, walk
from goodstead.intake.typed import Typed
from goodstead.ledger.models import Entry

PAGE = "/help/talk/write-letter"
LETTER = {
    "neighbour": "Sam <b>Smith</b>",
    "what": "I hear music.\n<script>alert(1)</script>",
    "often": "Most nights & days",
    "effect": "I wake up.",
    "wish": "Please turn it down after 10pm.",
    "name": "Canarina",
    "reply": "Knock at 12",
}
pytestmark = pytest.mark.django_db


def printed(page):
    """The letter alone, as it comes out of the printer."""
    return page[page.index('<div class="gs-letter">') : page.index("<h2", page.index("gs-letter"))]


def test_the_letter_says_what_was_typed_and_not_what_it_could_do(client):
    letter = printed(client.post(PAGE, LETTER).content.decode())
    for words in (
        "Dear Sam &lt;b&gt;Smith&lt;/b&gt;,", "I hear music.<br>&lt;script&gt;",
        "Most nights &amp; days", "I wake up.", "after 10pm.", "Canarina", "Knock at 12",
    ):  # fmt: skip
        assert words in letter, words
    assert "<script" not in letter and "<b>" not in letter


def test_nothing_of_it_is_kept(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answered = client.post(PAGE, LETTER)
    assert "no-store" in answered["Cache-Control"]
    assert "session" not in client.cookies and not Session.objects.exists()
    assert not Entry.objects.exists() and not GuideCount.objects.exists()
    assert "Canarina" not in client.get(PAGE).content.decode()


def test_what_was_left_out_leaves_no_gap(client):
    said = {"what": "A dog barks.", "wish": "Take it in."}
    letter = printed(client.post(PAGE, said).content.decode())
    assert "Dear neighbour," in letter and "Your neighbour" in letter
    assert "When it happens" not in letter and "reach me" not in letter
    assert "<p></p>" not in letter


def test_something_missing_is_named_and_what_was_typed_stays(client):
    page = client.post(PAGE, LETTER | {"wish": ""}).content.decode()
    assert "There is a problem" in page and "#id_wish" in page
    assert 'class="gs-letter"' not in page
    assert "Sam &lt;b&gt;Smith" in page and "&lt;script&gt;" in page and "Canarina" in page


def test_too_much_is_refused_and_stays(client):
    page = client.post(PAGE, LETTER | {"what": "x" * 601}).content.decode()
    assert "There is a problem" in page and "x" * 601 in page


def test_the_letter_can_be_changed_after_it_was_made(client):
    page = client.post(PAGE, LETTER).content.decode()
    form = page[page.index("Change the letter") :]
    assert "Please turn it down after 10pm." in form and "Make it again" in form


def test_it_says_when_not_to_send_one(client):
    page = client.get(PAGE).content.decode()
    assert page.index("Do not send a letter if you are afraid") < page.index("<form")


@pytest.mark.parametrize(
    "nasty",
    ["\x00", "a\x00b", "\u202eevil", "🦊" * 50, "a" * 5000, "\r\nBcc: x@y.z", " "],
)
def test_hostile_text_is_shown_or_refused_but_never_breaks(client, nasty):
    for field in LETTER:
        page = client.post(PAGE, LETTER | {field: nasty})
        assert page.status_code == 200


def test_what_looks_like_a_template_is_only_text(client):
    page = client.post(PAGE, LETTER | {"what": "{{ 7|add:7 }}"}).content.decode()
    assert "<p>{{ 7|add:7 }}</p>" in printed(page)


def test_who_reports_instead_writes_nothing_again(client):
    made = client.post(PAGE, LETTER).content.decode()
    assert made.count("Report it with what I wrote") == 1
    answered = client.post(PAGE, LETTER | {"report": "1"})
    assert answered["Location"] == reverse("intake:start")
    assert GuideCount.objects.get(guide="talk", said="report").times == 1
    brought = Typed(client.session).answers["description"]
    assert brought == "I hear music.\n<script>alert(1)</script>\n\nMost nights & days\n\nI wake up."
    assert "Canarina" not in brought and "after 10pm" not in brought
    walk(client, until=url("describe"))
    page = client.get(url("describe")).content.decode()
    assert "I hear music.\n&lt;script&gt;alert(1)" in page and "Most nights &amp; days" in page


def test_a_report_that_was_begun_keeps_its_words_and_asks_for_both_once_more(client):
    walk(client, until=url("describe"))
    client.post(url("describe"), {"description": "They shout."})
    for _ in range(2):  # pressed twice, brought once
        client.post(PAGE, LETTER | {"report": "1"})
    typed = Typed(client.session)
    assert typed.answers["description"].startswith("They shout.\n\nI hear music.")
    assert typed.answers["description"].count("I hear music.") == 1
    assert typed.next_url() == url("describe")


def test_a_letter_that_is_not_finished_is_not_reported(client):
    page = client.post(PAGE, LETTER | {"what": "", "report": "1"}).content.decode()
    assert "There is a problem" in page and not Session.objects.exists()


def test_after_leaving_going_back_neither_shows_the_letter_nor_brings_it_back():
    """Going back to the answer of a form sends the form again."""
    browser = Client(enforce_csrf_checks=True)
    browser.get(PAGE)
    sent = LETTER | {"csrfmiddlewaretoken": browser.cookies["csrf"].value}
    assert browser.post(PAGE, sent).status_code == 200, "the twin: before they left it is taken"
    browser.post(PAGE, sent | {"report": "1"})
    browser.get(reverse("intake:leave-report"))
    for again in (sent, sent | {"report": "1"}):
        answered = browser.post(PAGE, again)
        assert answered.status_code == 403 and "Canarina" not in answered.content.decode()
    assert not Typed(browser.session).begun and Typed(browser.session).left


def test_what_was_brought_is_said_on_the_start_and_can_be_deleted(client):
    """Somebody else may sit at the computer next."""
    client.post(PAGE, LETTER | {"report": "1"})
    start = client.get("/report").content.decode()
    assert "You began a report" in start and "Delete it and start anew" in start
    client.post("/report", {"anew": "1"})
    assert Typed(client.session).begun and not Typed(client.session).answers
    assert "You began a report" not in client.get("/report").content.decode()


def test_a_disk_that_is_full_is_said_plainly(client, monkeypatch):
    def full(self, *args, **kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", full)
    answered = client.post(PAGE, LETTER | {"report": "1"})
    assert answered.status_code == 503 and "was not saved" in answered.content.decode().lower()
