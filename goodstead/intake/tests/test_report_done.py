"""The last page: the reference, what happens next by when, and the link, once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goodstead.evidence.models import StoredFile
from goodstead.intake.models import Report

from .walking import CHECK, key_on, send, url, walk

pytestmark = pytest.mark.django_db


def test_it_says_what_happens_next_and_by_which_day(client, people):
    send(client)
    html = client.get("/report/done").content.decode()
    assert Report.objects.get().reference in html
    assert html.count("by <strong>") == 3 and "govuk-list--number" in html


def test_the_link_is_shown_once(client, people):
    send(client)
    link = client.get("/report/done").context["link"]
    assert "/follow/" in link
    again = client.get("/report/done")
    assert "/follow/" not in again.content.decode()
    assert "was shown once" in again.content.decode()
    assert client.get(link[link.index("/follow/") :]).status_code == 200


def test_who_wants_no_link_sees_none(client, people):
    send(client, follow={"follow": "no"})
    html = client.get("/report/done").content.decode()
    assert "/follow/" not in html and "private link" not in html


def test_somebody_anonymous_is_told_that_nobody_can_ask_back(client, people):
    send(client, may_we_contact_you={"may_contact": "no"})
    assert "Because you are anonymous" in client.get("/report/done").content.decode()


def test_without_a_report_it_leads_to_the_start(client):
    assert client.get("/report/done").url == "/report"


def test_after_a_restricted_report_the_page_is_neutral_and_can_be_left(client, people):
    send(client, what={"category": "domestic_abuse"})
    html = client.get("/report/done").content.decode()
    assert "/report/leave" in html and "Anti-social" not in html


def test_after_a_report_of_danger_too_whatever_it_is_about(client, people):
    send(client, danger={"danger": "yes"})
    html = client.get("/report/done").content.decode()
    assert "/report/leave" in html and "Anti-social" not in html


def html_after(client, *, infected=0, damaged=0):
    """The last page of a report with three files, of which the worker has seen two."""
    walk(client, until=url("files"))
    notes = [SimpleUploadedFile(f"{n}.txt", b"It was loud.") for n in range(3)]
    client.post(url("files"), {"uploads": notes})
    client.post(CHECK, {"submission_key": key_on(client.get(CHECK))})
    rows = StoredFile.objects.order_by("id")
    states = ["infected"] * infected + ["quarantined"] * damaged + ["clean"] * 2
    for file, state in zip(rows, states[:2], strict=False):
        StoredFile.objects.filter(pk=file.pk).update(state=state)
    return client.get("/report/done").content.decode()


def test_how_far_the_files_are_is_told_in_numbers(client, people):
    html = html_after(client)
    assert "We have 3 files from you." in html and "2 are ready for the officer." in html
    assert "1 is being checked." in html and ".txt" not in html
    StoredFile.objects.update(state="clean")
    html = client.get("/report/done").content.decode()
    assert "All are ready for the officer." in html and "being checked" not in html


def test_a_virus_and_a_damaged_file_are_told_plainly(client, people):
    html = html_after(client, infected=1, damaged=1)
    assert "A virus was found in 1." in html and "Your report counts all the same." in html
    assert "1 cannot be shown, because it seems damaged." in html


def test_without_files_nothing_is_said_of_files(client, people):
    send(client)
    assert "Your files" not in client.get("/report/done").content.decode()
