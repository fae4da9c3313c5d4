"""What becomes of a report. It is decided once, by a person, with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.access.permissions import Permission, can
from goodstead.cases import actions as cases
from goodstead.cases import promises
from goodstead.cases.definitions.tracks import TRACKS
from goodstead.cases.models import Case
from goodstead.clocks import actions as clocks
from goodstead.clocks.queries import is_running
from goodstead.ledger import actions as ledger
from goodstead.risk import actions as risk

from .. import queries, rules
from ..definitions.additions import ADDED
from ..definitions.standards import ACKNOWLEDGE
from ..models import Decision, Report
from .acknowledging import _let_in
from .additions import _carry_additions, _wake


@transaction.atomic
def open_case(
    *,
    by: User | None,
    at: datetime,
    report: Report,
    reason: str,
    officer: User | None = None,
    track: str = "",
    track_reason: str = "",
) -> Case:
    """Open a case from a report. Whoever reported it is its complainant.

    Without ``officer`` the suggested one gets it, and without ``track`` it goes the way that the
    answers speak for; another way needs ``track_reason``, which is kept with the decision. What
    the report says about harm stands until somebody assesses the risk, so that a person at high
    harm is promised the shorter dates.
    """
    report = Report.objects.lock(report)
    rules.require_can_decide(by, report, reason)
    proposed = queries.proposed_track(report)
    track = track or proposed.track
    rules.require_can_take_track(
        track,
        proposed,
        harm_band=report.harm_band,
        sensitive=report.restricted or report.hate,
        reason=track_reason,
    )
    high = report.harm_band == "high"
    case = cases.open_case(
        by=by,
        at=at,
        category=report.category,
        officer=officer,
        premises=report.premises,
        patch=report.patch,
        restricted=report.restricted,
        hate=report.hate,
        parties=[(report.person, "complainant")] if report.person else [],
        track=track,
        reported_at=report.received_at,
        harm_band="high" if high else "",
        harm_words=f"From the report: {report.harm_words}" if high else "",
    )
    _tell_risk(report, case, at)
    why = reason if track == proposed.track else _with_track(reason, track, proposed, track_reason)
    decision = _decide(report, "opened", why, by=by, at=at, case=case)
    for file in (report, case):
        ledger.record(
            by, "intake.case_opened", decision, at=at, about=file, changed=[report],
            reference=report.reference, case=case.reference, track=track, proposed=proposed.track,
        )  # fmt: skip
    return case


def _with_track(reason: str, track: str, proposed: rules.Proposed, why: str) -> str:
    """The reason of the decision, and beside it why the case goes another way than was proposed."""
    return (
        f"{reason.strip()}\n\n{TRACKS[track]}, not {TRACKS[proposed.track].lower()} as proposed "
        f"({proposed.why}): {why.strip()}"
    )


@transaction.atomic
def attach_to_case(
    *, by: User | None, at: datetime, report: Report, case: Case, reason: str
) -> Case:
    """Add a report to a case that is open. Whoever reported it becomes a complainant in it.

    When the service adds it (``by`` None), by a reference that came with it, nobody has read it:
    the officer of the case gets a date by which to.
    """
    report = Report.objects.lock(report)
    rules.require_can_decide(by, report, reason)
    case = Case.objects.lock(case)
    rules.require_can_attach(by, report, case)
    parts = case.parties.filter(ended_at__isnull=True, part="complainant")
    if report.person and parts.filter(person=report.person).exists():
        promises.keep_to_report(
            case, band=report.harm_band, reported_at=report.received_at, by=by, at=at,
            codes=("first_contact",),
        )  # fmt: skip
    elif report.person:
        # The co-ordinator may attach but does not work on cases: then the system adds the party.
        adds = by if can(by, Permission.CASE_WORK) else None
        cases.add_party(
            by=adds, at=at, case=case, person=report.person, part="complainant",
            reported_at=report.received_at, reported_band=report.harm_band,
        )  # fmt: skip
    _tell_risk(report, case, at)
    decision = _decide(report, "attached", reason, by=by, at=at, case=case)
    for file in (report, case):
        ledger.record(
            by, "intake.attached_to_case", decision, at=at, about=file, changed=[report],
            reference=report.reference, case=case.reference,
        )  # fmt: skip
    if by is None:
        _wake(report, ADDED, by=by, at=at)
    return case


@transaction.atomic
def refer_report(
    *, by: User | None, at: datetime, report: Report, to: str, reason: str, told: bool = False
) -> Decision:
    """Pass a report to another team or body that can act on it. ``told``: so was the person."""
    report = Report.objects.lock(report)
    rules.require_can_decide(by, report, reason)
    rules.require_names_somebody(to)
    decision = _decide(report, "referred", reason, by=by, at=at, to=to.strip(), told=told)
    ledger.record(
        by, "intake.report_referred", decision, at=at, about=report, changed=[report],
        reference=report.reference, to=decision.referred_to,
    )  # fmt: skip
    return decision


@transaction.atomic
def advise_report(
    *, by: User | None, at: datetime, report: Report, reason: str, told: bool = False
) -> Decision:
    """Answer a report with advice. ``reason`` says what was advised and why that is enough.

    ``told``: the person was given it.
    """
    report = Report.objects.lock(report)
    rules.require_can_decide(by, report, reason)
    decision = _decide(report, "advised", reason, by=by, at=at, told=told)
    ledger.record(
        by, "intake.report_advised", decision, at=at, about=report, changed=[report],
        reference=report.reference,
    )  # fmt: skip
    return decision


@transaction.atomic
def mark_not_asb(
    *,
    by: User | None,
    at: datetime,
    report: Report,
    reason: str,
    told: bool = False,
    from_nobody: bool = False,
) -> Decision:
    """Decide that this is not anti-social behaviour, and say why. ``told``: also to the person.

    ``from_nobody``: no person sent it, so nobody is written to.
    """
    report = Report.objects.lock(report)
    rules.require_can_decide(by, report, reason)
    decision = _decide(report, "not_asb", reason, by=by, at=at, told=told, from_nobody=from_nobody)
    ledger.record(
        by, "intake.marked_not_asb", decision, at=at, about=report, changed=[report],
        reference=report.reference,
    )  # fmt: skip
    return decision


def _tell_risk(report: Report, case: Case, at: datetime) -> None:
    """What was answered in the report stands beside the questions when the risk is assessed."""
    form = queries.form_of(report)
    asked, beyond = rules.made_high(form, report.answers)
    high = report.harm_band == "high"
    risk.keep_told(
        by=None,
        at=at,
        case=case,
        person=report.person,
        reference=report.reference,
        said_at=report.received_at,
        answers=rules.ram_1_answers(report.answers),
        band="high" if high else "",
        words=f"From the report: {report.harm_words}" if high else "",
        asked=asked if high else (),
        beyond=beyond if high else "",
    )


@transaction.atomic
def note_answer(*, by: User | None, at: datetime, report: Report) -> bool:
    """The acknowledgement left: the promise to answer is kept, on the day on which it was sent.

    Done by the system. False when nothing was sent yet, or the promise was settled before.
    """
    rules.require_can_note_answer(by)
    report = Report.objects.lock(report)
    sent = queries.acknowledgement(report)
    if sent is None or sent.sent_at is None or not is_running(report, ACKNOWLEDGE.code):
        return False
    ledger.record(by, "intake.report_answered", report, at=at, about=report, how="by email")
    clocks.stop(report, ACKNOWLEDGE.code, by=by, at=at, done_at=sent.sent_at)
    return True


def _decide(
    report: Report,
    outcome: str,
    reason: str,
    *,
    by: User | None,
    at: datetime,
    to: str = "",
    case: Case | None = None,
    told: bool = False,
    from_nobody: bool = False,
) -> Decision:
    """Append the decision, put the outcome on the report, stop what was waiting for it.

    Whoever decides on one that was set apart, other than that nobody sent it, has let it in.
    """
    if report.set_apart and not from_nobody:
        ledger.record(by, "intake.report_let_in", report, at=at, about=report)
        _let_in(report, by=by, at=at, read=case is None, told=told)
    decision = Decision.objects.create(
        report=report, outcome=outcome, reason=reason.strip(), referred_to=to, at=at, by=by
    )
    report.outcome, report.decided_at, report.case = outcome, at, case
    report.save(update_fields=["outcome", "decided_at", "case"])
    clocks.stop(report, "report_unlinked", by=by, at=at)
    _carry_additions(report, by=by, at=at)
    _settle_answer(report, told=told, by=by, at=at)
    return decision


def _settle_answer(report: Report, *, told: bool, by: User | None, at: datetime) -> None:
    """Deciding answers nobody. The promise is kept when something was sent or said to them.

    An acknowledgement by email counts, when it left; while it waits, so does the promise. In a
    case the promise to speak to them carries on. Otherwise it is cancelled, not kept, and says why.
    """
    if told:
        ledger.record(by, "intake.report_answered", report, at=at, about=report, how="told by us")
        clocks.stop(report, ACKNOWLEDGE.code, by=by, at=at)
    elif queries.acknowledgement_waits(report):
        return
    elif not note_answer(by=None, at=at, report=report):
        why = rules.unanswered_because(report)
        clocks.stop(report, ACKNOWLEDGE.code, by=by, at=at, met=False, because=why)
