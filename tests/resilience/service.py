"""The product as it runs: web server and worker in one process group, which can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

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


class Service:
    """Start it, wait until it answers, kill it without warning."""

    def __init__(self, database: str, folder: Path, *, worker: bool = True) -> None:
        self.environment, self.worker = environment(database, folder), worker
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.running: list[subprocess.Popen[bytes]] = []
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
        self.manage("migrate", "-v0")
        self.manage("createcachetable")

    def start(self) -> None:
        """Both processes lead a group of their own, so that one signal reaches all of it."""
        web = ["-m", "gunicorn", "goodstead.config.wsgi", "--workers", "2", "--preload"]
        commands = [[*web, "--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"]]
        if self.worker:
            commands.append(["manage.py", "work", "--every", "0.3"])
        self.running = [
            subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=self.environment,
                stdout=self.log, stderr=self.log, start_new_session=True,
            )
            for command in commands
        ]  # fmt: skip
        self.wait()

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
        self.log.close()
