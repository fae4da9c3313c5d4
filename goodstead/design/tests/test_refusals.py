"""The pages for when something went wrong say what to do and nothing of the inside."""

import logging

import pytest
from django.test import Client, RequestFactory

from goodstead.design.refusals import not_saved


@pytest.mark.usefixtures("samples")
def test_a_broken_page_gives_a_number_that_leads_to_the_log(client, db, caplog):
    client.raise_request_exception = False
    page = client.get("/broken").content.decode()
    (number,) = [r.args[0] for r in caplog.records if r.name == "goodstead.design"]
    assert number in page and "may not be saved" in page
    assert "victim" not in page and "RuntimeError" not in page and "Traceback" not in page


def test_a_report_that_was_not_saved_says_so_and_whom_to_call(settings):
    response = not_saved(RequestFactory().post("/report"))
    page = response.content.decode()
    assert response.status_code == 503 and response["Cache-Control"] == "no-store"
    assert "<strong>not</strong> saved" in page and settings.COUNCIL["telephone"] in page


def test_that_page_needs_no_database():
    assert not_saved(RequestFactory().post("/report")).content  # pytest-django would refuse


@pytest.mark.usefixtures("samples")
def test_a_form_that_was_open_too_long_says_that_nothing_was_saved(db, settings):
    settings.CSRF_FAILURE_VIEW = "goodstead.design.views.csrf_failure"
    logging.disable()
    response = Client(enforce_csrf_checks=True).post("/ask", {})
    logging.disable(logging.NOTSET)
    assert response.status_code == 403 and "Nothing was saved" in response.content.decode()


def test_help_and_emergency_numbers_are_on_every_public_page(client, db, settings):
    settings.COUNCIL = settings.COUNCIL | {"name": "Elsewhere Council", "telephone": "01632 960777"}
    for address in ("/design", "/nowhere"):
        page = client.get(address).content.decode()
        for words in ("999", "101", "01632 960777", "Elsewhere Council", "Textphone"):
            assert words in page
