"""How far the files are: told to the browser that sent them, and to nobody else with the link."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from goodstead.evidence import periodic
from goodstead.evidence.models import StoredFile
from goodstead.intake import actions

from .linked import leaked, post, url
from .sounds import upload as sound

WAITS, READY = "1 is being checked", "It is ready for the officer"


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def text_file():
    return SimpleUploadedFile("canary-name.txt", b"canary-words")


def text(client, token, path=""):
    return client.get(url(token, path)).content.decode()


def test_who_sent_a_file_sees_that_it_is_checked_and_then_ready(client, submit):
    _, token = submit()
    assert "Your files" not in text(client, token)
    done = post(client, token, "files", {"uploads": [text_file()]}, follow=True)
    assert WAITS in done.content.decode() and WAITS in text(client, token)
    periodic.make_copies(timezone.now())
    assert READY in text(client, token)
    assert not leaked(client.get(url(token)))


@pytest.mark.parametrize(
    "state, words",
    [("quarantined", "cannot be shown"), ("infected", "A virus was found in 1")],
)
def test_what_could_not_be_used_is_said_and_never_by_its_name(client, submit, state, words):
    _, token = submit()
    post(client, token, "files", {"uploads": [text_file()]})
    StoredFile.objects.update(state=state)
    assert words in text(client, token) and not leaked(client.get(url(token)))


def test_a_recording_is_told_of_too(client, submit):
    _, token = submit()
    done = post(client, token, "record", {"upload": sound()}, follow=True)
    assert WAITS in done.content.decode() and WAITS in text(client, token)


def test_nobody_else_with_the_link_learns_that_something_was_sent(client, submit, now):
    report, token = submit()
    before = text(Client(), token)
    post(client, token, "files", {"uploads": [text_file()]})
    post(client, token, "record", {"upload": sound()})
    assert text(Client(), token) == before
    later = now + timedelta(minutes=1)
    actions.send_file(by=None, at=later, report=report, submission="other", uploads=[sound()])
    assert "We have 2 files from you" in text(client, token)  # not those that others sent


def test_of_another_report_nothing_is_told_and_after_leaving_nothing(client, submit):
    (_, token), (_, other) = submit(), submit()
    post(client, token, "files", {"uploads": [text_file()]})
    assert "Your files" not in text(client, other)
    client.get("/report/leave")
    assert "Your files" not in text(client, token)
