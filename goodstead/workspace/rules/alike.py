"""How much two reports have in common, and why. Pure: the candidates are found in ``queries``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from math import hypot
from typing import Any

from rapidfuzz import fuzz

from goodstead.people.alike import Name, name_reason
from goodstead.people.definitions.alike import MOST, Reason, Strength, strength_of
from goodstead.search.words import folded, words_in

from ..definitions import alike as points

LONGEST_TEXT = 2000  # signs of a text that are compared
MOST_WORDS_SHOWN = 6
_TIME = re.compile(r"(\d{1,2})(?:[:.]?\d\d)?\s*([ap]?)")
_NUMBERED = re.compile(r"(?=.*\d)(?=.*[a-z])\w{4,}")  # a number plate, a flat with its letter


@dataclass(frozen=True)
class Happening:
    """What is compared of one report."""

    premises: int | None
    postcode: str
    point: tuple[int, int] | None
    day: date
    night: bool
    category: str
    kind: str  # the category as staff name it
    name: Name
    email_key: str
    phone_key: str
    words: frozenset[str]


@dataclass(frozen=True)
class Match:
    """Why two records may belong together, and how strongly the reasons speak."""

    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return min(sum(reason.points for reason in self.reasons), MOST)

    @property
    def strength(self) -> Strength | None:
        return strength_of(self.points)


def is_night(answers: dict[str, Any]) -> bool:
    """Whether it was said to happen at night: by the time of the last one, or by what was chosen."""
    if "night" in (answers.get("noise_times") or ()):
        return True
    typed = str(answers.get("last_time") or "").strip().lower()
    if typed == "midnight":
        return True
    found = _TIME.match(typed)
    if not found:
        return False
    hour = int(found[1]) % 12 + (12 if found[2] == "p" else 0) if found[2] else int(found[1])
    begins, ends = points.NIGHT
    return begins <= hour < 24 or hour < ends


def telling_words(text: str) -> frozenset[str]:
    """The words of a text that may tell it apart from others, as the search index writes them."""
    each = set(text[:LONGEST_TEXT].lower().split())
    found = words_in(folded(" ".join(each)))
    return frozenset(
        word
        for word in found
        if word not in points.EVERYDAY_WORDS and (len(word) > 3 or not word.isascii())
    )


def match(one: Happening, other: Happening) -> Match:
    """Every likeness of two reports, the strongest first."""
    found = [*_of_place(one, other), *_of_person(one, other), *_of_words(one, other)]
    return Match(tuple(sorted(found, key=lambda reason: -reason.points)))


def _of_place(one: Happening, other: Happening) -> list[Reason]:
    found = []
    here = one.premises is not None and one.premises == other.premises
    if here:
        found.append(Reason("same_premises", "Same address", points.SAME_PREMISES))
    elif one.postcode and one.postcode == other.postcode:
        found.append(Reason("same_postcode", "Same postcode", points.SAME_POSTCODE))
    days = abs((one.day - other.day).days)
    metres = _metres(one, other)
    same_kind = one.category == other.category
    if days > points.FORTNIGHT or not (here or metres is not None):
        return found
    total = points.SAME_DAYS if days <= points.DAYS else points.SAME_FORTNIGHT
    if not here:
        total += points.VERY_NEAR if (metres or 0) <= points.VERY_NEAR_METRES else points.NEAR
    total += points.SAME_KIND if same_kind else 0
    night = one.night and other.night
    total += points.BOTH_AT_NIGHT if night else 0
    where = "" if here else f"{_about(metres or 0)} away, "
    what = f", both {one.kind.lower()}" if same_kind else ""
    words = f"{where}{_apart(days)}{what}{(' at night' if what else ', both at night') * night}"
    found.append(Reason("near", words[0].upper() + words[1:], total))
    return found


def _metres(one: Happening, other: Happening) -> float | None:
    """How far apart, where that is near enough to count."""
    if one.point is None or other.point is None:
        return None
    metres = hypot(one.point[0] - other.point[0], one.point[1] - other.point[1])
    return metres if metres <= points.NEAR_METRES else None


def _about(metres: float) -> str:
    return f"{max(10, round(metres / 10) * 10)} m"


def _apart(days: int) -> str:
    return "on the same day" if days == 0 else f"{days} day{'' if days == 1 else 's'} apart"


def _of_person(one: Happening, other: Happening) -> list[Reason]:
    found = []
    if one.email_key and one.email_key == other.email_key:
        found.append(Reason("same_email", "From the same email address", points.SAME_EMAIL))
    if one.phone_key and one.phone_key == other.phone_key:
        found.append(Reason("same_phone", "From the same telephone number", points.SAME_PHONE))
    name = name_reason(one.name, other.name)
    return [*found, name] if name else found


def _of_words(one: Happening, other: Happening) -> list[Reason]:
    """The words that both used; a number plate or the like counts more than a long word."""
    common = _common(one.words, other.words)
    if not common:
        return []
    each = (points.RARE_WORD if _NUMBERED.fullmatch(w) else points.LONGER_WORD for w in common)
    total = sum(each)
    if len(common) < 3 and total < points.RARE_WORD:
        return []
    shown = sorted(common, key=lambda w: (not _NUMBERED.fullmatch(w), -len(w), w))
    words = ", ".join(shown[:MOST_WORDS_SHOWN])
    return [Reason("words", f"Words in common: {words}", min(total, points.MOST_FOR_WORDS))]


def _common(one: frozenset[str], other: frozenset[str]) -> set[str]:
    """Words of both, also where one of them has a slip of the pen in it."""
    common = set(one & other)
    if len(common) < MOST_WORDS_SHOWN:
        long = [w for w in other - common if len(w) > 6]
        for word in (w for w in one - common if len(w) > 6 and w.isalpha()):
            if any(fuzz.ratio(word, w, score_cutoff=90) for w in long if w[0] == word[0]):
                common.add(word)
    return common
