"""What needs a browser says so, and is skipped in words where there is none."""

import pytest

from tests.journeys.browser import MISSING, program


def pytest_collection_modifyitems(items):
    for item in items:
        if "everyone" in str(item.fspath) and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if program() is None:
                item.add_marker(pytest.mark.skip(reason=MISSING))
