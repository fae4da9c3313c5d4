"""Strict substitution: every variable is declared, every value is cleaned, none is read as code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

_PLACE = re.compile(r"\{([a-z_]+)\}")
ALWAYS = frozenset({"council", "telephone"})  # filled in by us, in every message
LONGEST_SUBJECT = 150
LONGEST_VALUE = 20_000


class WrongVariables(ValueError):
    """A caller gave a variable that the template does not know, or left one out."""


@dataclass(frozen=True)
class MessageTemplate:
    """One kind of message. ``neutral_*`` is what a person in danger gets instead.

    ``variables`` are all required. Those in ``several_lines`` may hold line breaks; those that end
    in ``_link`` are personal links, never shown to staff. ``to_previous``: goes to the address
    before the change, as protection against somebody else changing it; never for flagged people.
    ``answers``: tells somebody that what they sent has come. When they sent it themselves, whether
    it goes depends on nothing but what they typed, so that nobody learns from it who else wrote.
    """

    code: str
    purpose: str
    variables: frozenset[str]
    subject: str
    body: str
    neutral_subject: str
    neutral_body: str
    several_lines: frozenset[str] = frozenset()
    to_previous: bool = False
    answers: bool = False

    def check(self, given: Mapping[str, object]) -> dict[str, str]:
        """The values as clean text, or ``WrongVariables``."""
        if set(given) != self.variables:
            unknown = sorted(set(given) - self.variables)
            missing = sorted(self.variables - set(given))
            raise WrongVariables(f"{self.code}: unknown {unknown}, missing {missing}")
        return {name: _value(name, given[name], self.several_lines) for name in sorted(given)}

    def render(self, values: Mapping[str, str], *, neutral: bool) -> tuple[str, str]:
        """Subject and body. ``values`` come from ``check``, with the ones we always fill in."""
        subject = self.neutral_subject if neutral else self.subject
        body = self.neutral_body if neutral else self.body
        line = " ".join(_fill(subject, values).split())[:LONGEST_SUBJECT]
        return line, _fill(body, values).strip() + "\n"


def places(text: str) -> frozenset[str]:
    """The variables that a text asks for."""
    return frozenset(_PLACE.findall(text))


def _fill(text: str, values: Mapping[str, str]) -> str:
    """One pass, so that a value which looks like a variable stays as it was typed."""
    return _PLACE.sub(lambda found: values[found[1]], text)


def _value(name: str, value: object, several_lines: frozenset[str]) -> str:
    if isinstance(value, date):
        return f"{value:%A} {value.day} {value:%B %Y}"
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise WrongVariables(f"{name}: text, a whole number or a date, not {type(value).__name__}")
    text = str(value)
    if len(text) > LONGEST_VALUE:
        raise WrongVariables(f"{name}: longer than {LONGEST_VALUE} characters")
    if name.endswith("_link") and not re.fullmatch(r"https?://[\x21-\x7e]+", text):
        raise WrongVariables(f"{name}: not a web address")
    kept = [_plain(line) for line in text.splitlines()]
    return ("\n" if name in several_lines else " ").join(kept).strip()


def _plain(line: str) -> str:
    text = "".join(c for c in line if c == "\t" or unicodedata.category(c)[0] != "C")
    return " ".join(text.split())


def hide_links(body: str, values: Mapping[str, str]) -> str:
    """The body with each personal link replaced, for anybody but the person themself."""
    for name, value in values.items():
        if name.endswith("_link") and value:
            body = body.replace(value, "(a personal link, seen only by the person)")
    return body
