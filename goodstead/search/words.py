"""From what people type to words that both databases find alike.

Text is folded, split and cut to stems here, before a database sees it, and searches are treated the
same. Both word indexes then hold exactly these words: none of their own parsers, dictionaries or
lists of silent words takes part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# In nearly every text, so a search goes without them. Inside a phrase they count.
_SILENT = frozenset(
    "a an and are as at be by for from had has have he her his i in is it its me my of on or our "
    "she so that the their them they this to was we were what when which who will with you your".split()
)
_ASKED = re.compile(r'-?"[^"]*"|-?[^\s"]+')
_WORD = re.compile(r"[^\W_]+")
_CLOSES_UP = re.compile(r"(?<=\w)'(?=\w)")
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ´`＇"), "'")
# Letters that Unicode does not take apart, as people type them who do not have them.
_PLAIN = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ƀ": "b", "ɨ": "i", "ʉ": "u", "ŀ": "l",
    }
)  # fmt: skip
_ENGLISH = re.compile(r"[a-z]{4,}")
_VOWEL = re.compile(r"[aeiou]|(?<=.)y")
MOST_WORDS = 12  # of a search
LONGEST = 40  # signs of a word
# Of one record: what PostgreSQL keeps of places and of room in a text index.
MOST_INDEXED, MOST_BYTES = 16_000, 900_000


def folded(text: str) -> str:
    """Lower case, without accents; apostrophes inside a word close up: “O’Neill” is “oneill”."""
    plain = text.replace("\x00", " ").translate(_APOSTROPHES).encode("utf-8", "ignore").decode()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_PLAIN)
    return _CLOSES_UP.sub("", plain.translate(_APOSTROPHES))


def stem(word: str) -> str:
    """An English word without the endings of number and tense: “parties” is “party”.

    Other words, names among them, lose the same endings in the index and in the search.
    """
    if not _ENGLISH.fullmatch(word):
        return word
    return _without_e(_without_tense(_without_number(word)))


def _without_number(word: str) -> str:
    if word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > len("ties") else word[:-1]
    return word[:-2] if word.endswith(("sses", "xes", "zes", "ches", "shes")) else word[:-1]


def _without_tense(word: str) -> str:
    if word.endswith("ied") and len(word) > len("tied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) > 2 and _VOWEL.search(bare) and not word.endswith("eed"):
            twice = bare[-1] == bare[-2] and bare[-1] not in "aeioulsz"
            return bare[:-1] if twice else bare
    return word


def _without_e(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def words_in(text: str) -> Iterator[str]:
    """The words of folded text, as both indexes hold them."""
    return (stem(word[:LONGEST]) for word in _WORD.findall(text))


def indexed(text: str) -> list[str]:
    """The words by which a record is found. A text as long as a book is cut off."""
    found: list[str] = []
    room = MOST_BYTES
    for word in words_in(folded(text)):
        room -= len(word.encode()) + 8
        if room < 0 or len(found) == MOST_INDEXED:
            break
        found.append(word)
    return found


@dataclass(frozen=True)
class Wanted:
    """What a search asks for: words and phrases that must stand there, and some that must not."""

    phrases: tuple[tuple[str, ...], ...]
    unwanted: tuple[tuple[str, ...], ...]


def wanted(text: str) -> Wanted:
    """Read a search as people write it: words, "phrases" and -unwanted ones.

    What is written without a space is a phrase: “24/7” is “24” and then “7”.
    """
    having: list[tuple[str, ...]] = []
    lacking: list[tuple[str, ...]] = []
    for asked in _ASKED.findall(folded(text))[:MOST_WORDS]:
        if asked.strip("-.,;:!?()\"'") in _SILENT:
            continue
        if words := tuple(words_in(asked)):
            (lacking if asked.startswith("-") else having).append(words)
    return Wanted(tuple(having), tuple(lacking))


def for_sqlite(asked: Wanted) -> str:
    """As an FTS5 query. Every word is quoted, so nothing typed is read as its language."""
    query = " AND ".join('"' + " ".join(words) + '"' for words in asked.phrases)
    for words in asked.unwanted:
        query = f'({query}) NOT "{" ".join(words)}"'
    return query


def for_postgres(asked: Wanted) -> str:
    """As a tsquery is written; our words hold nothing but letters and digits."""

    def phrase(words: tuple[str, ...]) -> str:
        return "(" + " <-> ".join(f"'{word}'" for word in words) + ")"

    return " & ".join([*map(phrase, asked.phrases), *("!" + phrase(w) for w in asked.unwanted)])


def as_vector(words: list[str]) -> str:
    """As a tsvector is written: each word and its place. PostgreSQL's own parser stays out of it."""
    return " ".join(f"'{word}':{place}" for place, word in enumerate(words, start=1))
