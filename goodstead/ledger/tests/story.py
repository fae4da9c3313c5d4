"""A small ledger to tamper with, and every way of tampering with it.

Whoever tampers here has the database and takes the triggers away first, but has not the key, except
in ``rewrite_with_the_key``.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection
from django.db.models import F

from goodstead.ledger import actions as ledger
from goodstead.ledger import chain, triggers
from goodstead.ledger.models import Entry, Head, key_of

from .records import Organisation

TIMES = int(os.environ.get("GOODSTEAD_TAMPERINGS", "20"))  # of each kind


@dataclass
class Story:
    """What was told, and what a patient attacker would have copied on the way."""

    rng: random.Random
    organisations: list[Organisation]
    heads: dict[tuple[str, int], Head] = field(default_factory=dict)
    names: dict[int, dict[str, str]] = field(default_factory=dict)  # entry -> names then

    def pick(self, condition=lambda entry: True) -> Entry:
        return self.rng.choice([e for e in Entry.objects.order_by("pk") if condition(e)])

    def length(self, file: str) -> int:
        return Entry.objects.filter(file=file).count()

    def raw(self, sql: str, *values: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)


def tell(seed: int, now) -> Story:
    """Six organisations, forty changes; each change named in one file and written in its entry."""
    rng = random.Random(seed)
    story = Story(rng, [Organisation.objects.create(name=f"Body {n}") for n in range(6)])
    for one in story.organisations:
        tell_one(story, one, one, now)
    for step in range(34):
        about, other = rng.sample(story.organisations, 2)
        subject = rng.choice([about, other])
        subject.name = f"Body {subject.pk} as of {step}"
        subject.save()
        tell_one(story, subject, about, now + timedelta(minutes=step))
    triggers.take_away(connection)
    return story


def tell_one(story: Story, subject: Organisation, about: Organisation, at) -> None:
    entry = ledger.record(None, "tests.thing_done", subject, at=at, about=about, what=subject.name)
    story.heads[entry.file, entry.sequence] = Head.objects.get(file=entry.file)
    story.names[entry.pk] = {key_of(one): one.name for one in Organisation.objects.all()}


# Each kind answers where the first bad entry is, or None when it lies in no one place.


def edit(story: Story):
    entry = story.pick()
    new = {
        "verb": "tests.other_done",
        "subject": "access.organisation:999",
        "facts_json": '{"what":"nothing"}',
        "states_json": "{}",
        "at": entry.at + timedelta(seconds=1),
        "hash": "0" * 64,
        "saw_hash": "1" * 64,
        "saw_id": (entry.saw_id or 0) + 1,
    }
    column = story.rng.choice(sorted(new))
    Entry.objects.filter(pk=entry.pk).update(**{column: new[column]})
    return entry.file, entry.sequence


def delete(story: Story):
    entry = story.pick(lambda entry: entry.sequence < story.length(entry.file))
    Entry.objects.filter(pk=entry.pk).delete()
    return entry.file, entry.sequence


def delete_and_close_the_gap(story: Story):
    entry = story.pick(lambda entry: entry.sequence < story.length(entry.file))
    Entry.objects.filter(pk=entry.pk).delete()
    for later in Entry.objects.filter(file=entry.file, sequence__gt=entry.sequence).order_by(
        "sequence"
    ):
        Entry.objects.filter(pk=later.pk).update(sequence=later.sequence - 1)
    Head.objects.filter(file=entry.file).update(sequence=F("sequence") - 1)
    return entry.file, entry.sequence


def insert(story: Story):
    """A forged entry, in the middle or at the end, with the numbers after it moved up."""
    entry = story.pick()
    place = entry.sequence + 1
    for later in Entry.objects.filter(file=entry.file, sequence__gte=place).order_by("-sequence"):
        Entry.objects.filter(pk=later.pk).update(sequence=later.sequence + 1)
    forged = Entry(
        file=entry.file, sequence=place, at=entry.at, verb=entry.verb, subject=entry.subject,
        facts_json=entry.facts_json, saw_id=entry.pk, saw_hash=entry.hash,
    )  # fmt: skip
    forged.hash = chain.keyed("entry", "not", "the", "key")
    forged.save()
    length = story.length(entry.file)
    Head.objects.filter(file=entry.file).update(
        sequence=length, hash=Entry.objects.get(file=entry.file, sequence=length).hash
    )
    return entry.file, place


def swap(story: Story):
    one = story.pick()
    other = story.pick(lambda entry: entry.file == one.file and entry.pk != one.pk)
    low, high = sorted((one, other), key=lambda entry: entry.sequence)
    Entry.objects.filter(pk=low.pk).update(sequence=0)
    Entry.objects.filter(pk=high.pk).update(sequence=low.sequence)
    Entry.objects.filter(pk=low.pk).update(sequence=high.sequence)
    return low.file, low.sequence


def cut_the_tail(story: Story):
    entry = story.pick(lambda entry: entry.sequence > 1)
    Entry.objects.filter(file=entry.file, sequence__gte=entry.sequence).delete()
    last = Entry.objects.get(file=entry.file, sequence=entry.sequence - 1)
    Head.objects.filter(file=entry.file).update(sequence=last.sequence, hash=last.hash)
    return entry.file, entry.sequence - 1


def copy_an_old_tail_back(story: Story, unseen: bool = False):
    """With the head as it was then, whose seal is good, and the records as they were then."""
    newest = Entry.objects.order_by("-pk").first()

    def fits(entry: Entry) -> bool:
        if entry.sequence == 1:
            return False
        seen = Entry.objects.exclude(file=entry.file).filter(pk__gt=entry.pk)
        return entry == newest if unseen else seen.exists()

    story_newest = story.pick(fits)
    gone = Entry.objects.filter(file=story_newest.file, sequence__gte=story_newest.sequence)
    gone.delete()
    head = story.heads[story_newest.file, story_newest.sequence - 1]
    Head.objects.filter(file=head.file).update(
        sequence=head.sequence, hash=head.hash, seal=head.seal
    )
    _put_records_back(story)
    return None if not unseen else (story_newest.file, story_newest.sequence)


def copy_back_what_nobody_saw(story: Story):
    # The newest entry of all may be the first of nobody's sight: only a checkpoint knows it.
    return copy_an_old_tail_back(story, unseen=True)


def _put_records_back(story: Story) -> None:
    """Give each record the name that the last entry left about it speaks of."""
    for one in story.organisations:
        last = Entry.objects.filter(subject=key_of(one)).order_by("-pk").first()
        if last:
            name = story.names[last.pk][key_of(one)]
            Organisation.objects.filter(pk=one.pk).update(name=name)


def remove_a_file(story: Story):
    one = story.rng.choice(story.organisations)
    Entry.objects.filter(file=key_of(one)).delete()
    Head.objects.filter(file=key_of(one)).delete()
    _put_records_back(story)
    return None


def remove_a_head(story: Story):
    one = story.rng.choice(story.organisations)
    Head.objects.filter(file=key_of(one)).delete()
    return key_of(one), 1


def change_a_record(story: Story):
    one = story.rng.choice(story.organisations)
    Organisation.objects.filter(pk=one.pk).update(name=f"{one.name} no more")
    return _last_about(one)


def delete_a_record(story: Story):
    one = story.rng.choice(story.organisations)
    Organisation.objects.filter(pk=one.pk).delete()
    return _last_about(one)


def add_a_record(story: Story):
    added = Organisation.objects.create(name=f"Smuggled {story.rng.random()}")
    return key_of(added), 0


def _last_about(one: Organisation):
    last = Entry.objects.filter(subject=key_of(one)).order_by("-pk").first()
    return last.file, last.sequence


def rewrite_with_the_key(story: Story):
    """Tell one entry otherwise and hash everything after it again, in every file."""
    changed = story.pick()
    new: dict[int, str] = {}
    ends: dict[str, Entry] = {}
    for entry in Entry.objects.order_by("pk"):
        if entry.pk == changed.pk:
            entry.facts_json = '{"what":"nothing of the kind"}'
        entry.saw_hash = new.get(entry.saw_id, "")
        previous = ends[entry.file].hash if entry.file in ends else chain.START
        entry.hash = chain.entry_hash(previous, entry.content())
        entry.save()
        new[entry.pk], ends[entry.file] = entry.hash, entry
    for file, end in ends.items():
        Head.objects.filter(file=file).update(
            hash=end.hash, seal=chain.seal(file, end.sequence, end.hash)
        )
    return None
