"""Names made comparable, so that the same person is found again however they were written."""

from __future__ import annotations

import unicodedata

import jellyfish

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "rev", "prof", "master"})
_SAME = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)
LONGEST = 120
SOUND_LENGTH = 12


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


def sound(word: str) -> str:
    """How one word of a name key sounds in English: "smyth" and "smith" are one, SM0.

    Empty for a word in another script, for digits and for a single letter: what sounds like
    everything finds everybody.
    """
    if len(word) < 2 or not (word.isascii() and word.isalpha()):
        return ""
    return jellyfish.metaphone(word[:LONGEST])[:SOUND_LENGTH]


def sounds(key: str) -> tuple[str, str]:
    """The sounds of the first and of the last word of a name key, for the two indexes.

    Both, because many people of the borough do not write a first name first. A name of one word
    has that word at both ends.
    """
    words = key.split()
    return (sound(words[0]), sound(words[-1])) if words else ("", "")
