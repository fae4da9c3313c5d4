"""A date is moved with a reason; one that was missed is not moved away in silence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from goodstead.clocks.models import Deadline
from goodstead.ledger.models import Entry, key_of

pytestmark = pytest.mark.django_db


def form(day, **more):
    return {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year} | more


@pytest.fixture
def later():
    return timezone.localdate() + timedelta(days=40)


def test_the_new_date_stands_and_the_old_one_is_kept(signed_in, people, running, later):
    client = signed_in(people.officer)
    url = f"/due/{running.pk}/move"
    assert "missed_reason" not in client.get(url).content.decode()
    assert client.post(url, form(later, reason="She asked for it")).status_code == 302
    moved = Deadline.objects.get(pk=running.pk)
    assert moved.last_day == later and moved.moves.get().reason == "She asked for it"
    entry = Entry.objects.get(verb="clocks.moved")
    assert (entry.file, entry.by) == (moved.about, people.officer)


def test_a_missed_date_is_moved_only_with_the_reason_for_the_miss(
    signed_in, people, late, later, case
):
    client = signed_in(people.officer)
    url = f"/due/{late.pk}/move"
    answer = client.post(url, form(later, reason="New plan"))
    body = answer.content.decode()
    assert answer.status_code == 200 and "Why was the old date missed?" in body
    assert "New plan" in body, "what was typed stays"
    client.post(url, form(later, reason="New plan", missed_reason="I was ill"))
    moved = Deadline.objects.get(pk=late.pk)
    assert (moved.missed_at, moved.missed_before) == (None, True)
    assert moved.moves.get().missed_reason == "I was ill"
    assert Entry.objects.filter(file=key_of(case), verb="clocks.missed").exists()


@pytest.mark.parametrize(
    "change, words",
    [
        ({"movable": False}, "cannot be moved"),
        ({"statutory": True, "movable": False, "source": "s.46(2)"}, "set by law"),
    ],
)
def test_a_date_that_the_definition_fixes_stays(signed_in, people, running, later, change, words):
    Deadline.objects.filter(pk=running.pk).update(**change)
    client = signed_in(people.officer)
    answer = client.post(f"/due/{running.pk}/move", form(later, reason="Please"))
    assert words in answer.content.decode()
    assert Deadline.objects.get(pk=running.pk).times_moved == 0
    assert "Move the date" not in client.get(f"/due/{running.pk}").content.decode()


def test_a_day_that_has_passed_is_refused(signed_in, people, running):
    past = timezone.localdate() - timedelta(days=2)
    answer = signed_in(people.officer).post(f"/due/{running.pk}/move", form(past, reason="x"))
    assert "has not passed" in answer.content.decode()


def test_another_patch_finds_nothing(signed_in, people, running, later):
    url = f"/due/{running.pk}/move"
    assert signed_in(people.other_officer).post(url, form(later, reason="x")).status_code == 404
