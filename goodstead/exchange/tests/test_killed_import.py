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
from pathlib import Path

import psycopg
import pytest

from tests import postgres

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


def command(url, *arguments):
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "goodstead.config.settings_test",
    }
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def finished(process):
    said, complained = process.communicate(timeout=120)
    assert process.returncode == 0, complained
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
