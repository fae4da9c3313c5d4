"""Chromium, driven by Playwright, against a living server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 375, "height": 740}
NARROW = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
MISSING = "Chromium is not installed (apt install chromium)"


def program() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a screen."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page that notes what went wrong on it: console errors, requests to elsewhere."""

    def __init__(
        self, browser: Any, base: str, *, viewport: dict[str, int] = DESK, **more: Any
    ) -> None:
        self.context = browser.new_context(viewport=viewport, locale="en-GB", **more)
        self.page, self.base, self.faults = self.context.new_page(), base, []
        self.page.on("console", lambda m: m.type == "error" and self.faults.append(m.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self.note)

    def note(self, request: Any) -> None:
        if not request.url.startswith((self.base, f"blob:{self.base}", "data:", "about:")):
            self.faults.append(f"asked elsewhere: {request.url}")

    def go(self, path: str) -> None:
        self.page.goto(f"{self.base}{path}")

    def press(self, words: str) -> None:
        """Press the button, or follow the link, with these words."""
        button = self.page.get_by_role("button", name=words, exact=True)
        (button if button.count() else self.page.get_by_role("link", name=words)).first.click()

    def says(self, words: str) -> None:
        text = self.page.locator("main").inner_text()
        assert words.lower() in text.lower(), f"“{words}” is not on {self.page.url}:\n{text[:1500]}"

    def sideways(self) -> int:
        """How many pixels the page is wider than the window."""
        width = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return int(width)

    def violations(self) -> list[str]:
        """What axe finds wrong on the page as it stands."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [f"{v['id']}: {v['nodes'][0]['target']} on {self.page.url}" for v in found]

    def picture(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(path), full_page=True)
