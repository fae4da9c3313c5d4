"""From what people type to words that both databases find alike."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Words that PostgreSQL's English dictionary leaves out; left out of every query, so that both agree.
_SILENT = frozenset(
    "a an and are as at be by for from had has have he her his i in is it its me my of on or our "
    "she so that the their them they this to was we were what when which who will with you your".split()
)
_TOKEN = re.compile(r'-?"[^"]*"|-?[^\s"]+')
_WORD = re.compile(r"[0-9a-z]+")
MOST_WORDS = 12


def folded(text: str) -> str:
    """Lower case, without accents; apostrophes inside a word close up: “O’Neill” is “oneill”."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("\x00", " "))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.encode("utf-8", "ignore").decode()
    return re.sub(r"(?<=\w)'(?=\w)", "", plain.casefold())


@dataclass(frozen=True)
class Wanted:
    """What a search asks for: words and phrases that must stand there, and some that must not."""

    phrases: tuple[tuple[str, ...], ...]
    unwanted: tuple[tuple[str, ...], ...]


def wanted(text: str) -> Wanted:
    """Read a search as people write it: words, "phrases" and -unwanted ones."""
    having: list[tuple[str, ...]] = []
    lacking: list[tuple[str, ...]] = []
    for token in _TOKEN.findall(folded(text))[:MOST_WORDS]:
        words = tuple(_WORD.findall(token))
        if len(words) == 1 and words[0] in _SILENT:
            continue
        if words:
            (lacking if token.startswith("-") else having).append(words)
    return Wanted(tuple(having), tuple(lacking))


def for_sqlite(asked: Wanted) -> str:
    """As an FTS5 query. Every word is quoted, so nothing typed is read as its language."""
    query = " AND ".join('"' + " ".join(words) + '"' for words in asked.phrases)
    for words in asked.unwanted:
        query = f'({query}) NOT "{" ".join(words)}"'
    return query


def for_postgres(asked: Wanted) -> str:
    """As to_tsquery reads it; our words hold nothing but letters and digits."""
    query = " & ".join("(" + " <-> ".join(words) + ")" for words in asked.phrases)
    for words in asked.unwanted:
        query += " & !(" + " <-> ".join(words) + ")"
    return query
