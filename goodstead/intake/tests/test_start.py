"""The first page: help at once, and what to expect."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_ways_to_help_at_once_stand_before_anything_else(client):
    page = client.get("/report").content.decode()
    main = page[page.index("<main") :]
    for words in ("999", "<strong>55</strong>", "18000", "101"):
        assert main.index(words) < main.index("Start now"), words


def test_it_says_how_long_it_takes_and_what_happens_with_what_one_says(client):
    page = client.get("/report").content.decode()
    for words in ("5 to 10 minutes", "anonymous", "What happens with what you say"):
        assert words in page
    assert "reads it by the end of the next working day" in page  # as the inbox measures it
    assert "Nothing is stored on your phone" not in page


def test_opening_it_sets_no_session_and_nothing_is_kept_by_the_browser(client):
    answered = client.get("/report")
    assert "session" not in client.cookies
    assert "no-store" in answered["Cache-Control"]


def test_the_button_leads_to_the_question_about_danger(client):
    assert client.post("/report").url == "/report/danger"


def test_somebody_who_stopped_goes_on_where_they_stopped(client):
    client.post("/report")
    client.post("/report/danger", {"danger": "no"})
    assert "You began a report" in client.get("/report").content.decode()
    assert client.post("/report").url == "/report/what"
