"""An empty SQLite database with every migration run: made once for a whole run, then copied.

Eighty migrations are some seven seconds of work, and a run of every check needs them a dozen times.
``tests.everything`` names the folder in ``GOODSTEAD_MADE``; without it each process makes its own.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDER = "GOODSTEAD_MADE"


@cache
def database() -> Path:
    """Where it lies. Whoever asks first makes it; who asks meanwhile waits."""
    folder = Path(os.environ.get(FOLDER) or tempfile.mkdtemp(prefix="goodstead-made-"))
    path = folder / "made.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            _make(unfinished := folder / "unfinished.sqlite3")
            unfinished.rename(path)
    return path


def _make(path: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GOODSTEAD", "DJANGO"))}
    settings = kept | {
        "GOODSTEAD_ENV": "demo",
        "DATABASE_URL": f"sqlite:///{path}",
        "GOODSTEAD_FILES": str(path.parent / "files"),
        "GOODSTEAD_CHECKPOINTS": str(path.parent / "checkpoints"),
        "PYTHONWARNINGS": "ignore",
    }
    for command in (["migrate", "-v0"], ["createcachetable"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=settings, check=True)
    with closing(sqlite3.connect(path)) as connection:  # all of it into the one file
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copy_to(path: Path) -> None:
    """A database of its own for a service that is started on it."""
    shutil.copyfile(database(), path)


def copy_into(connection: Any) -> None:
    """Into a database that Django has just created, before it is migrated: little is left to do."""
    connection.ensure_connection()
    with closing(sqlite3.connect(database())) as source:
        source.backup(connection.connection)
