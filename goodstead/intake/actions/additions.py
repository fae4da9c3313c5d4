"""What somebody adds through their private link, and the officer who is woken by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from goodstead.access.models import User
from goodstead.cases.definitions.statuses import BAND_RANK
from goodstead.clocks import actions as clocks
from goodstead.clocks.definitions.counting import Clock
from goodstead.clocks.models import Deadline
from goodstead.clocks.queries import running_of
from goodstead.clocks.rules import due_at
from goodstead.ledger import actions as ledger
from goodstead.risk import actions as risk

from .. import queries, rules
from ..definitions.additions import ADDED, CHANGES, DANGER, HEAVY, NEW_CONTACT, ONLY_READ, WORSE
from ..definitions.diary import DIARY
from ..definitions.recordings import UNHEARD
from ..models import Addition, DiaryEntry, Incident, Report


@transaction.atomic
def tell_incident(
    *,
    by: User | None,
    at: datetime,
    report: Report,
    submission: str,
    text: str,
    day: date,
    time: str = "",
    lasted: str = "",
    affected: str = "",
    danger: bool = False,
) -> Addition:
    """Something else happened: it joins the report, its case, and what happened there.

    The same ``submission`` again changes nothing. Raises ``AlreadyTaken`` when it comes with other
    words, so that nothing said is lost.
    """
    report = Report.objects.lock(report)
    rules.require_can_add(by, report)
    rules.require_says_something(text, "Tell us what happened.")
    told = {"day": f"{day:%-d %B %Y}", "time": time, "lasted": lasted, "affected": affected}
    details = {name: said.strip() for name, said in told.items() if said.strip()}
    added = _taken(report, "incident", submission, text=text, details=details, danger=danger, at=at)
    if added is None:
        return report.additions.get(submission=submission)
    incident = Incident.objects.create(
        channel="web",
        category=report.category,
        happened_month=day.replace(day=1),
        easting=report.easting,
        northing=report.northing,
        cell50=report.premises.cell50 if report.premises else "",
        ward_code=report.ward_code,
        lsoa_code=report.lsoa_code,
        report=report,
        created_at=at,
    )
    changed = [incident, *_raised(report, danger=danger, heavy=danger)]
    for file in queries.files_told(report):
        ledger.record(
            by, "intake.incident_told", added, at=at, about=file, changed=changed,
            day=details["day"],
        )  # fmt: skip
    _wake(report, DANGER if danger else ADDED, by=by, at=at)
    _heed(report, added, at=at)
    return added


@transaction.atomic
def say_worse(
    *,
    by: User | None,
    at: datetime,
    report: Report,
    submission: str,
    changed: Sequence[str] = (),
    text: str = "",
    danger: bool = False,
) -> Addition:
    """It is getting worse: the officer is to contact them by the next working day, or today when
    somebody is in danger. Threats, harm and danger make an open case as urgent as high harm does."""
    report = Report.objects.lock(report)
    rules.require_can_add(by, report)
    codes = [code for code in CHANGES if code in changed]
    details = {"changed": codes} if codes else {}
    added = _taken(report, "worse", submission, text=text, details=details, danger=danger, at=at)
    if added is None:
        return report.additions.get(submission=submission)
    heavy = rules.is_heavy(danger=danger, changed=tuple(codes))
    raised = _raised(report, danger=danger, heavy=heavy)
    for file in queries.files_told(report):
        ledger.record(
            by, "intake.worse_said", added, at=at, about=file, changed=raised,
            danger="; somebody is in danger now" if danger else "",
        )  # fmt: skip
    _wake(report, DANGER if danger else WORSE, by=by, at=at)
    _heed(report, added, at=at)
    return added


@transaction.atomic
def read_additions(
    *, by: User | None, at: datetime, report: Report, seen: int | None = None
) -> list[Addition]:
    """What was added is read, and dealt with as far as it must be at once. Stops what was due.

    So is a report that the service added to a case by itself. ``seen`` is the number of the last
    addition that they were shown: one that came afterwards is not read, and the dates go on to run
    for it. None means everything there is.
    """
    report = Report.objects.lock(report)
    rules.require_may_answer(by, report)
    found = report.additions.select_for_update().waiting().filter(kind__in=ONLY_READ)
    waiting, later = rules.were_seen(found, seen)
    for one in waiting:
        one.settled_at, one.settled_by, one.outcome = at, by, "read"
        one.save(update_fields=["settled_at", "settled_by", "outcome"])
    if waiting or (not later and queries.is_unread(report)):
        for file in queries.files_told(report):
            ledger.record(by, "intake.additions_read", report, at=at, about=file, changed=waiting)
    if not later:
        for code in (ADDED.code, WORSE.code):
            clocks.stop(report, code, by=by, at=at)
    return waiting


def _taken(
    report: Report,
    kind: str,
    submission: str,
    *,
    text: str,
    details: Mapping[str, Any],
    danger: bool = False,
    at: datetime,
) -> Addition | None:
    """The new row, or None when this sending made one before. The report is locked."""
    text = text.strip()
    known = report.additions.filter(submission=submission).first()
    if known is not None:
        rules.require_same_words(known, text=text, details=details)
        return None
    return Addition.objects.create(
        report=report, kind=kind, submission=submission, text=text, details=details,
        danger=danger, received_at=at,
    )  # fmt: skip


def _raised(report: Report, *, danger: bool, heavy: bool) -> list[models.Model]:
    """A report that waits for a decision comes up in the inbox."""
    rank = rules.inbox_rank("high" if heavy else report.harm_band, danger=danger or report.danger)
    if report.outcome or rank <= report.inbox_rank:
        return []
    report.inbox_rank = rank
    report.save(update_fields=["inbox_rank"])
    return [report]


def _heed(report: Report, added: Addition, *, at: datetime) -> None:
    """An open case is as urgent as its people say, and whoever it is about is assessed soon."""
    if words := _heavy(added):
        _tell_case(
            report, f"{report.reference}/{added.pk}", said_at=added.received_at,
            words=f"Added to the report: {words}", beyond=words, at=at,
        )  # fmt: skip


def _heed_entry(report: Report, entry: DiaryEntry, *, at: datetime) -> None:
    """The same for a threat that stands in the diary."""
    if rules.is_heavy_entry(entry.what):
        words = "somebody threatened or hurt them"
        _tell_case(
            report, f"{report.reference}/d{entry.pk}", said_at=entry.received_at,
            words=f"Written in the diary: {words}", beyond=words, at=at,
        )  # fmt: skip


def _tell_case(
    report: Report, reference: str, *, said_at: datetime, words: str, beyond: str, at: datetime
) -> None:
    """Its open case becomes as urgent as a report of high harm."""
    case = queries.open_case_of(report)
    if case is None:
        return
    risk.keep_told(
        by=None,
        at=at,
        case=case,
        person=report.person,
        reference=reference,
        said_at=said_at,
        answers={},
        band="high",
        words=words,
        beyond=beyond,
    )


def _heavy(added: Addition) -> str:
    """What makes it as urgent as a report of high harm, in words; empty when nothing does."""
    said = [CHANGES[code].lower() for code in added.details.get("changed", ()) if code in HEAVY]
    danger = ["somebody was in danger when they wrote again"] if added.danger else []
    return ", ".join([*danger, *said])


def _wake(
    report: Report, clock: Clock, *, by: User | None, at: datetime, owner: User | None = None,
    note: str = "", in_case: bool = True,
) -> Deadline:  # fmt: skip
    """The officer gets a date, unless there is one that comes no later."""
    running = running_of(report, clock.code)
    if running and running.due_at <= due_at(clock, at):
        return running
    case = queries.open_case_of(report)
    urgent = clock.code == WORSE.code
    harm = max(BAND_RANK[report.harm_band], case.harm_rank if case else 0)
    (found,) = clocks.start(
        report,
        [clock],
        by=by,
        at=at,
        about=case if case and in_case else report,
        owner=owner or queries.who_hears(report),
        team=case.team if case else queries.triage_team(report.patch),
        harm=BAND_RANK["high"] if urgent else harm,
        restricted=queries.is_closed_to_others(report),
        note=note,
        restart=True,
    )
    return found


def _carry_additions(report: Report, *, by: User | None, at: datetime) -> None:
    """What nobody has read yet comes along when the report becomes part of a case. The dates stay.

    Called by the decision, in its transaction.
    """
    case = report.case
    waiting = list(report.additions.waiting())
    if case is None:
        return
    for clock in (ADDED, WORSE, NEW_CONTACT, DIARY, UNHEARD):
        running = running_of(report, clock.code)
        if running is None:
            continue
        clocks.stop(report, clock.code, by=by, at=at, met=False, because="it is due in the case")
        clocks.agree(
            report, running.clock, by=by, at=at, due=running.due_at, about=case, owner=case.officer,
            team=case.team, harm=running.harm, restricted=case.restricted,
        )  # fmt: skip
    for one in waiting:
        ledger.record(
            by, "intake.additions_carried", one, at=at, about=case,
            reference=report.reference, what=one.what,
        )  # fmt: skip
        _heed(report, one, at=at)
    for entry in report.diary.unread():
        _heed_entry(report, entry, at=at)
