"""Somebody at one address, who walks through the form over the network: honest, or one of a flood."""

from __future__ import annotations

import http.client
import itertools
import json
import subprocess
import sys
import threading
import time
import urllib.parse
from dataclasses import dataclass, field

from tests.architecture.source import ROOT
from tests.resilience.residents import ANSWERS, KEY, REFERENCE, TOKEN

IMPATIENT = 0.5  # seconds; the page says five
CALM = ANSWERS | {"danger": {"danger": "no"}, "what": {"category": "litter"}}


@dataclass
class Seen:
    """What everybody was answered."""

    times: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    references: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, status: int, seconds: float, page: str) -> None:
        with self.lock:
            self.times.append(seconds)
            self.statuses[status] = self.statuses.get(status, 0) + 1
            if page and (found := REFERENCE.search(page)):
                self.references.add(found[0])

    @property
    def p95(self) -> float:
        return sorted(self.times)[int(len(self.times) * 0.95)] if self.times else 0


class Visitor:
    """A browser at an address of its own."""

    def __init__(self, port: int, address: str, seen: Seen) -> None:
        self.port, self.address, self.seen = port, address, seen
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, sent: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, where it leads, and the page. 0: no answer."""
        begun = time.monotonic()
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if sent is not None:
            body = urllib.parse.urlencode(sent)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        link = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(self.address, 0)
        )
        try:
            link.request("POST" if body is not None else "GET", path, body, headers)
            answer = link.getresponse()
            page = answer.read().decode()
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            told = page if path == "/report/done" else ""
            self.seen.note(answer.status, time.monotonic() - begun, told)
            return answer.status, answer.headers.get("Location") or "", page
        except OSError:
            self.seen.note(0, time.monotonic() - begun, "")
            return 0, "", ""
        finally:
            link.close()

    def walk(self, words: str, stop: threading.Event, pace: float) -> bool:
        """One report, from the first page to the last. Made to wait, it asks again a little later.
        ``pace`` are the seconds from one request to the next."""
        path, sent = "/report", None
        for _ in range(400):
            if stop.is_set():
                return False
            begun = time.monotonic()
            status, leads, page = self.ask(path, sent)
            if status == 302:
                path, sent = leads, None
            elif status == 200 and path == "/report/done":
                return True
            elif status == 200:
                sent = filled(path, page, words)
            least = IMPATIENT if status == 429 else 0
            stop.wait(max(pace - (time.monotonic() - begun), least))
        return False


def filled(path: str, page: str, words: str) -> dict[str, str]:
    """The form on this page, filled in."""
    step = path.removeprefix("/report/")
    sent = {"description": words} if step == "describe" else dict(CALM.get(step, {}))
    for name, pattern in (("csrfmiddlewaretoken", TOKEN), ("submission_key", KEY)):
        if match := pattern.search(page):
            sent[name] = match[1]
    return sent


def walkers(
    port: int, seen: Seen, addresses: list[str], each: float, stop: threading.Event
) -> list:
    """Each address sends reports one after another, at most ``each`` requests a second."""

    def live(address: str) -> None:
        for number in itertools.count():
            if stop.is_set():
                return
            Visitor(port, address, seen).walk(f"Flood {address} {number}", stop, 1 / each)

    threads = [threading.Thread(target=live, args=(one,), daemon=True) for one in addresses]
    for thread in threads:
        thread.start()
    return threads


def attack(port: int, addresses: list[str], a_second: float, seconds: float) -> subprocess.Popen:
    """A program of its own, so that it waits for none of ours."""
    program = [sys.executable, "-S", "-E", str(ROOT / "tests/silence/attacking.py")]
    told = [str(port), str(a_second), str(seconds), *addresses]
    pipe = subprocess.PIPE
    return subprocess.Popen([*program, *told], stdin=pipe, stdout=pipe, text=True)


def came_of(attacked: subprocess.Popen) -> dict:
    """It may end now; what it was answered."""
    said, _ = attacked.communicate(timeout=300)
    return json.loads(said)
