"""Not this file after all: it is taken off the disk, and nobody has to remember to."""

from datetime import timedelta

import pytest

from goodstead.access.permissions import NotNow
from goodstead.exchange import actions, periodic, waiting
from goodstead.exchange.models import Delivery
from goodstead.ledger.models import Entry

from .logs import bring, log, row

pytestmark = pytest.mark.django_db


def test_the_button_gives_it_up_and_removes_it(client, people, now, mapping):
    delivery = bring(people, now, log(row(1)), mapping)
    path = waiting.path_of(delivery.stored_as)
    assert path.exists() and path.stat().st_mode & 0o077 == 0
    client.force_login(people.leader)
    client.post(f"/imports/{delivery.pk}/give-up")
    delivery.refresh_from_db()
    assert delivery.state == "withdrawn" and not path.exists()
    assert Entry.objects.filter(verb="exchange.delivery_withdrawn").exists()
    with pytest.raises(NotNow):
        actions.withdraw_delivery(by=people.leader, at=now, delivery=delivery)


def test_what_nobody_confirmed_within_a_week_is_given_up(people, now, mapping):
    bring(people, now, log(row(1)), mapping)
    periodic.clear(now + timedelta(days=6))
    assert Delivery.objects.get().state == "brought"
    periodic.clear(now + timedelta(days=8))
    assert Delivery.objects.get().state == "withdrawn"


def test_files_that_no_row_names_are_removed_and_those_that_wait_are_not(people, now, mapping):
    kept = bring(people, now, log(row(1)), mapping)
    stray, _ = waiting.write([b"left by a crash"], limit=100)
    actions.take_in_delivery(by=people.leader, at=now, delivery=kept)
    periodic.clear(now.replace(year=2100))
    assert waiting.path_of(kept.stored_as).exists() and not waiting.path_of(stray).exists()
