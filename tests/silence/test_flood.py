"""T6: a real web server under a flood. Whoever is honest gets to the end, and what anybody was told
is saved is there afterwards, in the inbox or set apart."""

import contextlib
import sqlite3
import threading

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tests.resilience.service import Service

from .figures import SOAK, many, stands
from .flooding import Seen, Visitor, attack, came_of, walkers

pytestmark = [pytest.mark.once, pytest.mark.enable_socket]
SECONDS = many(4, 60)
A_SECOND, ADDRESSES = 200, 50
WALKERS = 5  # of the fifty fill in the form, and send a report whenever they get to the end
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


@pytest.fixture
def staffs(service, tmp_path):
    """Staff's own web server beside the public's, as the guide to production has it; where it is
    not about times, the one for both."""
    if not SOAK:
        yield service
        return
    own = tmp_path / "staff"
    own.mkdir()
    served = Service(f"sqlite:///{service.kept}", own, worker=False)
    served.environment |= {
        name: service.environment[name]
        for name in ("GOODSTEAD_LIMIT_REQUESTS", "GOODSTEAD_FILES", "GOODSTEAD_CHECKPOINTS")
    }
    try:
        served.start()
        yield served
    finally:
        served.stop()


def saved(service):
    with contextlib.closing(sqlite3.connect(service.kept)) as database:
        return dict(database.execute("SELECT reference, set_apart FROM intake_report"))


@pytest.fixture
def officer(people):
    """Signed in before the flood begins."""
    client = Client()
    client.force_login(people.officer)
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def at_work(port, cookies, stop, most):
    """An officer, who opens a page of theirs every now and then."""
    seen = Seen()
    colleague = Visitor(port, "127.0.97.1", seen)
    colleague.cookies |= cookies
    for _ in range(most):
        assert colleague.ask("/my-day")[0] == 200
        if stop.wait(0.2):
            break
    return seen


@pytest.mark.parametrize(
    "addresses, pace",
    [(ONE_NETWORK, 0.0), *([(FIFTY_NETWORKS, 0.5)] if SOAK else [])],
    ids=["one network", "fifty networks"][: 1 + SOAK],
)
def test_an_honest_reporter_finishes_and_no_report_is_lost(
    officer, service, staffs, addresses, pace
):
    calm, honest, theirs, stop = Seen(), Seen(), Seen(), threading.Event()
    assert Visitor(service.port, "127.0.98.1", calm).walk("Calm", threading.Event(), pace)
    staff = {"calm": at_work(staffs.port, officer, stop, many(5, 60))}
    attacked = attack(service.port, addresses, A_SECOND, SECONDS)
    threads = walkers(service.port, theirs, addresses[:WALKERS], 4, stop)

    def colleague():
        staff["flood"] = at_work(staffs.port, officer, stop, 1_000)

    threads.append(threading.Thread(target=colleague, daemon=True))
    threads[-1].start()
    finished = Visitor(service.port, HONEST, honest).walk("Honest", threading.Event(), pace)
    came = came_of(attacked)
    stop.set()
    for thread in threads:
        thread.join()
    there = saved(service)
    told = calm.references | honest.references | theirs.references
    assert finished and honest.references
    assert told <= set(there)
    assert came["answers"].get("429", 0), "the flood had to wait"
    assert staff["flood"].statuses.keys() == {200}, "staff are not made to wait"
    stands(
        "T6 flood",
        f"{len(told - set(there))} acknowledged reports lost, the honest reporter finished",
        from_networks=len({one.rsplit(".", 1)[0] for one in addresses}), **came,
        walkers=theirs.statuses, acknowledged=len(told), set_apart=sum(map(bool, there.values())),
        p95_calm_ms=round(1000 * calm.p95), p95_honest_ms=round(1000 * honest.p95),
        p95_staff_calm_ms=round(1000 * staff["calm"].p95),
        p95_staff_flood_ms=round(1000 * staff["flood"].p95),
    )  # fmt: skip
