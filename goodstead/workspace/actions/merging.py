"""Putting two records of one person together, by two members of staff; and taking them apart.

Every row that is moved is written down with what it said before (``Moved``). The record that goes
stays, marked with the one that it went into. Why it is done so: decision 14.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db import models, transaction

from goodstead.access.models import User
from goodstead.cases.findable import keep_findable as keep_case_findable
from goodstead.cases.models import Case
from goodstead.clocks import actions as clocks
from goodstead.intake.findable import keep_findable as keep_report_findable
from goodstead.intake.models import Report
from goodstead.ledger import actions as ledger
from goodstead.ledger.models import key_of
from goodstead.people.models import Merge, Person

from ..definitions.merging import OF_CONTACT, OF_PERSON, UNDECIDED
from ..queries import merging as queries
from ..rules import merging as rules
from .changes import Changes, _put_back
from .joining import (
    _join_contacts,
    _join_parts,
    _join_vulnerabilities,
    _named_by_key,
    _note_versions,
    _one_date_each,
)


@transaction.atomic
def propose_merge(
    *,
    by: User,
    at: datetime,
    kept: Person,
    other: Person,
    why: str,
    chosen: Mapping[str, str],
) -> Merge:
    """Say that two records are of one person, and which value stands where they differ.

    Nothing moves until a second person confirms it. ``kept`` is the record that stays. From now on
    it has a date, with somebody who may decide; where nobody may see all of it, with ``by``. Raises
    ``NotNow`` when they are on opposite sides of one case, or a proposal about either waits.
    """
    kept, other = Person.objects.lock_both(kept, other)
    sees = queries.all_seen(by, kept, other)
    rules.require_can_propose(by, kept, other, why, chosen, sees=sees)
    rules.require_no_conflict(queries.conflict(kept, other))
    rules.require_no_other_proposal(queries.waiting_for(kept, other), kept, other)
    asked = rules.differing(kept, other)
    merge = Merge.objects.create(
        kept=kept,
        other=other,
        why=why.strip(),
        chosen={name: chosen[name] for name in asked},
        saw=queries.saw(kept, other),
        proposed_at=at,
        proposed_by=by,
    )
    ledger.record(by, "workspace.merge_proposed", merge, at=at, about=kept)
    ledger.record(by, "workspace.merge_proposed", merge, at=at, about=other)
    decider = queries.decider(by, kept, other)
    clocks.start(
        merge, [UNDECIDED], by=by, at=at, about=kept, owner=decider or by,
        restricted=queries.any_restricted(kept, other),
        note=rules.WHERE_IT_WAITS if decider else rules.NOBODY_DECIDES,
    )  # fmt: skip
    return merge


@transaction.atomic
def withdraw_merge(*, by: User, at: datetime, merge: Merge) -> Merge:
    """Take back one's own proposal, also when one may not see all of it any more.

    Nothing was found about the two: they can be proposed again.
    """
    merge = _locked(merge)
    rules.require_can_withdraw(by, merge)
    merge.state, merge.decided_at = "withdrawn", at
    merge.save()
    clocks.stop(merge, UNDECIDED.code, by=by, at=at, met=False, because="it was taken back")
    ledger.record(by, "workspace.merge_withdrawn", merge, at=at, about=merge.kept)
    ledger.record(by, "workspace.merge_withdrawn", merge, at=at, about=merge.other)
    return merge


@transaction.atomic
def decline_merge(*, by: User, at: datetime, merge: Merge, why: str) -> Merge:
    """Say that they are two people, or that it is not certain enough. The pair is not offered again."""
    merge = _locked(merge)
    sees = queries.all_seen(by, merge.kept, merge.other)
    rules.require_can_decide(by, merge, sees=sees, proposer_sees=True)
    rules.require_reason(why)
    _decide(merge, "declined", by=by, at=at, why=why)
    ledger.record(by, "workspace.merge_declined", merge, at=at, about=merge.kept)
    ledger.record(by, "workspace.merge_declined", merge, at=at, about=merge.other)
    return merge


@transaction.atomic
def confirm_merge(*, by: User, at: datetime, merge: Merge, why: str = "") -> Merge:
    """Put the two records together: everything of the one that goes is from now on of the other.

    Raises ``NotNow`` when ``by`` proposed it, when either record has changed since, or when they
    are on opposite sides of one case.
    """
    merge = _locked(merge, files=True)
    kept, other = merge.kept, merge.other
    sees, proposer_sees = (queries.all_seen(u, kept, other) for u in (by, merge.proposed_by))
    rules.require_can_decide(by, merge, sees=sees, proposer_sees=proposer_sees)
    rules.require_no_conflict(queries.conflict(kept, other))
    rules.require_as_it_was_seen(merge, queries.saw(kept, other))
    _decide(merge, "done", by=by, at=at, why=why)
    changes = Changes(merge)
    _join_contacts(changes, by=by, at=at)
    _join_persons(changes)
    _join_vulnerabilities(changes, by=by, at=at)
    _join_parts(changes, by=by, at=at)
    _move_the_rest(changes)
    _move_dates(changes)
    _one_date_each(changes, by=by, at=at)
    kept_rows = changes.keep()
    proposer: dict[str, Any] = {"proposer": merge.proposed_by.name}
    alone = _record_in_files("workspace.persons_merged", changes, by=by, at=at, facts=proposer)
    ledger.record(
        by, "workspace.persons_merged", merge, at=at, about=kept,
        changed=[kept, other, *alone, *kept_rows], **proposer,
    )  # fmt: skip
    ledger.record(by, "workspace.persons_merged", merge, at=at, about=other, **proposer)
    return merge


@transaction.atomic
def take_merge_apart(*, by: User, at: datetime, merge: Merge, why: str) -> Merge:
    """Put every row back as it was before the merge. What was added since stays with the survivor.

    A field that somebody has changed since the merge keeps what they wrote.
    """
    merge = _locked(merge, files=True)
    sees = queries.all_seen(by, merge.kept)
    rules.require_can_unmerge(by, merge, why, sees=sees, later=queries.merged_since(merge))
    changes = Changes(merge)
    left = 0
    # Parts and details that ended by the merge come back only when their twin is out of the way.
    for moved in merge.moved.order_by("-pk"):
        row, stays = _put_back(moved)
        left += len(stays)
        if row is not None:
            changes.rows[key_of(row)] = type(row)._base_manager.get(pk=row.pk)
    versions = _note_versions(changes, by=by, at=at)
    merge.state, merge.undone_at, merge.undone_by = "undone", at, by
    merge.undone_why = why.strip()
    merge.save()
    facts: dict[str, Any] = {"left": left}
    alone = _record_in_files("workspace.persons_unmerged", changes, by=by, at=at, facts=facts)
    kept, other = (Person.objects.get(pk=pk) for pk in (merge.kept_id, merge.other_id))
    ledger.record(
        by, "workspace.persons_unmerged", merge, at=at, about=kept,
        changed=[kept, other, *alone, *versions], **facts,
    )  # fmt: skip
    ledger.record(by, "workspace.persons_unmerged", merge, at=at, about=other, **facts)
    return merge


def _locked(merge: Merge, *, files: bool = False) -> Merge:
    """The proposal and both records as they stand, locked until the transaction ends.

    ``files``: their reports and cases before them, as whoever opens a case or adds to one holds the
    file before the person. In the other order two of them could wait for each other.
    """
    merge = Merge.objects.all().lock(merge)
    if files:
        _lock_files(merge)
    merge.kept, merge.other = Person.objects.lock_both(merge.kept, merge.other)
    return merge


def _lock_files(merge: Merge) -> None:
    """Every report, then every case, in which either stands, the oldest first.

    One that comes between this and the lock of the records changes what was seen: no merge then.
    """
    found = queries.files_of_all([merge.kept_id, merge.other_id]).values()
    reports = {report.pk for files in found for report in files.reports}
    list(Report.objects.select_for_update().filter(pk__in=reports).order_by("pk").values("pk"))
    held = {case.pk for files in found for case in files.cases}
    list(Case.objects.select_for_update().filter(pk__in=held).order_by("pk").values("pk"))


def _decide(merge: Merge, state: str, *, by: User, at: datetime, why: str) -> None:
    merge.state, merge.decided_by, merge.decided_at = state, by, at
    merge.decided_why = why.strip()
    merge.save()
    clocks.stop(merge, UNDECIDED.code, by=by, at=at)


def _join_persons(changes: Changes) -> None:
    """What was chosen of name, birthday and home; and the sign on the record that goes."""
    kept, other = changes.merge.kept, changes.merge.other
    said = rules.merged(kept, other, changes.merge.chosen)
    name = other if said["name"] == other.name else kept
    changes.write(
        kept,
        name=said["name"],
        known_as=said["known_as"],
        born_on=said["born_on"] or None,
        tenure=said["tenure"],
        name_key=name.name_key,
        sound_first=name.sound_first,
        sound_last=name.sound_last,
    )
    changes.write(other, merged_into_id=kept.pk)


def _move_the_rest(changes: Changes) -> None:
    """Every other row that names the record that goes, unless the survivor stands there already."""
    kept, other = changes.merge.kept, changes.merge.other
    for link in OF_PERSON:
        there = {_once(link.once, row) for row in queries.rows(link, [kept.pk])}
        for row in queries.rows(link, [other.pk]):
            ended = getattr(row, "ended_at", None) is not None
            if not link.once or ended or _once(link.once, row) not in there:
                changes.write(row, **{f"{link.column}_id": kept.pk})


def _once(columns: tuple[str, ...], row: models.Model) -> tuple[object, ...]:
    """What may be there only once; rows that have ended stand in nobody's way."""
    if getattr(row, "ended_at", None) is not None:
        return (row.pk,)
    return tuple(attrgetter(column)(row) for column in columns)


