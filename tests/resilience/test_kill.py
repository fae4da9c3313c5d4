"""SIGKILL of server and worker under load, again and again, on each database."""

from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests import postgres

from .residents import Told, crowd
from .service import ROOT, Service

pytestmark = [pytest.mark.resilience, pytest.mark.enable_socket]
ROUNDS = int(os.environ.get("GOODSTEAD_KILLS", "60"))
# Half of them on each of two services, which run beside each other and are killed at other moments.
HALVES = pytest.mark.parametrize("half", [7, 8])


def inspect(service: Service, saved: dict[str, str]) -> list[str]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.resilience.inspect_reports"],
        input=json.dumps(saved), capture_output=True, text=True, check=True, cwd=ROOT,
        env=service.environment | {"DJANGO_SETTINGS_MODULE": "goodstead.config.settings"},
    )  # fmt: skip
    *wrong, counted = ran.stdout.splitlines()
    print(counted)
    return wrong


def kill_again_and_again(
    service: Service, rounds: int, seed: int, database: postgres.Server | None = None
) -> Told:
    """Under the load of five residents, kill at a random moment of each round.

    Every second round takes the database's own processes with it, where it has any. Every tenth
    starts cold, from the command line; the others are forked, which is the same but for the
    reading of modules.
    """
    told, stop, chance = Told(), threading.Event(), random.Random(seed)
    numbers = itertools.count(1)
    service.start()
    threads = crowd(
        service.url, told, people=5, stop=stop, name=lambda: f"Report number {next(numbers)}"
    )
    for turn in range(rounds):
        # So many pages, not seconds: a slow machine gets as far in a round as a quick one. The
        # rest is the moment of the blow between two pages.
        told.wait_for(chance.randint(3, 30), 10)
        stop.wait(chance.uniform(0, 0.05))
        service.kill()
        if database and turn % 2:
            database.kill()
            database.start()
        service.start(warm=turn % 10 != 9)
    stop.set()
    for thread in threads:
        thread.join(30)
    return told


def check(service: Service, half: int, database: postgres.Server | None = None) -> None:
    service.make()
    rounds = ROUNDS // 2
    told = kill_again_and_again(service, rounds, half, database)
    service.kill()
    assert len(told.saved) >= rounds / 6, "too few were acknowledged for this to mean anything"
    assert inspect(service, told.saved) == []
    print(service.manage("check_ledger"))
    print(f"{rounds} kills, {len(told.saved)} acknowledged, none lost; {told.refused} broken off")


@HALVES
def test_no_acknowledged_report_is_lost_on_sqlite(tmp_path, half):
    service = Service(f"sqlite:///{tmp_path / 'service.sqlite3'}", tmp_path)
    try:
        check(service, half)
    finally:
        service.stop()


@pytest.mark.postgres
@pytest.mark.skipif(postgres.binaries() is None, reason="PostgreSQL is not installed")
@HALVES
def test_no_acknowledged_report_is_lost_on_postgresql(tmp_path: Path, half):
    with postgres.running() as server:
        service = Service(server.url, tmp_path)
        try:
            check(service, half, server)
        finally:
            service.stop()


def test_the_inspection_sees_a_lost_a_changed_and_a_half_made_report(tmp_path):
    """The twin: with reports damaged on purpose the same inspection fails."""
    service = Service(f"sqlite:///{tmp_path / 'service.sqlite3'}", tmp_path, worker=False)
    service.make()
    told, stop = Told(), threading.Event()
    service.start()
    names = itertools.count(1)
    threads = crowd(service.url, told, people=1, stop=stop, name=lambda: str(next(names)))
    try:
        for _ in range(60):
            told.wait_for(20, 5)
            if len(told.saved) >= 3:
                break
    finally:
        stop.set()
        threads[0].join(30)
        service.stop()
    first, second = list(told.saved)[:2]
    damage = (
        "from goodstead.intake.models import Report, Incident; from goodstead.clocks.models import Deadline;"
        f"Report.objects.filter(reference='{first}').update(restricted=False);"
        f"Incident.objects.filter(report__reference='{second}').delete()"
    )
    service.manage("shell", "-c", damage)
    wrong = inspect(service, {**told.saved, "R-XXXX-XXXX": "never saved"})
    assert {line.split(":")[0] for line in wrong} >= {
        "lost",
        "not as typed",
        "half made, no incident",
    }
