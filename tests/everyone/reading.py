"""How hard a text is to read: its sentences, its words, and the age at which one reads it.

The age is the Flesch-Kincaid grade with five added (children begin school at five). Syllables are
counted by pyphen; what stands in a language of its own (numbers, names, addresses) is left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser

import pyphen

LONGEST, OLDEST = 25, 11  # words in a sentence; the reading age in years
BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "legend", "label", "td", "th", "dt", "dd", "summary",
          "button", "div", "a", "caption"}  # fmt: skip
INLINE = {"a"}  # a block of its own only where it stands alone
UNREAD = {"script", "style", "title", "textarea", "select", "svg", "header"}
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])|(?<=[.!?]”)\s+|(?<=:)\s+(?=[A-Z])")
_dictionary = pyphen.Pyphen(lang="en_GB")


class Reader(HTMLParser):
    """The blocks of text of a page as they are read: everything but what was typed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.now: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD or (tag == "dd" and "value" in (dict(attrs).get("class") or "")):
            self.unread += 1
        elif tag in BLOCKS - INLINE:
            self.end()
        elif tag == "br":
            self.now.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD or (tag == "dd" and self.unread):
            self.end()
            self.unread -= 1
        elif tag in BLOCKS - INLINE:
            self.end()

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.now.append(data)

    def end(self) -> None:
        text = " ".join("".join(self.now).split())
        self.now = []
        if text:
            self.blocks.append(text)


def blocks(html: str) -> list[str]:
    reader = Reader()
    reader.feed(html)
    reader.end()
    return reader.blocks


def sentences(block: str) -> list[str]:
    return [one for one in _END.split(block) if one and _WORD.search(one)]


def words(sentence: str) -> list[str]:
    """Without web and email addresses."""
    plain = re.sub(r"\S*[@/]\S*|\b\w+\.(?:org|gov|co|uk|com)\S*", " ", sentence)
    return _WORD.findall(plain)


@lru_cache(maxsize=10_000)
def syllables(word: str) -> int:
    """At least as many as there are groups of vowels that sound."""
    plain = re.sub(r"[’'].*$", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[a-z]{2})e$|(?<=[^td])ed$", "", plain)))
    return max(1, groups, len(_dictionary.inserted(plain).split("-")))


def age(read: list[str]) -> float:
    """The reading age of sentences that are read together; 5 for none."""
    told = [words(one) for one in read]
    count = sum(len(one) for one in told)
    if not count:
        return 5.0
    sounds = sum(syllables(word) for one in told for word in one)
    return 0.39 * count / len(told) + 11.8 * sounds / count - 15.59 + 5


def abbreviations(text: str) -> set[str]:
    """Words all in capitals, of two letters or more."""
    return set(re.findall(r"\b[A-Z][A-Z&]+[A-Z]\b|\b[A-Z]{2}\b", text))
