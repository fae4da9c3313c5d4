"""How long the diary and the page that records take on a slow network (W-13).

``.venv/bin/python -m tests.journeys.slow_network`` starts the service as in production, with a
database of its own, and opens each page three times in Chromium with an empty cache, at 400 kbit/s
and 400 ms. It prints; it asserts nothing, because a time says as much about the machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.architecture.source import ROOT
from tests.postgres import free_port

from .browser import PHONE, chromium

SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
PAGES = ("diary", "record")
SERVICE = {
    "GOODSTEAD_ENV": "production",
    "GOODSTEAD_HOSTS": "localhost",
    "GOODSTEAD_URL": "https://asb.council.example",
    "GOODSTEAD_SECRET_KEY": "only-to-measure-how-long-a-page-takes-1234567890-abcdefgh",
    "GOODSTEAD_LEDGER_KEY": "only-to-measure-how-long-a-page-takes-0987654321-hgfedcba",
}
THROUGH_TLS = {"X-Forwarded-Proto": "https"}  # what the front server says
REPORT = """
from django.utils import timezone
from goodstead.intake import actions
answers = {"category": "noise", "description": "x", "may_contact": "no", "follow": "yes"}
print(actions.submit_report(by=None, at=timezone.now(), submission_key="x", answers=answers)[1])
"""
TIMES = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return [paint.startTime, page.domInteractive, page.loadEventEnd].map(Math.round);
}"""


@contextmanager
def service(folder: Path) -> Iterator[tuple[int, str]]:
    """The service, and the token of a report in it."""
    port = free_port()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GOODSTEAD", "DJANGO"))}
    env = kept | SERVICE | {"DATABASE_URL": f"sqlite:///{folder / 'slow.sqlite3'}"}

    def manage(*command: str) -> str:
        told = [sys.executable, "manage.py", *command]
        return subprocess.run(
            told, cwd=ROOT, env=env, check=True, capture_output=True, text=True
        ).stdout

    manage("migrate", "-v0")
    manage("createcachetable")
    manage("collectstatic", "--noinput", "-v0")
    token = manage("shell", "-v0", "-c", REPORT).split()[-1]
    told = [sys.executable, "-m", "gunicorn", "goodstead.config.wsgi", "-b", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [*told, "--threads", "4"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(f"http://localhost:{port}/healthz")
        yield port, token
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(urllib.request.Request(address, headers=THROUGH_TLS))
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise RuntimeError("The service did not start")


def opened(browser: Any, address: str) -> str:
    """One visit with an empty cache, in words."""
    context = browser.new_context(viewport=PHONE, extra_http_headers=THROUGH_TLS)
    page = context.new_page()
    network, sizes = context.new_cdp_session(page), []
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"]))
    network.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address, wait_until="load")
    seen, usable, whole = page.evaluate(TIMES)
    context.close()
    return (
        f"seen after {seen} ms, usable after {usable} ms, whole after {whole} ms; "
        f"{sum(sizes) / 1000:.1f} kB in {len(sizes)} requests"
    )


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        service(Path(folder)) as (port, token),
        chromium() as browser,
    ):
        for path in PAGES:
            for _ in range(3):
                said = opened(browser, f"http://localhost:{port}/follow/{token}/{path}")
                print(f"{path}: {said}", flush=True)


if __name__ == "__main__":
    main()
