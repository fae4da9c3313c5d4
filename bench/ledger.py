"""How fast the ledger is checked: 1,000,000 entries on SQLite and on PostgreSQL.

    python bench/ledger.py                     both databases, in temporary folders
    python bench/ledger.py --entries 100000    fewer entries
    python bench/ledger.py --only sqlite       one of them

A tenth as many files as entries; entries of all files lie mixed, as they are written in life. Each
tells of one record, every second of another one besides. The chains are made in bulk with the
ledger's own functions. Then ``manage.py check_ledger`` runs in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MANAGE = [sys.executable, str(ROOT / "manage.py")]
BATCH = 2000


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--entries", type=int, default=1_000_000)
    asked.add_argument("--only", choices=["sqlite", "postgresql"])
    asked.add_argument("--build", action="store_true", help=argparse.SUPPRESS)
    asked.add_argument("--write", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.build:
        return build(given.entries)
    if given.write:
        return write()
    sys.stdout.reconfigure(line_buffering=True)
    for name, database in (("sqlite", sqlite), ("postgresql", postgresql)):
        if given.only in (None, name):
            with tempfile.TemporaryDirectory(prefix="goodstead-bench-") as folder:
                with database(Path(folder)) as url:
                    measure(name, url, Path(folder), given.entries)


def measure(name: str, url: str, folder: Path, entries: int) -> None:
    """Build in one process, check in another, and print what the second one took."""
    us = [sys.executable, __file__, "--entries", str(entries)]
    env = os.environ | {"DATABASE_URL": url, "GOODSTEAD_CHECKPOINTS": str(folder / "checkpoints")}
    run([*MANAGE, "migrate", "--verbosity", "0"], env)
    took = run([*us, "--build"], env)[0]
    print(f"{name}: made {entries:,} entries in {took:.0f} s")
    took = run([*MANAGE, "write_checkpoint"], env)[0]
    print(f"{name}: wrote a checkpoint over {entries // 10:,} files in {took:.1f} s")
    took, cpu, memory = run([*MANAGE, "check_ledger"], env, show=True)
    print(
        f"{name}: checked in {took:.1f} s ({cpu:.1f} s of CPU without the server),"
        f" {entries / took:,.0f} entries/s, {memory:.0f} MB"
    )
    run([*us, "--write"], env, show=True)


def run(
    command: list[str], env: dict[str, str], *, show: bool = False
) -> tuple[float, float, float]:
    """Seconds, seconds of CPU, and megabytes at the most, of one process."""
    began = time.monotonic()
    process = subprocess.Popen(command, env=env, stdout=None if show else subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command[1:]} failed")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def django() -> None:
    import django as django_

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstead.config.settings")
    django_.setup()


def build(entries: int) -> None:
    """Organisations stand for files, teams for what else changes with them."""
    django()
    from django.db import transaction
    from tqdm import tqdm

    from goodstead.access.models import Organisation, Team
    from goodstead.ledger import chain, states
    from goodstead.ledger.models import Head, key_of

    files = max(entries // 10, 1)
    with transaction.atomic():
        bodies = Organisation.objects.bulk_create(
            [Organisation(name=f"Body {n}") for n in range(files)], batch_size=BATCH
        )
        teams = Team.objects.bulk_create(
            [Team(name="Team", code=f"team-{n}", organisation=body) for n, body in enumerate(bodies)],
            batch_size=BATCH,
        )  # fmt: skip
    now: dict[str, str | None] = {}
    for records in (bodies, teams):
        for start in range(0, files, BATCH):
            with transaction.atomic():
                now |= states.read(records[start : start + BATCH])
    ends = {key_of(body): (0, chain.START) for body in bodies}
    saw: tuple[int | None, str] = (None, "")
    at, rng = datetime(2016, 1, 1, tzinfo=UTC), random.Random(1)
    order = list(range(files)) + [rng.randrange(files) for _ in range(entries - files)]
    made: list[tuple[Any, ...]] = []
    for number, place in enumerate(tqdm(order, unit=" entries", disable=None), 1):
        file, team = key_of(bodies[place]), key_of(teams[place])
        told = {file: now[file]} | ({team: now[team]} if number % 2 or number <= files else {})
        content = (
            file, ends[file][0] + 1, chain.moment(at + timedelta(seconds=number)), None,
            "ledger.benchmark_told", file,
            '{"officer":"A. N. Officer","reason":"another step in the plan"}', _json(told), *saw,
        )  # fmt: skip
        hash_ = chain.entry_hash(ends[file][1], content)
        ends[file], saw = (content[1], hash_), (number, hash_)
        made.append((number, *content, hash_))
        if len(made) == BATCH or number == entries:
            _insert(made)
            made = []
    Head.objects.bulk_create(
        [
            Head(file=file, sequence=end, hash=hash_, seal=chain.seal(file, end, hash_))
            for file, (end, hash_) in ends.items()
        ],
        batch_size=BATCH,
    )
    _number_on(entries)


def _insert(rows: list[tuple[Any, ...]]) -> None:
    from django.db import connection, transaction

    moment = "(%s || '+00')::timestamptz" if connection.vendor == "postgresql" else "%s"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            f"""INSERT INTO ledger_entry (id, file, sequence, at, by_id, verb, subject, facts_json,
                states_json, saw_id, saw_hash, hash)
                VALUES (%s, %s, %s, {moment}, %s, %s, %s, %s, %s, %s, %s, %s)""",
            rows,
        )


def _json(value: Any) -> str:
    import json

    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def _number_on(entries: int) -> None:
    """The next entry gets the next key: SQLite sees to it, PostgreSQL must be told."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT setval('ledger_entry_id_seq', {entries})")
            cursor.execute("ANALYZE")


def write(times: int = 1000) -> None:
    """How long one entry takes to write, in its own durable transaction, on the full ledger."""
    django()
    from django.db import connection, transaction

    from goodstead.access.models import Organisation
    from goodstead.ledger import actions as ledger
    from goodstead.ledger import verbs

    verbs.register({"ledger.benchmark_told": "Told"})
    bodies = list(Organisation.objects.order_by("?")[:times])
    began, used = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF)
    for body in bodies:
        with transaction.atomic():
            ledger.record(None, "ledger.benchmark_told", body, at=datetime(2026, 3, 2, tzinfo=UTC))
    took, now = time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF)
    cpu = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    print(
        f"{connection.vendor}: wrote an entry in {took / times * 1000:.2f} ms,"
        f" {cpu / times * 1000:.2f} ms of them CPU of the application"
    )


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'bench.sqlite3'}"


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A server of our own on loopback, stopped at the end."""
    sys.path.insert(0, str(ROOT))
    from tests.postgres import running

    with running() as server:
        yield server.url


if __name__ == "__main__":
    main()
