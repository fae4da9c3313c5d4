"""The words of a page of HTML, in one pass whose time grows with its length and with nothing else.

Not ``html.parser``: a page of 300 KB that was made for it keeps it busy for hours.
"""

from __future__ import annotations

import re
from html import unescape

_SILENT = frozenset({"script", "style", "title", "template", "svg"})
_BREAKS = frozenset(
    {"p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote", "head", "body"}
)
_NAME = re.compile(r"/?[a-z][a-z0-9]*", re.IGNORECASE)


def words_of(page: str) -> str:
    """What somebody would read on it. Whatever is never closed, its words are not lost."""
    return _tidied(_pieces(page)) or _tidied(_pieces(page, silent=frozenset()))


def _pieces(page: str, silent: frozenset[str] = _SILENT) -> list[str]:
    first, *rest = page.split("<")
    said, until = [unescape(first)], ""
    for chunk in rest:
        if until:  # inside of a comment, or of what is not shown
            closed = "-->" in chunk if until == "-->" else chunk.lower().startswith(until)
            if not closed:
                continue
            said.append(unescape(chunk.partition("-->" if until == "-->" else ">")[2]))
            until = ""
            continue
        name = _NAME.match(chunk)
        tag = name[0].lower() if name else ""
        inside, end, after = chunk.partition(">")
        if chunk.startswith("!--"):
            until = "" if "-->" in chunk else "-->"
            after = chunk.partition("-->")[2]
        elif not end or not (tag or chunk.startswith(("!", "?", "/"))):
            said.append(unescape(f"<{chunk}"))  # a sign and no tag: a < b
            continue
        elif tag in silent and not inside.endswith("/"):
            until = f"/{tag}"
            continue
        if tag.removeprefix("/") in _BREAKS:
            said.append("\n")
        said.append(unescape(after))
    return said


def _tidied(pieces: list[str]) -> str:
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
