"""A file that breaks in the worker does not hold up the files that were confirmed after it."""

import pytest

from goodstead.clocks.periodic import SomeFailed
from goodstead.exchange import actions, taking
from goodstead.exchange.models import Delivery
from goodstead.exchange.periodic import take_in

from . import recordings
from .logs import upload
from .recordings import export, line, sound

pytestmark = pytest.mark.django_db


def test_one_file_that_breaks_stops_no_other(people, now, monkeypatch):
    mapping = recordings.save(people, now)
    for n in (1, 2):
        zipped = upload(export(line("a.wav"), a__wav=sound(n)), f"{n}.zip")
        delivery = taking.bring(
            by=people.leader, at=now, upload=zipped, kind="noise_app", mapping=mapping
        )
        actions.take_in_delivery(by=people.leader, at=now, delivery=delivery)
    whole = taking.take_in

    def breaks(delivery, **more):
        if delivery.source == "1.zip":
            raise ValueError
        return whole(delivery, **more)

    monkeypatch.setattr(taking, "take_in", breaks)
    with pytest.raises(SomeFailed):
        take_in(now)
    states = dict(Delivery.objects.values_list("source", "state"))
    assert states == {"1.zip": "queued", "2.zip": "finished"}
