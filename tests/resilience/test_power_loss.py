"""Power loss on SQLite: recorded for real, then replayed in every way a disk may be left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests import made

from .power import Disk, read, replay
from .service import ROOT, environment

pytestmark = [
    pytest.mark.resilience,
    pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed"),
]
NAME = "power.sqlite3"
REPORTS = int(os.environ.get("GOODSTEAD_POWER_REPORTS", "8"))


def record(folder, reports, *words):
    """Submit reports under the recorder; the calls, and the disk as it stood before."""
    settings = environment(f"sqlite:///{folder / NAME}", folder)
    settings["DJANGO_SETTINGS_MODULE"] = "goodstead.config.settings"
    made.copy_to(folder / NAME)
    before = {NAME: bytearray((folder / NAME).read_bytes())}
    trace = folder / "trace"
    calls = "trace=openat,close,pwrite64,write,fsync,fdatasync,ftruncate,unlink"
    command = ["strace", "-f", "-xx", "-s", "1000000", "-e", calls, "-o", str(trace)]
    command += [sys.executable, "-m", "tests.resilience.acknowledge", str(reports), *words]
    ran = subprocess.run(command, cwd=ROOT, env=settings, check=True, capture_output=True)
    assert ran.stdout.count(b"ACK") == reports
    return list(read(trace, NAME)), Disk(before)


def test_no_state_of_the_disk_loses_an_acknowledged_report(tmp_path):
    calls, disk = record(tmp_path, REPORTS)
    assert sum(call.what == "told" for call in calls) == REPORTS
    assert sum(call.what == "sync" for call in calls) >= REPORTS
    outcome = replay(calls, disk, NAME)
    print(f"{outcome.states} states: {outcome.lost} lose a report, {outcome.broken} are broken")
    assert outcome.states >= 3 * len(calls)
    assert (outcome.lost, outcome.broken) == (0, 0)


def test_with_the_weaker_setting_the_replay_finds_lost_reports(tmp_path):
    """The twin: synchronous=NORMAL keeps the file whole and forgets what was acknowledged."""
    calls, disk = record(tmp_path, 3, "normal")
    assert replay(calls, disk, NAME).lost > 0
