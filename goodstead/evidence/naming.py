"""What a person called a file, made safe to show."""

from __future__ import annotations

import unicodedata

LONGEST = 100


def shown_name(name: str) -> str:
    """The last part of the name, without control, direction-changing or broken characters.

    Never used as a path. A name of which nothing is left becomes "file".
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    text = unicodedata.normalize("NFC", last)
    text = "".join(c for c in text if unicodedata.category(c)[0] != "C" or c == "\u200d")
    text = " ".join(text.split()).strip(". ")
    if len(text) > LONGEST:
        stem, dot, end = text.rpartition(".")
        keep = f"{dot}{end}" if dot and len(end) <= 5 else ""
        text = (stem if keep else text)[: LONGEST - len(keep)] + keep
    return text or "file"


def ending(name: str) -> str:
    """What follows the last dot, in small letters; empty when the name has none."""
    stem, dot, end = shown_name(name).rpartition(".")
    return end.casefold() if dot and stem else ""
