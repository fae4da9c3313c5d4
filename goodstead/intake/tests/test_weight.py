"""What a telephone loads before it can write into the diary or record."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders

from .linked import url

MOST = 100_000  # bytes: W-13


def loaded(html):
    """The style sheets and scripts of a page, with what these import."""
    found = dict.fromkeys(re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"', html))
    for name in list(found):
        text = finders.find(name)
        with open(text) as file:
            folder = name.rpartition("/")[0]
            found |= {
                f"{folder}/{one}": None for one in re.findall(r'from "\./([^"]+)"', file.read())
            }
    return list(found)


@pytest.mark.parametrize("path", ["diary", "record"])
def test_the_first_load_is_light(client, submit, path):
    _, token = submit()
    html = client.get(url(token, path)).content
    names = loaded(html.decode())
    assert "design/vendor/govuk-frontend.min.js" in names and len(names) >= 7
    sizes = {}
    for name in names:
        with open(finders.find(name), "rb") as file:
            sizes[name] = len(gzip.compress(file.read()))  # as they are served
    total = len(html) + sum(sizes.values())
    assert total <= MOST, sizes
    print(f"{path}: {total / 1000:.1f} kB at first load, of {MOST / 1000:.0f} kB")
