"""An import that is killed, at any moment, is completed by the same command: not a row more or less.

The command runs as a process of its own on a database of its own, and is ended with SIGKILL.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import psycopg
import pytest

from tests import made, postgres

from . import logs
from .conftest import HEADING, row

ROOT = Path(__file__).parents[3]
ROWS, ROUNDS = 16_000, 4
REPORT = """
import json
from collections import Counter
from goodstead.exchange.models import PoliceImport, PoliceMonth
from goodstead.intake.models import Incident
places = Counter(Incident.objects.values_list("location_text", flat=True))
(done,) = PoliceImport.objects.all()
print("REPORT" + json.dumps([places, done.landed, done.rows, done.finished_at is not None,
    sum(PoliceMonth.objects.values_list("landed", flat=True))]))
"""


@pytest.fixture(scope="module")
def street_file(tmp_path_factory):
    """Eight batches; every place stands in it several times, so order and number both count."""
    rows = [row(east=n % 700 * 5, place=f"Place {n % 700}") for n in range(700)]
    path = tmp_path_factory.mktemp("street") / "2026-01-hartshire-street.csv"
    path.write_text("\n".join([HEADING, *(rows[n * 31 % 700] for n in range(ROWS)), ""]))
    return path


def command(url, *arguments, **more):
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "goodstead.config.settings_test",
        **more,
    }
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def finished(process):
    said, complained = process.communicate(timeout=120)
    assert process.returncode == 0, said + complained
    return said


def landed(url):
    """How many incidents the database holds now, asked without the product."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)
    else:
        connection = psycopg.connect(url)
    with closing(connection):
        return connection.execute("SELECT COUNT(*) FROM intake_incident").fetchone()[0]


def killed_somewhere(url, path, chance):
    """Runs the import and kills it in the middle of a batch; true when it died before its end."""
    before = landed(url)
    far_enough = chance.randrange(before, ROWS)
    process = command(url, "import_police_data", path)
    while process.poll() is None and landed(url) < far_enough:
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.02)
    with suppress(subprocess.TimeoutExpired):
        process.wait(chance.uniform(0, 0.3))
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    return process.returncode == -signal.SIGKILL


def exercise(url, path, seed):
    if url.startswith("sqlite"):
        made.copy_to(Path(url.removeprefix("sqlite:///")))
    else:
        finished(command(url, "migrate", "-v0"))
    chance = random.Random(seed)
    deaths = sum(killed_somewhere(url, path, chance) for _ in range(ROUNDS) if landed(url) < ROWS)
    finished(command(url, "import_police_data", path))
    said = finished(command(url, "shell", "-v0", "-c", REPORT))
    places, count, rows, is_finished, months = json.loads(said.split("REPORT")[1])
    assert places == Counter(f"Place {n * 31 % 700}" for n in range(ROWS))
    assert (count, rows, is_finished, months) == (ROWS, ROWS, True, ROWS)
    finished(command(url, "check_police_data"))
    assert deaths, "no run was killed before its end: the test shows nothing"


@pytest.mark.resilience
def test_sqlite_ends_in_exactly_the_right_rows(tmp_path, street_file):
    exercise(f"sqlite:///{tmp_path / 'killed.sqlite3'}", street_file, seed=1)


@pytest.mark.resilience
@pytest.mark.postgres
def test_postgresql_ends_in_exactly_the_right_rows(street_file):
    if postgres.binaries() is None:
        pytest.skip("PostgreSQL is not installed here")
    with postgres.running() as server:
        exercise(server.url, street_file, seed=2)


# A log of the police, by its own command: each row is a report with its dates and its entries.

LOG_ROWS, LOG_ROUNDS = 200, 3
SAVE = """
from django.utils import timezone
from goodstead.exchange import actions
from goodstead.exchange.tests.logs import COLUMNS
actions.save_mapping(by=None, at=timezone.now(), kind="incident_log", name="Log", columns=COLUMNS)
"""
REPORTS = """
import json
from goodstead.clocks.models import Deadline
from goodstead.exchange.models import Delivery, Landing, LeftOut
from goodstead.intake.models import Report
(done,) = Delivery.objects.all()
print("REPORT" + json.dumps([Report.objects.count(), Landing.objects.count(), LeftOut.objects.count(),
    Deadline.objects.filter(code="report_unlinked").count(), done.landed, done.state]))
"""


def asked(url, question):
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)) as connection:
        return connection.execute(question).fetchone()[0]


def reports(url):
    return asked(url, "SELECT COUNT(*) FROM intake_report")


@pytest.mark.resilience
def test_a_log_that_is_killed_is_completed_with_exactly_the_right_reports(tmp_path):
    url, path = f"sqlite:///{tmp_path / 'killed.sqlite3'}", tmp_path / "log.csv"
    rows = [logs.row(n, day="01/03/2026") for n in range(LOG_ROWS)]
    path.write_bytes(logs.log(*rows, logs.row("bad", day="soon")))
    # The files that wait lie in one folder, whichever process asks.
    run = partial(
        command, GOODSTEAD_FILES=str(tmp_path / "files"), GOODSTEAD_ENV="test",
        GOODSTEAD_CHECKPOINTS=str(tmp_path / "checkpoints"),
        DJANGO_SETTINGS_MODULE="goodstead.config.settings",
    )  # fmt: skip
    made.copy_to(tmp_path / "killed.sqlite3")
    finished(run(url, "shell", "-v0", "-c", SAVE))
    chance, deaths = random.Random(3), 0
    for _ in range(LOG_ROUNDS):
        before = reports(url)
        if before == LOG_ROWS:
            break
        far_enough = chance.randrange(before, LOG_ROWS)
        process = run(url, "import_101_log", path, "--mapping", "Log")
        while process.poll() is None and reports(url) < far_enough:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.02)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        deaths += process.returncode == -signal.SIGKILL
    if asked(url, "SELECT COUNT(*) FROM exchange_delivery WHERE state = 'finished'") == 0:
        finished(run(url, "import_101_log", path, "--mapping", "Log"))
    said = finished(run(url, "shell", "-v0", "-c", REPORTS))
    found = json.loads(said.split("REPORT")[1])
    assert found == [LOG_ROWS, LOG_ROWS, 1, LOG_ROWS, LOG_ROWS, "finished"]
    finished(run(url, "check_ledger"))
    assert deaths, "no run was killed before its end: the test shows nothing"
