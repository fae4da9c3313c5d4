"""Our own style sheet: what a reader sets in the browser holds for all of it."""

import re

from tests.architecture.source import APPS

STYLE = APPS / "design" / "static" / "design" / "goodstead.css"


def test_every_size_of_letters_follows_the_size_that_the_reader_chose():
    """A size in pixels stays as it is when the text of a browser is set to 200%."""
    sizes = re.findall(r"\bfont(?:-size)?\s*:\s*([^;}]+)", STYLE.read_text())
    assert len(sizes) > 10 and not [size for size in sizes if re.search(r"\d(px|pt)\b", size)]
