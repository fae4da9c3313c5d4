"""Fixtures for every test."""

import gc
import os
import threading
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connections, transaction

from goodstead.ledger.management.commands import migrate
from tests import made
from tests.journeys.browser import MISSING, chromium, program

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop in the thread


# A test that asks for none of these has no database to say anything about.
STORED = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What touches no database is run on one of the two only, as if it were marked ``once``."""
    for item in items:
        if not item.get_closest_marker("django_db") and STORED.isdisjoint(
            getattr(item, "fixturenames", ())
        ):
            item.add_marker("once")


def pytest_collection_finish() -> None:
    """What has been imported by now stays: looking through it for rubbish costs a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """In a run of every check, the test database begins as a copy of the one that was made once.

    Django migrates it all the same: what the copy lacks is added, and nothing is believed.
    """
    as_given = migrate.Command.execute

    def copied_first(self: Any, *args: Any, **options: Any) -> str | None:
        migrate.Command.execute = as_given
        connection = connections[options["database"]]
        if connection.vendor == "sqlite":
            made.copy_into(connection)
        return as_given(self, *args, **options)

    if os.environ.get(made.FOLDER):
        migrate.Command.execute = copied_first
    yield
    migrate.Command.execute = as_given


@pytest.fixture(autouse=True, scope="session")
def the_tests_own_transaction_is_none() -> Iterator[None]:
    """An action without a mark of its own (decision 16) ends the whole transaction when it refuses.

    Where it is the outermost, as in a page, that is its own. In a test the outermost is the test's,
    which must go on: there, and only there, it gets a mark.
    """
    as_given = transaction.Atomic._recreate_cm

    def recreated(block: Any) -> transaction.Atomic:
        around = transaction.get_connection(block.using).atomic_blocks
        outermost = bool(around and around[-1]._from_testcase) and not block.durable
        return transaction.Atomic(block.using, block.savepoint or outermost, block.durable)

    transaction.Atomic._recreate_cm = recreated  # only what stands above a function comes by here
    yield
    transaction.Atomic._recreate_cm = as_given


@pytest.fixture
def now() -> datetime:
    """Monday 2 March 2026, ten in the morning, in London."""
    return datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def people(db, now):
    """The personas; see ``tests.personas``."""
    from tests.kept_people import people_of

    return people_of(now)


@pytest.fixture(autouse=True)
def counts_of_their_own() -> None:
    """What one test sent does not count towards the limit that the next one meets."""
    cache.clear()


@pytest.fixture(scope="session")
def browser(live_server: Any) -> Iterator[Any]:
    """A headless Chromium. One in a process: Playwright runs no second beside it.

    It leaves before the living server does, and the server's threads end before the database that
    they share with the tests is taken from them.
    """
    if program() is None:
        pytest.skip(MISSING)
    with chromium() as found:
        yield found
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=30)


@pytest.fixture
def figure(record_property: Any) -> Any:
    """Say a figure: it stands at the end of the run, and in ``docs/reference`` where a test says so."""
    return lambda words: record_property("figure", words)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The figures that the tests measured."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.getreports(kind)]
    found = [words for one in reports for name, words in one.user_properties if name == "figure"]
    if found:
        terminalreporter.section("figures")
        for words in sorted(found):
            terminalreporter.write_line(words)
