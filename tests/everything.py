"""Every check there is, in one command: ``make test``; the quick half of it: ``make check``.

What this machine lacks is fetched where that is allowed. What could not be run is named in one
line at the end; with GOODSTEAD_REQUIRE_ALL=1 that is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import dovecot, made, postgres
from .everyone import lynx, tools

ROOT = Path(__file__).parents[1]
REQUIRED = os.environ.get("GOODSTEAD_REQUIRE_ALL") == "1"
BIN = Path(sys.executable).parent
AT_ONCE = min(os.cpu_count() or 1, 4)
# Whoever is free takes from whoever is not: the tests are of very different lengths.
PYTEST = [sys.executable, "-m", "pytest", "-q", "--dist", "worksteal", "-n", str(AT_ONCE)]
BROWSING = [*PYTEST[:-1], str(AT_ONCE + 1)]  # a test waits while its browser draws
WAITING = [*PYTEST[:-1], str(2 * AT_ONCE)]  # most of what is killed is waited for

ROUGH = ("tests/resilience", "goodstead/exchange")  # where something is killed or cut off


def step(name: str, *command: str, **environment: str) -> bool:
    """Run one check; show its output only when it fails, or when it is a test run."""
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    ran = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False)
    print(
        f"== {name}: {'ok' if not ran.returncode else 'FAILED'} in {time.monotonic() - started:.0f} s",
        flush=True,
    )
    return ran.returncode == 0


def fetch(program: str, package: str) -> None:
    """Install a Debian package where we may; say nothing when we may not."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {package} …", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update"], check=False, env=environment, **quiet)
    install = ["apt-get", "install", "-y", "--no-install-recommends", package]
    subprocess.run(install, check=False, env=environment, **quiet)


# What is used where it is there: the program, the Debian package, and what is not run without it.
OPTIONAL = (
    ("chromium", lambda: chromium(), "chromium", "browser tests (no Chromium)"),
    ("postgres", postgres.binaries, "postgresql", "tests on PostgreSQL (not installed)"),
    ("ffmpeg", lambda: shutil.which("ffmpeg"), "ffmpeg", "copies of sound and film (no ffmpeg)"),
    ("gettext", lambda: shutil.which("msgmerge"), "gettext", "catalogues of texts (no gettext)"),
    ("strace", lambda: shutil.which("strace"), "strace", "the replay of power cuts (no strace)"),
    ("lynx", lynx.program, "lynx", lynx.MISSING),
    (
        "dovecot",
        dovecot.program,
        "dovecot-imapd",
        "reading a real mailbox (no dovecot, or not the administrator)",
    ),
)


def prepare() -> list[str]:
    """Fetch what is missing; the names of what is missing still."""
    for program, here, package, _ in OPTIONAL:
        if not here():
            fetch(program, package)
    return [words for _, here, _, words in OPTIONAL if not here()]


def chromium() -> str | None:
    return (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )


def quick() -> bool:
    checks = [
        ("Lint", [str(BIN / "ruff"), "check", "."]),
        ("Format", [str(BIN / "ruff"), "format", "--check", "."]),
        ("Types", [str(BIN / "mypy")]),
        ("Contracts", [str(BIN / "lint-imports"), "--no-cache"]),
        ("Migrations", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]),
        *([("Architecture", [*PYTEST, "tests/architecture"])] if "--quick" in sys.argv else []),
    ]
    return all([step(name, *command) for name, command in checks])


def tests() -> bool:
    """All but the rough ones, then these, then again on PostgreSQL what touches a database."""
    good = step("Tests on SQLite", *BROWSING, "-m", "not resilience")
    good = step("Killed, cut off and full", *WAITING, "-m", "resilience", *ROUGH) and good
    if postgres.binaries() is None:
        return good
    again = "not browser and not resilience and not hostile and not real and not once"
    # What is drawn, and the demo, which lives in SQLite, say nothing about the database.
    places = ["goodstead", "tests/access", "tests/service"]
    places += [f"--ignore=goodstead/{app}" for app in ("design", "demo")]
    with postgres.running(lasting=False) as server:
        on_postgres = step(
            "Tests on PostgreSQL", *PYTEST, "-m", again, *places, DATABASE_URL=server.url
        )
    return good and on_postgres


def main() -> int:
    if "--quick" in sys.argv:
        return 0 if quick() else 1
    missing = prepare()
    tools.fetch()
    good = quick()
    with tempfile.TemporaryDirectory(prefix="goodstead-made-") as folder:
        os.environ[made.FOLDER] = folder
        good = tests() and good
    # Who judges the HTML comes from elsewhere than the rest. It is named, and fails nothing.
    if left_out := [*missing, *tools.missing()]:
        print(f"\nNot run: {'; '.join(left_out)}.", flush=True)
    return 0 if good and not (REQUIRED and missing) else 1


if __name__ == "__main__":
    sys.exit(main())
