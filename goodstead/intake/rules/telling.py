"""What may stand on a page that anybody who has the link can open."""

from __future__ import annotations

import re
from collections.abc import Iterable

from goodstead.access.models import User
from goodstead.access.permissions import NotNow
from goodstead.correspondence.definitions.neutral import telling_words

from ..models import Report
from .links import require_may_answer

_SHORTEST = 3  # letters: shorter parts of a name are words of the language
_DIGITS = 9  # of a telephone number; a date has eight at most
_NUMBER = re.compile(r"\+?[0-9][0-9 ()\-]{7,}[0-9]")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")


def telling_parts(
    text: str, *, names: Iterable[str], places: Iterable[str], care: bool
) -> list[str]:
    """What in a text would tell a stranger whom it is about, as it stands there, each once.

    ``names`` are of people and references, ``places`` of streets and postcodes. ``care``: somebody
    near them may harm them, so the words that tell what it is about count too.
    """
    found = [part for name in names for part in _parts(name) if _stands(part, text)]
    closed = "".join(text.split()).casefold()
    found += [place for place in places if place and "".join(place.split()).casefold() in closed]
    found += [n.strip() for n in _NUMBER.findall(text) if sum(c.isdigit() for c in n) >= _DIGITS]
    found += _EMAIL.findall(text)
    found += telling_words(text) if care else []
    return list(dict.fromkeys(found))


def require_can_write_update(
    by: User | None, report: Report, text: str, telling: list[str]
) -> None:
    """Staff who decide on reports and see this one; somebody must be able to read it."""
    require_may_answer(by, report)
    if report.follow_hash is None:
        raise NotNow("They have no private link, so nobody would read this. Contact them instead.")
    if not text.strip():
        raise NotNow("Write what they should know.")
    if telling:
        raise NotNow(too_telling(telling))


def too_telling(telling: list[str]) -> str:
    """The sentence for a text that tells too much."""
    parts = ", ".join(f"“{part}”" for part in telling)
    return f"Anybody who has the link can read this. Leave out: {parts}."


def _parts(name: str) -> list[str]:
    """A name whole, and each part of it."""
    return [part for part in (name, *name.split()) if len(part) >= _SHORTEST]


def _stands(part: str, text: str) -> bool:
    """As it is written: “Will” is somebody, “will” is not."""
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None
