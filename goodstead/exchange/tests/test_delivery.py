"""The page of one file: how it stands, in numbers and words."""

import pytest

from goodstead.exchange import actions
from goodstead.exchange.models import Delivery
from goodstead.ledger.models import Viewing

from .logs import bring, log, row

pytestmark = pytest.mark.django_db


def test_it_says_how_far_it_is_and_what_to_do_next(client, people, now, mapping):
    delivery = bring(people, now, log(row(1)), mapping)
    client.force_login(people.leader)
    page = f"/imports/{delivery.pk}"
    assert "Check the first rows" in client.get(page).content.decode()
    actions.take_in_delivery(by=people.leader, at=now, delivery=delivery)
    assert "Line 0 of 3" in client.get(page).content.decode()
    assert Viewing.objects.filter(page="exchange:delivery").exists()


def test_a_file_that_is_gone_from_the_disk_is_stopped_with_the_reason(client, people, taken, now):
    from goodstead.exchange import periodic, waiting

    delivery = taken(row(1))
    again = bring(people, now, log(row(2)), delivery.mapping)
    actions.take_in_delivery(by=people.leader, at=now, delivery=again)
    waiting.remove(again.stored_as)
    periodic.take_in(now)
    client.force_login(people.leader)
    html = client.get(f"/imports/{again.pk}").content.decode()
    assert "is no longer here. Bring it again" in html and Delivery.objects.count() == 2
