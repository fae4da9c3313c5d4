"""A file with a record in it. Both are things that clocks already knows: a team and a patch."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import settings

from goodstead.clocks import actions
from goodstead.clocks.calendar import LONDON
from goodstead.clocks.definitions.counting import Clock, Count, Unit
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import Entry, key_of

# A property is right or wrong, not quick or slow: the first sum loads a library.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

APPEAL = Clock(
    "appeal",
    "Last day to appeal",
    21,
    Unit.DAYS,
    Count.BEGINNING_WITH,
    "section 46(2)",
    statutory=True,
)
CONTACT = Clock(
    "contact",
    "Contact the victim",
    3,
    Unit.WORKING_DAYS,
    Count.FOLLOWING,
    "our service standard",
    pausable=True,
)
VISIT = Clock("visit", "Visit", 5, Unit.DAYS, Count.FOLLOWING, "our service standard")
COURT = Clock(
    "court",
    "Go to court",
    48,
    Unit.HOURS,
    Count.FOLLOWING,
    "section 80(3)",
    statutory=True,
    disregard=("christmas_day",),
)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.fixture
def file(people):
    return people.team


@pytest.fixture
def record(people):
    return people.patch


@pytest.fixture
def start(people, record, file, now):
    """Start one clock for the record in the file, held by the officer."""

    def _start(clock=CONTACT, **more):
        given = {"by": people.officer, "at": now, "about": file, "owner": people.officer}
        return actions.start(record, [clock], **(given | more))[0]

    return _start


def told(file):
    """The sentences of the file about deadlines, in order."""
    entries = Entry.objects.filter(file=key_of(file), verb__startswith="clocks.")
    return [entry.sentence for entry in entries.order_by("sequence")]


def reload(deadline):
    return Deadline.objects.get(pk=deadline.pk)


def broken(*args, **kwargs):
    raise RuntimeError("The ledger is away")
