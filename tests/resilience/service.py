"""The product as it runs: web server and worker in one process group, which can be killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from tests import made
from tests.postgres import free_port

ROOT = Path(__file__).parents[2]


def environment(database: str, folder: Path) -> dict[str, str]:
    """Demo settings on a database of our own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GOODSTEAD", "DJANGO"))}
    return kept | {
        "GOODSTEAD_ENV": "demo",
        "DATABASE_URL": database,
        "GOODSTEAD_FILES": str(folder / "files"),
        "GOODSTEAD_CHECKPOINTS": str(folder / "checkpoints"),
        "PYTHONWARNINGS": "ignore",
    }


class Running(Protocol):
    """A process that was started, by either way."""

    pid: int

    def wait(self) -> Any:
        """Until it is gone."""


class Starter:
    """The warm starter at work; see ``starter``."""

    def __init__(self, environment: dict[str, str], log: IO[bytes]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.resilience.starter"], cwd=ROOT, stderr=log, text=True,
            env=environment | {"DJANGO_SETTINGS_MODULE": "goodstead.config.settings"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self._answer() == "ready"

    def start(self, command: list[str]) -> Forked:
        return Forked(int(self.order(f"start {json.dumps(command)}")), self)

    def order(self, line: str) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def stop(self) -> None:
        self.process.communicate()


@dataclass
class Forked:
    pid: int
    starter: Starter

    def wait(self) -> None:
        assert self.starter.order(f"reap {self.pid}") == "gone"


class Service:
    """Start it, wait until it answers, kill it without warning."""

    def __init__(self, database: str, folder: Path, *, worker: bool = True) -> None:
        self.environment, self.worker = environment(database, folder), worker
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.running: list[Running] = []
        self.starter: Starter | None = None
        self.log = (folder / "service.log").open("ab")

    def manage(self, *command: str, check: bool = True) -> str:
        """A management command in the same settings; what it printed."""
        ran = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.environment, check=False,
            capture_output=True, text=True,
        )  # fmt: skip
        if check and ran.returncode:
            raise AssertionError(f"{command} failed:\n{ran.stdout}{ran.stderr}")
        return ran.stdout + ran.stderr

    def make(self) -> None:
        """The database, empty, with all its tables."""
        kind, _, path = self.environment["DATABASE_URL"].partition(":///")
        if kind == "sqlite":
            made.copy_to(Path(path))
            return
        self.manage("migrate", "-v0")
        self.manage("createcachetable")

    def start(self, *, warm: bool = False) -> None:
        """Each process leads a group of its own, so that one signal reaches all of it.

        ``warm`` forks them from a process that has read all modules: see ``starter``.
        """
        web = ["-m", "gunicorn", "goodstead.config.wsgi", "--workers", "2", "--preload"]
        commands = [[*web, "--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"]]
        if self.worker:
            commands.append(["manage.py", "work", "--every", "0.6"])
        if warm and self.starter is None:
            self.starter = Starter(self.environment, self.log)
        begin = self.starter.start if warm and self.starter else self._cold
        self.running = [begin(command) for command in commands]
        self.wait()

    def _cold(self, command: list[str]) -> Running:
        return subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=self.environment,
            stdout=self.log, stderr=self.log, start_new_session=True,
        )  # fmt: skip

    def wait(self) -> None:
        """Until the web server answers at all."""
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=2).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the service does not come back")

    def kill(self) -> None:
        """SIGKILL to every process of both groups, at once."""
        for one in self.running:
            os.killpg(one.pid, signal.SIGKILL)
        for one in self.running:
            one.wait()
        self.running = []

    def stop(self) -> None:
        if self.running:
            self.kill()
        if self.starter:
            self.starter.stop()
        self.log.close()
