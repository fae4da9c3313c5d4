from pathlib import Path

import pytest


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
