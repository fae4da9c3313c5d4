"""What was missed gets a reason."""

import pytest

from goodstead.clocks.models import Deadline
from goodstead.ledger.models import Entry, key_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(late):
    return f"/due/{late.pk}/give-reason"


def test_the_reason_is_kept_and_the_page_stops_asking(signed_in, people, late, url, case):
    client = signed_in(people.officer)
    answer = client.post(url, {"reason": "She was in hospital"})
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.reference}")
    deadline = Deadline.objects.get(pk=late.pk)
    assert (deadline.missed_reason, deadline.stopped_at) == ("She was in hospital", None)
    assert Entry.objects.get(verb="clocks.miss_explained").file == key_of(case)
    assert url not in client.get(f"/cases/{case.reference}").content.decode()
    assert "She was in hospital" in client.get(url).content.decode()


def test_a_reason_is_asked_for(signed_in, people, late, url):
    answer = signed_in(people.officer).post(url, {"reason": ""})
    assert answer.status_code == 200 and "Why was the date missed?" in answer.content.decode()
    assert Deadline.objects.get(pk=late.pk).missed_reason == ""


def test_what_was_not_missed_needs_none(signed_in, people, running):
    answer = signed_in(people.officer).post(f"/due/{running.pk}/give-reason", {"reason": "None"})
    assert "has not been missed" in answer.content.decode()


def test_only_those_who_work_on_it(signed_in, people, url):
    assert signed_in(people.other_officer).post(url, {"reason": "x"}).status_code == 404
    assert signed_in(people.coordinator).post(url, {"reason": "x"}).status_code == 403
    assert not Entry.objects.filter(verb="clocks.miss_explained").exists()
