"""Every verb that an entry may have, with its sentence. Each app registers its own when it starts."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from .definitions.sentences import Sentence

if TYPE_CHECKING:
    from .models import Entry

log = logging.getLogger(__name__)
NOT_RECORDED = "not recorded"
_GAP = re.compile(r"\{(\w+)\}")
_NAME = re.compile(r"[a-z_]+\.[a-z0-9_]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d\S*)?")
VERBS: dict[str, Sentence] = {}  # every verb of every app; filled by ``register``


class UnknownVerb(LookupError):
    """A verb without a sentence: a reader could not be told what happened."""


def register(mapping: Mapping[str, str | Sentence]) -> None:
    """Add an app's verbs. Raises ``ValueError`` when a verb is badly named or has two sentences."""
    for verb, told in mapping.items():
        sentence_ = told if isinstance(told, Sentence) else Sentence(told)
        if not _NAME.fullmatch(verb):
            raise ValueError(f"A verb is app.past_tense, and this is not: {verb!r}")
        if VERBS.setdefault(verb, sentence_) != sentence_:
            raise ValueError(f"The verb {verb!r} has two different sentences.")


def registered() -> dict[str, Sentence]:
    """Every verb with its sentence; a copy."""
    return dict(VERBS)


def require_known(verb: str) -> None:
    """An unknown verb stops a test. In use it is logged: a report is worth more than a sentence."""
    if verb in VERBS:
        return
    said = f"The verb {verb!r} has no sentence. Add it to definitions/verbs.py of its app."
    if settings.ENVIRONMENT == "test":
        raise UnknownVerb(said)
    log.error(said)


def told(verb: str) -> Sentence:
    """The sentence of a verb; one made from its name when it has none (any more)."""
    words = verb.rpartition(".")[2].replace("_", " ").capitalize()
    return VERBS.get(verb) or Sentence(words)


def sentence(entry: Entry) -> str:
    """What happened, as plain text. A fact that was not noted reads "not recorded"."""
    facts = entry.facts
    return _GAP.sub(lambda gap: _words(facts.get(gap[1])), told(entry.verb).text)


def quiet(verb: str) -> bool:
    """Whether the timeline leaves this verb out unless asked for everything."""
    return told(verb).quiet


def quiet_verbs() -> list[str]:
    return sorted(verb for verb, sentence_ in VERBS.items() if sentence_.quiet)


def kind(verb: str) -> str:
    """The group of a verb in the timeline's filter."""
    return told(verb).kind or verb.partition(".")[0]


def of_kinds(kinds: set[str] | frozenset[str]) -> list[str]:
    """The verbs of these kinds."""
    return sorted(verb for verb in VERBS if kind(verb) in kinds)


def _words(fact: Any) -> str:
    """One fact as a reader would write it."""
    if fact is None or fact in ("", [], {}):
        return NOT_RECORDED
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, list):
        words = [_words(one) for one in fact]
        return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
    if isinstance(fact, dict):
        return ", ".join(f"{name}: {_words(one)}" for name, one in fact.items())
    return _date_words(str(fact)) if _DATE.fullmatch(str(fact)) else str(fact)


def _date_words(text: str) -> str:
    """``2026-03-02`` as "2 March 2026"; with a time, in local time, "2 March 2026 at 10:05am"."""
    try:
        if "T" not in text:
            day = date.fromisoformat(text)
            return f"{day.day} {day:%B %Y}"
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    moment = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    minutes = f":{moment:%M}" if moment.minute else ""
    half = "am" if moment.hour < 12 else "pm"
    return f"{moment.day} {moment:%B %Y} at {moment.hour % 12 or 12}{minutes}{half}"
