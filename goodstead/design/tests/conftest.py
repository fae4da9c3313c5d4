import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright


@pytest.fixture
def samples(settings):
    """The sample pages, served beside the product's own."""
    settings.ROOT_URLCONF = "goodstead.design.tests.samples"
    folder = str(Path(__file__).parent / "templates")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [folder]}]


@pytest.fixture
def looks(monkeypatch):
    """What the pages said that people looked at: ``(person, page, records)``."""
    seen = []

    def view(by, page, records, *, at):
        seen.append((by, page, list(records)))

    monkeypatch.setattr("goodstead.ledger.actions.view", view)
    return seen


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium that reaches nothing but this machine."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            args=[
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        )  # fmt: skip
        yield browser
        browser.close()
