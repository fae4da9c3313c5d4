"""T6: a real web server under a flood. Whoever is honest gets to the end, and what anybody was told
is saved is there afterwards, in the inbox or set apart."""

import contextlib
import sqlite3
import threading
import time

import pytest
from django.db import connection

from tests.resilience.service import Service

from .figures import SOAK, many, stands
from .flooding import Seen, Visitor, flood

pytestmark = [pytest.mark.once, pytest.mark.enable_socket]
SECONDS = many(4, 60)
A_SECOND, ADDRESSES = 200, 50
HONEST = "127.0.99.1"
ONE_NETWORK = [f"127.0.1.{n}" for n in range(1, ADDRESSES + 1)]
FIFTY_NETWORKS = [f"127.0.{n}.1" for n in range(1, ADDRESSES + 1)]


@pytest.fixture
def service(db, tmp_path):
    """The product as it runs, with its limits on, on a copy of the tests' empty database."""
    kept = tmp_path / "flood.sqlite3"
    connection.ensure_connection()
    kept.write_bytes(connection.connection.serialize())
    served = Service(f"sqlite:///{kept}", tmp_path, worker=False)
    served.environment["GOODSTEAD_LIMIT_REQUESTS"] = "on"
    served.kept = kept
    try:
        served.manage("createcachetable")
        served.start()
        yield served
    finally:
        served.stop()


def saved(service):
    with contextlib.closing(sqlite3.connect(service.kept)) as database:
        return dict(database.execute("SELECT reference, set_apart FROM intake_report"))


@pytest.mark.parametrize(
    "addresses, pace",
    [(ONE_NETWORK, 0.0), *([(FIFTY_NETWORKS, 0.5)] if SOAK else [])],
    ids=["one network", "fifty networks"][: 1 + SOAK],
)
def test_an_honest_reporter_finishes_and_no_report_is_lost(service, addresses, pace):
    calm, honest, theirs, stop = Seen(), Seen(), Seen(), threading.Event()
    assert Visitor(service.port, "127.0.98.1", calm).walk("Calm", threading.Event(), pace)
    begun = time.monotonic()
    threads = flood(service.port, theirs, addresses, A_SECOND / ADDRESSES, stop)
    finished = Visitor(service.port, HONEST, honest).walk("Honest", threading.Event(), pace)
    stop.wait(max(SECONDS - (time.monotonic() - begun), 0))  # the flood lasts so long
    stop.set()
    for thread in threads:
        thread.join()
    took = time.monotonic() - begun
    there = saved(service)
    told = calm.references | honest.references | theirs.references
    assert finished and honest.references
    assert told <= set(there)
    if addresses is ONE_NETWORK:  # from fifty, each may ask for no more than a person does
        assert theirs.statuses.get(429, 0), "the flood had to wait"
    stands(
        "T6 flood",
        f"{len(told - set(there))} acknowledged reports lost, the honest reporter finished",
        from_networks=len({one.rsplit(".", 1)[0] for one in addresses}),
        a_second=round(len(theirs.times) / took), seconds=round(took), answers=theirs.statuses,
        acknowledged=len(told), set_apart=sum(map(bool, there.values())),
        p95_calm_ms=round(1000 * calm.p95), p95_honest_ms=round(1000 * honest.p95),
    )  # fmt: skip
