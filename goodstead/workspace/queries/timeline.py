"""The story of a file in plain sentences, from the ledger alone, with the words people wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import models

from goodstead.ledger import queries as ledger
from goodstead.ledger import verbs
from goodstead.ledger.models import Entry, key_of

# Records whose own words belong beside the sentence: the model and where its words are.
WORDS = {
    "cases.note": "text",
    "cases.summary": "text",
    "plans.contact": "summary",
    "plans.review": "note",
    "intake.report": "description",
    "intake.addition": "text",
    "intake.update": "text",
    "intake.diaryentry": "text",
}
KINDS = {
    "": "Everything that matters",
    "cases": "The case",
    "risk": "Risk",
    "plans": "Plan and contact",
    "correspondence": "Messages",
    "intake": "Reports",
    "clocks": "Dates",
}
PAGE = 50


@dataclass(frozen=True)
class Event:
    """One line of the timeline."""

    title: str
    at: datetime
    by: str
    kind: str
    words: str
    sequence: int


def events(record: models.Model, *, before: int | None = None, kind: str = "") -> list[Event]:
    """Fifty lines or fewer, newest first; see ``page``."""
    return page(record, before=before, kind=kind)[0]


def page(
    record: models.Model, *, before: int | None = None, kind: str = ""
) -> tuple[list[Event], int | None]:
    """The lines, newest first, and the number to go on from; ``None`` when there is no more.

    ``before`` is the last one seen. Queries do not grow with the file.
    """
    kinds = [kind] if kind else None
    entries = ledger.timeline(
        key_of(record), before=before, limit=PAGE, kinds=kinds, with_quiet=bool(kind)
    )
    older = entries[-1].sequence if len(entries) == PAGE else None
    if not kind:
        entries = [entry for entry in entries if not _of_itself(entry)]
    written = words_of(entries)
    events = [
        Event(
            title=verbs.sentence(entry),
            at=entry.at,
            by=entry.by.name if entry.by else verbs.told(entry.verb).nobody,
            kind=KINDS.get(verbs.kind(entry.verb), ""),
            words=written.get(entry.subject, ""),
            sequence=entry.sequence,
        )
        for entry in entries
    ]
    return events, older


def _of_itself(entry: Entry) -> bool:
    """A date that the service moved because harm did: told under “Dates”, and by the harm."""
    return entry.verb == "clocks.moved" and entry.by is None


def words_of(entries: Iterable[Entry]) -> dict[str, str]:
    """What was written in the records that the entries are about, one query for each model."""
    wanted = defaultdict(set)
    for entry in entries:
        label, _, number = entry.subject.partition(":")
        if label in WORDS:
            wanted[label].add(int(number))
    found = {}
    for label, numbers in wanted.items():
        rows = apps.get_model(label)._base_manager.filter(pk__in=numbers)
        for number, text in rows.values_list("pk", WORDS[label]):
            found[f"{label}:{number}"] = text
    return found
