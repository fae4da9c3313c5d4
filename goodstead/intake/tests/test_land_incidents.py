"""Incidents from a file land once, quickly, and are told of."""

import time

import pytest
from django.db import transaction

from goodstead.access.permissions import PermissionDenied
from goodstead.intake.actions import land_incidents
from goodstead.intake.models import Incident
from goodstead.ledger.models import Entry, key_of


def rows(n, start=0):
    return [
        {
            "channel": "police",
            "category": "police_asb",
            "happened_month": "2026-01-01",
            "easting": 520000 + i,
            "northing": 210000,
            "source": "2026-01-hertfordshire-street.csv",
            "source_key": f"row-{start + i}",
        }
        for i in range(n)
    ]


@pytest.fixture
def land(people, now):
    def land(rows, by=None):
        return land_incidents(by=by, at=now, rows=rows, batch=people.patch)

    return land


def test_rows_land_once_however_often_they_are_brought(land):
    assert land(rows(5)) == 5
    assert land(rows(5)) == 0
    assert land(rows(5, start=3)) == 3
    assert Incident.objects.count() == 8


def test_a_row_that_stands_twice_in_one_batch_lands_once_and_is_counted_once(land):
    assert land(rows(3) + rows(3)) == 3


def test_rows_without_a_key_are_all_kept(land):
    unkeyed = [row | {"source_key": None} for row in rows(2)]
    assert land(unkeyed) == 2
    assert land(unkeyed) == 2


def test_what_landed_is_written_in_the_file_of_the_batch(land, people):
    land(rows(4))
    entry = Entry.objects.filter(file=key_of(people.patch)).latest("sequence")
    assert entry.verb == "intake.incidents_landed"
    assert (entry.facts["landed"], entry.facts["known"]) == (4, 0)


def test_only_who_may_import_lands_incidents(land, people):
    with pytest.raises(PermissionDenied):
        land(rows(1), by=people.officer)
    assert land(rows(1), by=people.administrator) == 1


def test_nothing_lands_when_the_ledger_cannot_be_written(land, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        land(rows(3))
    assert not Incident.objects.exists()


def test_a_month_of_a_force_needs_few_statements(land, django_assert_max_num_queries):
    with django_assert_max_num_queries(200):
        began = time.process_time()
        assert land(rows(9000)) == 9000
    print(f"9,000 rows: {time.process_time() - began:.2f} s of CPU")  # no bound: machines differ
