"""Whether two records may be of one person, and why. Pure: nothing is read, nothing is decided.

Letters are compared by RapidFuzz (Jaro-Winkler, made for names) and sounds by Jellyfish
(Metaphone). Staff read the reasons and decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import JaroWinkler

from .definitions import alike as points
from .definitions.alike import Reason, Strength, strength_of
from .names import LONGEST, name_key, sound

SPELT_ALIKE = 0.92  # of 1: "catherine" and "catherin" are above it
SHORT_ALIKE, LONG_ALIKE = 0.9, 0.6  # of words that sound alike: under five letters, and longer
_SOFT = frozenset("aeiouh")
_WORDS = 8  # of a name: more are not compared
_RANKS = ("same", "sound", "spelling", "initial")


@dataclass(frozen=True)
class Traits:
    """What is compared of one person. ``addresses`` are keys of places where they are known."""

    name: str = ""
    born_on: date | None = None
    email_key: str = ""
    phone_key: str = ""
    addresses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Likeness:
    """What speaks for one person, what against, and what it comes to of a hundred."""

    reasons: tuple[Reason, ...]
    against: tuple[str, ...]
    points: int

    @property
    def strength(self) -> Strength | None:
        """How strongly it speaks, in words; ``None`` when it is not worth a look."""
        return strength_of(self.points)


@dataclass(frozen=True)
class Name:
    """A name taken apart once, because it is compared with many."""

    shown: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, name: str) -> Name:
        """As it was written, for a line of a list, and the words of its key."""
        text = " ".join(name[:LONGEST].split())
        shown = text if len(text) <= 40 else f"{text[:39]}…"
        return cls(shown, tuple(name_key(name[:LONGEST]).split()[:_WORDS]))


def name_reason(one: Name, other: Name) -> Reason | None:
    """How alike two names are, in words; ``None`` when they may well be those of two people.

    Every word of the shorter name must be found in the longer one, in whatever order: the same
    first name alone, or the same last name alone, is no likeness. An initial stands for a word.
    """
    a, b = one.words, other.words
    if not a or not b:
        return None
    if sorted(a) == sorted(b):
        return _same_words(a, one.shown)
    kinds = _matched(*sorted((a, b), key=len))
    if kinds is None or len(kinds) < 2:
        return None
    code, words, given = _NOT_QUITE[max(kinds, key=_RANKS.index)]
    return Reason(code, f"{words}: {one.shown} / {other.shown}", given)


def _same_words(words: tuple[str, ...], shown: str) -> Reason | None:
    """One word of Latin letters is a first name or a last name alone; one letter is neither."""
    if len(words) > 1 or not words[0].isascii():
        return Reason("same_name", f"Same name: {shown}", points.SAME_NAME)
    if len(words[0]) < 2:
        return None
    return Reason("one_word", f"Same name, of one word only: {shown}", points.ONE_WORD)


_NOT_QUITE = {
    "same": ("spelt_alike", "Same name with a word more", points.SPELT_ALIKE),
    "sound": ("sounds_alike", "Name sounds alike", points.SOUNDS_ALIKE),
    "spelling": ("spelt_alike", "Name is written almost alike", points.SPELT_ALIKE),
    "initial": ("short_form", "Name may be a short form", points.SHORT_FORM),
}


def _matched(short: tuple[str, ...], long: tuple[str, ...]) -> list[str] | None:
    """How each word of the shorter name was found in the longer; ``None`` when one was not."""
    left, kinds = list(long), []
    for word in short:
        found = [(kind, w) for w in left if (kind := _word_alike(word, w))]
        if not found:
            return None
        kind, taken = min(found, key=lambda pair: _RANKS.index(pair[0]))
        left.remove(taken)
        kinds.append(kind)
    return kinds if any(kind != "initial" for kind in kinds) else None


def _word_alike(one: str, other: str) -> str:
    if one == other:
        return "same"
    if one.isascii() and other.isascii() and 1 in (len(one), len(other)):
        return "initial" if one[0] == other[0] else ""
    close = JaroWinkler.similarity(one, other)
    if sound(one) and sound(one) == sound(other) and _may_be_one_word(one, other, close):
        return "sound"
    return "spelling" if min(len(one), len(other)) > 2 and close >= SPELT_ALIKE else ""


def _may_be_one_word(one: str, other: str, close: float) -> bool:
    """Whether two words of one sound are near enough: Metaphone leaves the vowels out.

    Tom and Tim, Jane and June, Anna and Hanna sound alike to it and are names of sisters and brothers.
    """
    if one.replace("y", "i") == other.replace("y", "i"):
        return True  # Ali and Aly, Smith and Smyth
    if one[0] != other[0] and _SOFT & {one[0], other[0]}:
        return False
    return close >= (SHORT_ALIKE if min(len(one), len(other)) < 5 else LONG_ALIKE)


_TWO_NAMES = "The names are those of two people. They may share a home or a telephone."
_NEW_NAME = "One name in it differs. It may be a new name of the same person, or somebody else."


def likeness(one: Traits, other: Traits) -> Likeness:
    """Everything that speaks for and against these two being one person.

    Two first names, or two birthdays, outweigh a home and a telephone that are shared: twins and
    couples live at one address, and a father and his son may have one name.
    """
    a, b = Name.of(one.name), Name.of(other.name)
    name = name_reason(a, b)
    found = [*_contact_reasons(one, other), *([name] if name else [])]
    if one.addresses & other.addresses and found:
        found.append(Reason("same_address", "Same address", points.SAME_ADDRESS))
    against, most = [], points.MOST
    if a.words and b.words and name is None:
        married = a.words[0] == b.words[0]
        against.append(_NEW_NAME if married else _TWO_NAMES)
        most = points.MOST_OF_NEW_NAME if married else points.MOST_OF_OTHER_NAME
    if one.born_on and other.born_on:
        reason, words = _birthdays(one.born_on, other.born_on, named=name is not None)
        found += [reason] if reason else []
        if words:
            against.append(words)
            most = min(most, points.MOST_OF_OTHER_BIRTHDAY)
    elif name:
        against.append("A date of birth is missing, so it cannot tell them apart.")
    total = min(sum(reason.points for reason in found), most)
    return Likeness(tuple(sorted(found, key=lambda r: -r.points)), tuple(against), total)


def _contact_reasons(one: Traits, other: Traits) -> list[Reason]:
    found = []
    if one.email_key and one.email_key == other.email_key:
        found.append(Reason("same_email", "Same email address", points.SAME_EMAIL))
    if one.phone_key and one.phone_key == other.phone_key:
        found.append(Reason("same_phone", "Same telephone number", points.SAME_PHONE))
    return found


def _birthdays(one: date, other: date, *, named: bool) -> tuple[Reason | None, str]:
    """A reason for one person, or the words against it. Twins share a birthday but not a name."""
    if one == other:
        reason = Reason("born_same_day", "Born on the same day", points.BORN_SAME_DAY)
        return (reason if named else None), ""
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        words = "Same date of birth with day and month exchanged"
        return (Reason("born_swapped", words, points.BORN_SWAPPED) if named else None), ""
    if named and abs(one.year - other.year) >= points.GENERATION:
        years = abs(one.year - other.year)
        return None, f"Born about {years} years apart: they may be parent and child of one name."
    return None, "Their dates of birth differ."