def _move_dates(changes: Changes) -> None:
    """Dates and files whose story is the person's own: they name their file by its ledger key."""
    kept, other = changes.merge.kept, changes.merge.other
    for row, columns in _named_by_key(other):
        changes.write(row, **dict.fromkeys(columns, key_of(kept)))


def _record_in_files(
    verb: str, changes: Changes, *, by: User, at: datetime, facts: Mapping[str, Any]
) -> list[models.Model]:
    """One entry in each file concerned, which is found by its words again. Answers the other rows."""
    files: dict[str, tuple[models.Model, list[models.Model]]] = {}
    alone: list[models.Model] = []
    links = {link.label: link for link in (*OF_PERSON, *OF_CONTACT)}
    for row in changes.rows.values():
        link = links.get(row._meta.label_lower)
        file = queries.file_of(link, row) if link else None
        if file is None:
            if not isinstance(row, Person):
                alone.append(row)
            continue
        files.setdefault(key_of(file), (file, []))[1].append(row)
    for _, (file, rows) in sorted(files.items()):
        ledger.record(by, verb, changes.merge, at=at, about=file, changed=rows, **facts)
        if isinstance(file, Case):
            keep_case_findable(file)
        elif isinstance(file, Report):
            keep_report_findable(Report.objects.get(pk=file.pk))
    return alone
