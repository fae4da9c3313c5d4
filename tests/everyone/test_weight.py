"""W-13: the first visit to the form on a slow line."""

from __future__ import annotations

import gzip
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

import pytest
from django.contrib.staticfiles import finders

from .looking import SITE, Looker
from .states import Seen, states_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
MOST = 100 * 1024
HEADERS = 600  # of each answer, about
FORM = ("intake:start", "intake:report-step", "intake:submit-report", "intake:report-done")


def weight(look: Looker, state: Seen) -> tuple[int, int]:
    """Bytes that a first visit costs, and requests. Our files are sent as WhiteNoise keeps them,
    compressed; the page itself is not compressed, because it carries secrets."""
    asked: list[str] = []
    look.page.on("request", lambda request: asked.append(request.url.removeprefix(SITE)))
    look.show(state)
    look.page.wait_for_load_state("networkidle")
    total = len(state.body) + HEADERS
    for path in {one for one in asked if one.startswith("/static/")}:
        with open(str(finders.find(path.removeprefix("/static/"))), "rb") as file:
            total += len(gzip.compress(file.read(), 9)) + HEADERS
    return total + (len(look.council) + HEADERS), len(asked)


def test_the_form_is_light(browser, figure):
    states = [one for one in states_of("the form", "the branches") if one.page in FORM]
    first = next(one for one in states if one.page == "intake:start")
    heaviest = max(states, key=lambda one: len(one.body))
    for words, state in (("first page", first), (f"heaviest page, {heaviest.state}", heaviest)):
        look = Looker(browser, 320)
        total, requests = weight(look, state)
        look.close()
        figure(
            f"W-13: {words}: {total / 1024:.0f} KB in {requests} requests with nothing kept before"
        )
        assert total <= MOST, f"{state.name}: {total} bytes"


def test_a_heavy_page_is_seen(browser):
    """The twin."""
    one = states_of("the survey")[0]
    heavy = Seen(one.page, "heavy", one.path, one.body + b"x" * MOST, one.headers, one.cookies)
    look = Looker(browser, 320)
    assert weight(look, heavy)[0] > MOST
    look.close()


@contextmanager
def compressing(site: str) -> Iterator[str]:
    """The server of the tests with our files compressed, as the one in production sends them."""

    class Between(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with urlopen(f"{site}{self.path}") as answer:
                body, kind = answer.read(), answer.headers["Content-Type"]
            self.send_response(200)
            if self.path.startswith("/static/"):
                body = gzip.compress(body, 9)
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Cache-Control", "max-age=31536000")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Between)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.skipif(
    os.environ.get("GOODSTEAD_EVERYONE") != "all",
    reason="Measured by make everyone: it takes seconds",
)
def test_how_long_it_takes_on_a_slow_line(browser, live_server, figure):
    """Slow 3G: 400 kbit a second each way, 400 ms to and fro. Measured, not asserted."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    line = {
        "offline": False,
        "latency": 400,
        "downloadThroughput": 50_000,
        "uploadThroughput": 50_000,
    }
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
    with compressing(live_server.url) as site:
        for words in ("first", "second"):
            begun = time.monotonic()
            page.goto(f"{site}/report", wait_until="domcontentloaded")
            page.get_by_role("button", name="Start now").wait_for()
            took = time.monotonic() - begun
            figure(f"W-13: slow 3G, {words} visit: usable after {took:.1f} s")
    context.close()
