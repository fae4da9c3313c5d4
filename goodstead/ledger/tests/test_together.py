"""Many at once: no entry twice, none lost, no gap."""

import threading

import pytest
from django.db import connection, transaction

from goodstead.ledger import actions as ledger
from goodstead.ledger.checking import check
from goodstead.ledger.following import Follower, follow
from goodstead.ledger.models import Entry, Followed, key_of

from .records import Organisation

pytestmark = pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite lets one writer in at a time, and the test's database is one connection",
)


def all_at_once(number, act):
    """Run ``act`` in so many threads, which begin together. Raises what one of them raised."""
    gate, faults = threading.Barrier(number), []

    def run():
        try:
            gate.wait()
            act()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def test_the_first_entries_of_a_file_are_numbered_though_written_at_once(transactional_db, now):
    organisation = Organisation.objects.create(name="Hartsmere")

    def write():
        for _ in range(5):
            with transaction.atomic():
                ledger.record(None, "tests.thing_done", organisation, at=now)

    all_at_once(8, write)
    entries = Entry.objects.filter(file=key_of(organisation)).order_by("sequence")
    assert [entry.sequence for entry in entries] == list(range(1, 41))
    assert check().good


def test_a_record_changed_by_many_at_once_agrees_with_its_last_entry(transactional_db, now):
    """Each notes the record in a file of its own; only the lock keeps states and entries in step."""
    shared = Organisation.objects.create(name="0")
    numbers = iter(range(1, 100))

    def change():
        with transaction.atomic():
            mine = Organisation.objects.create(name=f"mine {next(numbers)}")
        for step in range(5):
            with transaction.atomic():
                if step % 2:
                    Organisation.objects.filter(pk=shared.pk).update(name=str(next(numbers)))
                ledger.record(None, "tests.thing_done", mine, at=now, changed=[shared])

    all_at_once(6, change)
    assert check().good


def test_many_workers_hand_each_entry_over_once(transactional_db, now):
    for number in range(6):
        with transaction.atomic():
            one = Organisation.objects.create(name=str(number))
            ledger.record(None, "tests.thing_done", one, at=now)
    heard = []
    follower = Follower(
        "listener", frozenset({"tests.thing_done"}), lambda entry: heard.append(entry.pk)
    )
    all_at_once(4, lambda: follow([follower], at=now))
    assert sorted(heard) == sorted(set(heard)) and len(heard) == 6
    assert Followed.objects.count() == 6
