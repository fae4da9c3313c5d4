"""The page after something was sent is for the browser that sent it."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goodstead.intake import actions, queries

from .linked import INCIDENT, filled, post, running, url


def test_it_leads_back_when_nothing_was_sent_from_here(client, submit):
    _, token = submit()
    assert client.get(url(token, "done")).url == url(token)


def test_nobody_else_with_the_link_learns_that_something_was_sent(client, submit, django_client):
    _, token = submit()
    before = django_client.get(url(token)).content
    post(client, token, "more", INCIDENT)
    other = django_client.get(url(token, "done"))
    assert other.url == url(token)
    assert django_client.get(url(token)).content == before


def test_nobody_is_promised_a_day_that_is_past(report, now):
    """What was added before was never read, and its date was missed."""
    actions.tell_incident(by=None, at=now, report=report, **filled())
    later = now + timedelta(days=14)  # a Monday again
    actions.tell_incident(by=None, at=later, report=report, **filled())
    (due,) = running(report)
    assert due.last_day < later.date()  # it goes on to be late
    told = queries.promised_by("incident", filled(), at=later)
    assert told == later.date() + timedelta(days=1)


PRESSED = {"when": "now", "what": ["music"]}


@pytest.mark.parametrize(
    "before, path, then",
    [
        (("diary", PRESSED | {"what": ["threat"]}), "diary", PRESSED),
        (("worse", {"danger": "yes"}), "more", INCIDENT),
        (("more", INCIDENT | {"danger": "yes"}), "files", {"uploads": 1}),
    ],
)
def test_the_day_says_nothing_of_what_somebody_else_sent(
    client, django_client, submit, before, path, then
):
    days = []
    for sent_before in (False, True):
        _, token = submit()
        if sent_before:
            post(client, token, *before)
        if path == "files":
            then = {"uploads": [SimpleUploadedFile("note.txt", b"It was loud.")]}
        done = post(django_client, token, path, then, follow=True)
        days.append(re.findall(r"by <strong>([^<]+)", done.content.decode()))
    assert days[0] == days[1] and days[0]


def test_what_was_sent_is_told_under_its_own_link_and_until_they_go_on(client, submit):
    (_, token), (_, other) = submit(), submit()
    post(client, token, "worse", {"danger": "yes"})
    assert client.get(url(other, "done")).url == url(other)
    for _ in range(2):  # also when the page is loaded again
        assert client.get(url(token, "done")).status_code == 200
    client.get(url(token))
    assert client.get(url(token, "done")).url == url(token)
