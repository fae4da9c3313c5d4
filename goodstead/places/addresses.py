"""How addresses are written the same way, so that the same place is found again."""

from __future__ import annotations

import re
import unicodedata

# As residents and officers shorten them. Only the last word: "St Albans Road" is no street of saints.
_LAST_WORDS = {
    "ave": "avenue", "av": "avenue", "cl": "close", "clo": "close", "cres": "crescent",
    "ct": "court", "dr": "drive", "gdns": "gardens", "gn": "green", "gr": "grove", "gro": "grove",
    "ho": "house", "hse": "house", "la": "lane", "ln": "lane", "pde": "parade", "pk": "park",
    "pl": "place", "rd": "road", "sq": "square", "st": "street", "terr": "terrace",
    "ter": "terrace", "wy": "way",
}  # fmt: skip
_ANY_WORDS = {"saint": "st", "apartment": "flat", "apt": "flat"}
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"['’ʼ`´.]")
_HOUSE_NUMBER = re.compile(r"^\s*\d+[a-zA-Z]?\s*,?\s+(?=\S*[^\W\d_])")
_POSTCODE = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$")
_NUMBER_ALONE = re.compile(r"^[0-9]+[a-z]?$")
_PART_OF_POSTCODE = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?([0-9][A-Z]{0,2})?$")


def printable(text: str) -> str:
    """Without what cannot be printed (NUL, half characters, marks that turn text round)."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _plain_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return [_ANY_WORDS.get(w, w) for w in _NOT_A_WORD.split(_APOSTROPHES.sub("", plain)) if w]


def words(text: str) -> list[str]:
    """The words of an address in small plain letters, abbreviations written out."""
    found = _plain_words(text)
    if len(found) > 1:
        found[-1] = _LAST_WORDS.get(found[-1], found[-1])
    return found


def street_key(name: str) -> str:
    """How a street is looked up: letters and digits only, so that both databases sort it alike."""
    return "".join(words(name))[:120]


def unfinished_key(name: str) -> str:
    """As ``street_key``, of a name that may break off in its last word."""
    return "".join(_plain_words(name))[:120]


def without_house_number(text: str) -> str:
    """``"12a Fore Street"`` is a question about Fore Street."""
    return _HOUSE_NUMBER.sub("", text, count=1)


def compact_postcode(text: str) -> str:
    """``"al7 3bx"`` as ``"AL73BX"``. Empty when it is not a postcode."""
    code = re.sub(r"\s+", "", text).upper()
    return code if _POSTCODE.match(code) else ""


def start_of_postcode(text: str) -> str:
    """The compact form of a whole postcode or of the first part of one. Empty when it is neither."""
    code = re.sub(r"\s+", "", text).upper()
    return code if len(code) <= 7 and _PART_OF_POSTCODE.match(code) else ""


def spaced_postcode(code: str) -> str:
    """``"AL73BX"`` as people write it, ``"AL7 3BX"``."""
    return f"{code[:-3]} {code[-3:]}" if len(code) > 4 else code


def premises_key(*, address_line: str, street: str, town: str, postcode: str) -> str:
    """The same address, however it was typed, has the same key. Empty when there is no address.

    Spaces stay: flat 1 of number 2 is not flat 12. The town counts only without a postcode.
    """
    line, road = words(address_line), words(street)
    if road and line[-len(road) :] != road:
        line += road
    code = compact_postcode(postcode)
    if not line:
        return ""
    return " ".join(line)[:300] + "|" + (code or " ".join(words(town))[:80])


def line_of(key: str) -> str:
    """House and street of a key of ``premises_key``, without what follows: ``"14 tanner court"``."""
    return key.partition("|")[0]


def is_number_alone(line: str) -> bool:
    """``"14"`` and ``"14a"``: a house of which the street was not said."""
    return bool(_NUMBER_ALONE.match(line))


def has_number(line: str) -> bool:
    """Whether the line names one house. A whole street, or a name, is never taken for another."""
    return any(character.isdigit() for character in line)


def is_line_with_street(line: str, number: str) -> bool:
    """``"14 tanner court"`` is number 14 with its street; ``"14 flat 2 tanner court"`` is not."""
    rest = line.removeprefix(f"{number} ")
    return rest != line and not has_number(rest)
