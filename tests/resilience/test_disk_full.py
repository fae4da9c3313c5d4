"""A full disk: the page says plainly that the report was not saved, and nothing is half made."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import urllib.error

import pytest

from .residents import ANSWERS, REFERENCE, Resident, Told, crowd
from .service import Service
from .test_kill import inspect

pytestmark = [
    pytest.mark.resilience,
    pytest.mark.enable_socket,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may make a small disk to fill"),
]


@pytest.fixture
def small_disk(tmp_path):
    """A disk of eight megabytes in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)], check=False
    )
    if made.returncode:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def fill(folder):
    """Take every byte that is left."""
    with (folder / "ballast").open("wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(b"\0" * 4096)
        except OSError:
            return


def to_the_last_page(resident):
    """Answer everything, up to the page with the last button."""
    path, page = resident.get("/report")
    while path != "/report/check":
        step = path.removeprefix("/report/")
        given = {"description": "Loud"} if step == "describe" else ANSWERS.get(step, {})
        path, page = resident.post(path, page, given)
    return path, page


def test_a_full_disk_is_said_plainly_and_the_service_heals_by_itself(small_disk, tmp_path):
    service = Service(f"sqlite:///{small_disk / 'service.sqlite3'}", tmp_path, worker=False)
    service.make()
    told, stop = Told(), threading.Event()
    service.start()
    try:
        resident = Resident(service.url, told)
        path, page = to_the_last_page(resident)
        fill(small_disk)
        with pytest.raises(urllib.error.HTTPError) as refused:
            resident.post(path, page, {})
        said = re.sub("<[^>]+>", "", refused.value.read().decode())
        assert refused.value.code == 503
        assert "Your report was not saved" in said and "01632 960100" in said
        assert not REFERENCE.search(said)

        (small_disk / "ballast").unlink()
        assert inspect(service, {}) == [], "nothing is half made"
        path, page = resident.post(path, page, {})
        assert path == "/report/done" and REFERENCE.search(page), "the same form, sent again"
        threads = crowd(service.url, told, people=1, stop=stop, name=lambda: "After the flood")
        for _ in range(300):
            if told.saved:
                break
            stop.wait(0.1)
        stop.set()
        threads[0].join(30)
        assert told.saved and inspect(service, told.saved) == []
    finally:
        stop.set()
        service.stop()
