"""Shows the states of the list in Chromium, each with its own styles, scripts and headers.

No server is asked: what the pages ask for is answered from here, and what they ask of anybody else
is a fault.
"""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from django.contrib.staticfiles import finders
from django.test import Client

from .states import Seen

SITE = "http://localhost:9"
WIDTHS = {320: 640, 768: 1024, 1280: 900}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


class Looker:
    """A window that shows one state after another."""

    def __init__(self, browser: Any, width: int = 320, **more: Any) -> None:
        size = {"width": width, "height": WIDTHS.get(width, 900)}
        self.context = browser.new_context(viewport=size, locale="en-GB", **more)
        self.page = self.context.new_page()
        self.page.route("**/*", self.answer)
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.faults: list[str] = []
        self.now: Seen | None = None
        self.council = Client().get("/council.css").content

    def hear(self, message: Any) -> None:
        """A page that says it was not found says so to the console as well."""
        if message.type == "error" and "the server responded with a status" not in message.text:
            self.faults.append(message.text)

    def answer(self, route: Any) -> None:
        asked = urlsplit(route.request.url)
        if not route.request.url.startswith(SITE):
            self.faults.append(f"asked elsewhere: {route.request.url}")
            return route.abort()
        if asked.path.startswith("/static/"):
            found = finders.find(asked.path.removeprefix("/static/"))
            assert isinstance(found, str), asked.path
            kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
            return route.fulfill(body=Path(found).read_bytes(), content_type=kind)
        if asked.path == "/council.css":
            return route.fulfill(body=self.council, content_type="text/css")
        assert self.now is not None
        return route.fulfill(body=self.now.body, headers=self.now.headers)

    def show(self, state: Seen) -> None:
        self.now, self.faults = state, []
        self.page.goto(f"{SITE}{state.path}", wait_until="load")

    def open_all(self) -> None:
        """What is folded away is looked at as well."""
        self.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")

    def run_axe(self, *rules: str) -> dict[str, list[dict[str, Any]]]:
        """Violations and what axe could not decide; only these rules, where some are named."""
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(AXE)
        only = (
            {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": RULES}
        )
        wanted = {"runOnly": only, "resultTypes": ["violations", "incomplete"]}
        found = self.page.evaluate("wanted => axe.run(document, wanted)", wanted)
        return {kind: found[kind] for kind in ("violations", "incomplete")}

    def wear(self, css: str) -> None:
        """Styles on top, in the one way that the page's own policy allows."""
        self.page.evaluate(
            "css => { const s = new CSSStyleSheet(); s.replaceSync(css);"
            " document.adoptedStyleSheets = [s] }",
            css,
        )

    def sideways(self) -> int:
        """How many pixels the page is wider than the window."""
        return int(
            self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )

    def close(self) -> None:
        self.context.close()
