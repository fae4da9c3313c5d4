"""How often one part of the network may do one thing."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.test import RequestFactory

from goodstead.access import limits


def asked(address, what="tests.thing", times=1):
    """What the last of so many requests from this address is told."""
    request = RequestFactory(REMOTE_ADDR=address).get("/")
    return [limits.too_many(request, what) for _ in range(times)][-1]


@pytest.mark.parametrize(
    "one, neighbour, other",
    [
        ("203.0.113.9", "203.0.113.200", "203.0.114.9"),
        ("2001:db8:1:1::9", "2001:db8:1:2::9", "2001:db8:2:1::9"),
    ],
)
def test_one_too_many_is_one_too_many_for_the_neighbours_and_for_nobody_else(one, neighbour, other):
    assert not asked(one, times=limits.MOST)
    assert asked(one) and asked(neighbour)
    assert not asked(other)


def test_each_thing_has_a_count_of_its_own():
    assert asked("203.0.113.9", times=limits.MOST + 1)
    assert not asked("203.0.113.9", what="tests.other")


def test_after_a_while_it_begins_anew(monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1_000_000.0)
    assert asked("203.0.113.9", times=limits.MOST + 1)
    monkeypatch.setattr("time.time", lambda: 1_000_000.0 + limits.SECONDS)
    assert not asked("203.0.113.9")


def test_nobody_is_refused_when_it_cannot_be_known(monkeypatch):
    assert not asked("nonsense", times=limits.MOST + 1)

    def away(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(cache, "get", away)
    assert not asked("203.0.113.9", times=limits.MOST + 1)


def test_no_address_is_written_down(monkeypatch):
    names = []
    monkeypatch.setattr(cache, "get", lambda name, default: names.append(name) or default)
    asked("203.0.113.9")
    assert names and "203.0.113" not in names[0]
