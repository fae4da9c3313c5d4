"""Names made comparable, so that the same person is found again however they were written."""

from __future__ import annotations

import unicodedata

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "rev", "prof", "master"})
_SAME = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)
LONGEST = 120


def name_key(name: str) -> str:
    """The name without case, accents, titles, punctuation and extra spaces.

    "Dr. Séan  O'Brien-Smith" and "sean obrien smith" have one key. The order of the names stays:
    many people of the borough do not write a first name first, and nothing here guesses.
    Two people may have one key; it is for finding, never for deciding that they are one.
    """
    text = unicodedata.normalize("NFKD", name.casefold()).translate(_SAME)
    kept = []
    for c in text:
        kind = unicodedata.category(c)[0]
        if kind in "LN":
            kept.append(c)
        elif c in "-\u2010\u2011\u2013_/" or kind == "Z" or c.isspace():
            kept.append(" ")
    words = "".join(kept).split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return " ".join(words)[:LONGEST]
