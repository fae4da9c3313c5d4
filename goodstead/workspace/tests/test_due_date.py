"""One date with its sum, its changes and what can be done."""

import pytest
from django.utils import timezone

from goodstead.clocks import actions as clocks
from goodstead.ledger.models import Viewing, key_of

pytestmark = pytest.mark.django_db


def test_it_says_why_the_date_stands_there_and_that_a_miss_has_no_reason(
    signed_in, people, late, case
):
    body = signed_in(people.officer).get(f"/due/{late.pk}").content.decode()
    assert late.label in body and late.why.split(";")[0] in body and case.reference in body
    assert "Nobody has said why." in body and "Say why it was missed" in body
    assert "Move the date" in body and "Let it wait" not in body, "what is late cannot wait"
    assert Viewing.objects.filter(subject=key_of(case), by=people.officer).exists()


def test_it_tells_what_happened_to_the_date(signed_in, people, running):
    at = timezone.now()
    clocks.move(
        running, by=people.officer, at=at, reason="She is away",
        due_on=running.last_day.replace(year=running.last_day.year + 1),
    )  # fmt: skip
    clocks.pause(running, by=people.officer, at=at, reason="Waiting for the landlord")
    body = signed_in(people.officer).get(f"/due/{running.pk}").content.decode()
    assert "She is away" in body and "Waiting for the landlord" in body
    assert "Start it again" in body and "Move the date" not in body


def test_who_only_reads_is_offered_no_change(signed_in, people, late):
    body = signed_in(people.information_officer).get(f"/due/{late.pk}").content.decode()
    assert late.label in body and "Say why it was missed" not in body


def test_another_patch_finds_nothing(signed_in, people, late):
    assert signed_in(people.other_officer).get(f"/due/{late.pk}").status_code == 404


def test_each_change_leads_from_the_case_and_from_what_is_due(signed_in, people, late, case):
    client = signed_in(people.officer)
    for page in (f"/cases/{case.reference}", "/due"):
        body = client.get(page).content.decode()
        assert f"/due/{late.pk}/give-reason" in body and f'"/due/{late.pk}"' in body, page
