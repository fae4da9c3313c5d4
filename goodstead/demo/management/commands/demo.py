"""``manage.py demo``: from nothing to a living service, with a story to walk through."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from goodstead.demo import staff

SHOWN = ("officer", "leader", "coordinator", "lead", "contact", "councillor", "audit", "admin")


class Command(BaseCommand):
    help = "Tells the demo story when there is none yet, then starts the web server and the worker."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--anew", action="store_true", help="throw the old story away first")
        parser.add_argument("--only-seed", action="store_true", help="do not start the servers")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo and its sign-ins cannot exist in production.")
        if "sqlite3" not in settings.DATABASES["default"]["ENGINE"]:
            raise CommandError("The demo lives in SQLite. Leave DATABASE_URL unset for it.")
        database = Path(settings.DATABASES["default"]["NAME"])
        if options["anew"]:
            for old in database.parent.glob(f"{database.name}*"):
                old.unlink()
        if database.exists():
            call_command("migrate", verbosity=0)
        else:
            self.tell(database)
        if not options["only_seed"]:
            self.serve(options["port"])

    def tell(self, database: Path) -> None:
        """Tell the story beside, and move it into place whole: a half-told one is told anew."""
        database.parent.mkdir(parents=True, exist_ok=True)
        draft = database.with_suffix(".draft")
        for old in database.parent.glob(f"{draft.name}*"):
            old.unlink()
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{draft}"}
        for command in (["migrate", "-v0"], ["createcachetable"], ["tell_story"]):
            subprocess.run(  # noqa: S603  our own command line
                [sys.executable, sys.argv[0], *command], env=environment, check=True
            )
        for part in sorted(draft.parent.glob(f"{draft.name}-*")):
            part.unlink()  # the last connection has closed: the log is empty
        draft.rename(database)

    def serve(self, port: int) -> None:
        """The web server and the worker, until somebody presses Ctrl and C."""
        environment = {**os.environ, "GOODSTEAD_URL": f"http://127.0.0.1:{port}"}
        web = [
            *(sys.executable, "-m", "gunicorn", "goodstead.config.wsgi", "--workers", "2"),
            *("--bind", f"127.0.0.1:{port}", "--log-level", "warning", "--timeout", "60"),
        ]
        worker = [sys.executable, sys.argv[0], "work"]
        running = [subprocess.Popen(command, env=environment) for command in (web, worker)]  # noqa: S603

        def stop(number: int, frame: FrameType | None) -> None:
            raise KeyboardInterrupt

        signal.signal(signal.SIGTERM, stop)
        try:
            self.wait(port, running[0])
            self.say(port)
            while all(one.poll() is None for one in running):
                time.sleep(0.5)
            raise CommandError("The web server or the worker has stopped; see above.")
        except KeyboardInterrupt:
            self.stdout.write("\nStopping.")
        finally:
            for one in running:
                one.terminate()
            for one in running:
                one.wait()

    def wait(self, port: int, web: subprocess.Popen[bytes]) -> None:
        for _ in range(120):
            if web.poll() is not None:
                raise CommandError(f"The web server did not start. Is port {port} in use?")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()  # noqa: S310
                return
            except OSError:
                time.sleep(0.25)
        raise CommandError("The web server does not answer.")

    def say(self, port: int) -> None:
        home = f"http://127.0.0.1:{port}"
        lines = [
            "",
            "Goodstead is running.",
            "",
            f"  Report as a resident   {home}/report",
            f"  Sign in as staff       {home}/sign-in",
            f"  Messages that would be sent   {home}/messages",
            "",
            f"  Everybody's password is: {staff.PASSWORD}",
            "",
        ]
        posts = {post.email: post for post in staff.posts()}
        lines += [
            f"  {staff.address(posts[code]):36} {posts[code].name}, {posts[code].role.replace('_', ' ')}"
            for code in SHOWN
        ]
        lines += [
            "",
            "  The borough, its people and its streets are invented. Ctrl and C stops it.",
            "",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
