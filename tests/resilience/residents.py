"""Residents who fill in the public form over the network, and keep a list of what they were told."""

from __future__ import annotations

import http.client
import http.cookiejar
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field

REFERENCE = re.compile(r"R-[0-9A-Z]{4}-[0-9A-Z]{4}")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
KEY = re.compile(r'name="submission_key" value="([^"]+)"')
# Someone in danger is never refused for asking often. The category is one that must be restricted.
ANSWERS = {
    "danger": {"danger": "yes"},
    "what": {"category": "domestic_abuse"},
    "a-little-more": {"about_whom": "neighbour"},
    "where": {"unknown": "1"},
    "describe-place": {"location_text": "Behind the shops"},
    "when": {"frequency": "weekly"},
    "who-is-affected": {"affected": "me"},
    "daily-life": {"daily_life": "a_lot"},
    "fear": {"fear": "yes"},
    "targeted": {"targeted": "personally"},
    "violence": {"violence": "yes"},
    "support": {"support": "alone"},
    "may-we-contact-you": {"may_contact": "no"},
    "follow": {"follow": "no"},
}


@dataclass
class Told:
    """What residents were shown as saved, with the words each had typed."""

    saved: dict[str, str] = field(default_factory=dict)
    refused: int = 0
    answers: int = 0
    lock: threading.Condition = field(default_factory=threading.Condition)

    def answered(self) -> None:
        """One more page arrived whole."""
        with self.lock:
            self.answers += 1
            self.lock.notify_all()

    def wait_for(self, more: int, seconds: float) -> None:
        """Until so many more pages have arrived, or the time is over."""
        with self.lock:
            wanted = self.answers + more
            self.lock.wait_for(lambda: self.answers >= wanted, seconds)


class Resident:
    """One browser. After a broken connection it asks again, as a person would."""

    def __init__(self, base: str, told: Told) -> None:
        self.base, self.told = base, told
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> tuple[str, str]:
        return self._open(urllib.request.Request(f"{self.base}{path}"))

    def post(self, path: str, page: str, given: dict[str, str]) -> tuple[str, str]:
        """Send the form on this page, with its token and its key."""
        sent = dict(given)
        for name, found in (("csrfmiddlewaretoken", TOKEN), ("submission_key", KEY)):
            if match := found.search(page):
                sent[name] = match[1]
        body = urllib.parse.urlencode(sent).encode()
        return self._open(urllib.request.Request(f"{self.base}{path}", body))

    def _open(self, request: urllib.request.Request) -> tuple[str, str]:
        """The address we end at, and the page."""
        with self.opener.open(request, timeout=30) as answer:
            page = answer.read().decode()
        self.told.answered()
        return urllib.parse.urlparse(answer.url).path, page

    def report(self, words: str, stop: threading.Event) -> None:
        """Fill in the form and send it. When the connection breaks, ask for the page again and
        go on from there, as a person would; note the reference when one is shown."""
        path, page = "/report", ""
        while path != "/report/done" and not stop.is_set():
            try:
                if not page:
                    path, page = self.get(path)
                    continue
                step = path.removeprefix("/report/")
                given = {"description": words} if step == "describe" else ANSWERS.get(step, {})
                path, page = self.post(path, page, given)
            except urllib.error.HTTPError as refusal:
                self.told.refused += 1
                path, page = ("/report" if refusal.code == 403 else path), ""
            except (OSError, http.client.HTTPException):
                self.told.refused += 1
                page = ""
                stop.wait(0.1)
        if path == "/report/done" and (found := REFERENCE.search(page)):
            with self.told.lock:
                self.told.saved[found[0]] = words


def crowd(
    base: str, told: Told, *, people: int, stop: threading.Event, name: Callable[[], str]
) -> list[threading.Thread]:
    """Residents who report one after another until they are told to stop."""

    def live() -> None:
        while not stop.is_set():
            Resident(base, told).report(name(), stop)

    threads = [threading.Thread(target=live, daemon=True) for _ in range(people)]
    for thread in threads:
        thread.start()
    return threads
