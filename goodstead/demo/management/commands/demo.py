"""``manage.py demo``: from nothing to a living service, with a story to walk through."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
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

from goodstead.demo import old_story, staff

SHOWN = ("officer", "leader", "coordinator", "lead", "contact", "councillor", "audit", "admin")


def require_free(port: int) -> None:
    """Said before anything is started: another program might answer in our place."""
    other = port + 1000 if 1024 <= port < 64_000 else 8000
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
    except PermissionError:
        said = f"Port {port} is kept for the system."
    except OverflowError:
        said = f"There is no port {port}."
    except OSError:
        said = f"Another program is using port {port}. Perhaps Goodstead is running already."
    else:
        return
    raise CommandError(f"{said} Nothing was started. Choose another: make run PORT={other}")


class Command(BaseCommand):
    help = "Tells the demo story when there is none yet, then starts the web server and the worker."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--anew", action="store_true", help="put a new story in its place")
        parser.add_argument("--only-seed", action="store_true", help="do not start the servers")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo and its sign-ins cannot exist in production.")
        if "sqlite3" not in settings.DATABASES["default"]["ENGINE"]:
            raise CommandError("The demo lives in SQLite. Leave DATABASE_URL unset for it.")
        if not options["only_seed"]:
            require_free(options["port"])
        database = Path(settings.DATABASES["default"]["NAME"]).absolute()
        left = old_story.found(database)
        self.end_well()
        try:
            if left.told and not options["anew"]:
                call_command("migrate", verbosity=0)
            else:
                self.tell(database, left, options["port"])
            if not options["only_seed"]:
                self.serve(options["port"])
        except KeyboardInterrupt:
            self.stdout.write("\nStopped.")

    def end_well(self) -> None:
        """A closed terminal and a polite kill end it as Ctrl and C do: nothing is left running."""

        def stop(number: int, frame: FrameType | None) -> None:
            raise KeyboardInterrupt

        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, stop)

    def tell(self, database: Path, left: old_story.Left, port: int) -> None:
        """Tell the story beside, and move it into place whole: a half-told one is told anew.

        What an earlier story left is thrown away only then. Who tells holds a lock to the end, even
        when the command that started it has been killed.
        """
        database.parent.mkdir(parents=True, exist_ok=True)
        draft = database.with_suffix(".draft")
        with database.with_suffix(".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CommandError(
                    "The story is being told already. Wait for it, then do this again."
                ) from None
            for old in database.parent.glob(f"{draft.name}*"):
                old.unlink()
            environment = self.environment(port) | {"DATABASE_URL": f"sqlite:///{draft}"}
            for command in (["migrate", "-v0"], ["createcachetable"], ["tell_story"]):
                if not self.run(command, environment, lock.fileno()):
                    raise CommandError(
                        "The story could not be told; see above. Nothing was changed."
                    )
            for part in sorted(draft.parent.glob(f"{draft.name}-*")):
                part.unlink()  # the last connection has closed: the log is empty
            old_story.throw_away(database, left)
            draft.rename(database)

    def environment(self, port: int) -> dict[str, str]:
        """Ours, with the address that every link in a message begins with."""
        return {**os.environ, "GOODSTEAD_URL": f"http://127.0.0.1:{port}"}

    def run(self, command: list[str], environment: dict[str, str], lock: int) -> bool:
        """Whether it went well. Apart from the terminal, so that Ctrl and C is answered by us."""
        try:
            told = subprocess.run(  # noqa: S603  our own command line
                [sys.executable, sys.argv[0], *command],
                env=environment, check=False, start_new_session=True, pass_fds=[lock],
            )  # fmt: skip
        except KeyboardInterrupt:  # the story has been killed by now
            raise CommandError(
                "Stopped before the story was told. The same command begins it anew."
            ) from None
        return told.returncode == 0

    def serve(self, port: int) -> None:
        """The web server, and when that answers the worker, until somebody presses Ctrl and C."""
        environment = self.environment(port)
        web = [
            *(sys.executable, "-m", "gunicorn", "goodstead.config.wsgi", "--workers", "2"),
            *("--bind", f"127.0.0.1:{port}", "--log-level", "warning", "--timeout", "60"),
        ]
        running = [subprocess.Popen(web, env=environment)]  # noqa: S603
        try:
            self.wait(port, running[0])
            worker = [sys.executable, sys.argv[0], "work"]
            running.append(subprocess.Popen(worker, env=environment))  # noqa: S603
            self.say(port)
            while all(one.poll() is None for one in running):
                time.sleep(0.5)
            raise CommandError("The web server or the worker has stopped; see above.")
        finally:
            for one in running:
                one.terminate()
            for one in running:
                one.wait()

    def wait(self, port: int, web: subprocess.Popen[bytes]) -> None:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()  # noqa: S310
                answered = True
            except OSError:
                answered = False
                time.sleep(0.25)
            if web.poll() is not None:
                raise CommandError("The web server did not start; see above.")
            if answered:
                return
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
