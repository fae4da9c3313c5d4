"""Somebody does not agree with us, or asks that others look again: heard by a manager, with a date."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodstead.access.models import User
from goodstead.cases import actions as cases
from goodstead.cases.rules import same_episode
from goodstead.clocks import actions as clocks
from goodstead.ledger import actions as ledger

from .. import queries, rules
from ..definitions.additions import DISPUTE, OUTCOMES, REVIEW
from ..models import Addition, Report
from .additions import _taken, _wake
from .updates import write_update


@transaction.atomic
def dispute_outcome(
    *, by: User | None, at: datetime, report: Report, submission: str, text: str
) -> Addition:
    """They do not agree with the closing, or with what was decided: a manager answers.

    After the time that the closing letter gives it is written down all the same, and says so.
    """
    report = Report.objects.lock(report)
    rules.require_can_add(by, report)
    rules.require_finished(queries.is_finished(report))
    rules.require_says_something(text, "Tell us what you do not agree with.")
    case = report.case
    late = case is not None and not same_episode(case, at)
    details = {"late": "after the time that the closing letter gives"} if late else {}
    added = _taken(report, "dispute", submission, text=text, details=details, at=at)
    if added is None:
        return report.additions.get(submission=submission)
    for file in queries.files_told(report):
        ledger.record(
            by, "intake.outcome_disputed", added, at=at, about=file,
            late=", later than the letter says" if late else "",
        )  # fmt: skip
    owner, note = queries.who_looks_again(report, leaders_first=True)
    _wake(report, DISPUTE, by=by, at=at, owner=owner, note=note, in_case=False)
    return added


@transaction.atomic
def ask_case_review(
    *,
    by: User | None,
    at: datetime,
    report: Report,
    submission: str,
    text: str,
    others: str = "",
    share: str = "",
) -> Addition:
    """They ask for an ASB case review (section 104). Whether the threshold is met, staff decide.

    ``others`` are whom else they told of it; ``share`` is yes or no to telling the other bodies.
    """
    report = Report.objects.lock(report)
    rules.require_can_add(by, report)
    rules.require_says_something(text, "Tell us what happened and what was not enough.")
    details = {k: v.strip() for k, v in {"others": others, "share": share}.items() if v.strip()}
    added = _taken(report, "review", submission, text=text, details=details, at=at)
    if added is None:
        return report.additions.get(submission=submission)
    for file in queries.files_told(report):
        ledger.record(by, "intake.case_review_asked", added, at=at, about=file)
    owner, note = queries.who_looks_again(report, leaders_first=False)
    _wake(report, REVIEW, by=by, at=at, owner=owner, note=note, in_case=False)
    return added


@transaction.atomic
def answer_dispute(
    *, by: User | None, at: datetime, addition: Addition, outcome: str, words: str, update: str = ""
) -> Addition:
    """A manager has looked at it: it ``stands``, or it is taken up ``again``. Within its time the case
    is reopened. ``update`` is what they read behind their link."""
    report = Report.objects.lock(addition.report)
    addition = Addition.objects.lock(addition)
    rules.require_may_look_again(by, report)
    rules.require_waits(addition, outcome, ("stands", "again"), words)
    if outcome == "again":
        rules.require_can_take_up_again(by, report)
        case = report.case
        if case is not None and case.closed_at is not None and same_episode(case, at):
            cases.reopen_case(by=by, at=at, case=case, reason=words)
    _settle(addition, outcome, words, update, by=by, at=at)
    for file in queries.files_told(report):
        ledger.record(
            by, "intake.dispute_answered", addition, at=at, about=file,
            outcome=OUTCOMES[outcome].lower(),
        )  # fmt: skip
    if queries.first_waiting(report, "dispute") is None:
        clocks.stop(report, DISPUTE.code, by=by, at=at)
    return addition


@transaction.atomic
def answer_case_review(
    *, by: User | None, at: datetime, addition: Addition, outcome: str, words: str, update: str = ""
) -> Addition:
    """Whether the threshold of section 104 is ``met`` or ``not_met``, and how that was found."""
    report = Report.objects.lock(addition.report)
    addition = Addition.objects.lock(addition)
    rules.require_may_look_again(by, report)
    rules.require_waits(addition, outcome, ("met", "not_met"), words)
    _settle(addition, outcome, words, update, by=by, at=at)
    for file in queries.files_told(report):
        ledger.record(
            by, "intake.case_review_answered", addition, at=at, about=file,
            outcome=OUTCOMES[outcome].lower(),
        )  # fmt: skip
    if queries.first_waiting(report, "review") is None:
        clocks.stop(report, REVIEW.code, by=by, at=at)
    return addition


def _settle(
    addition: Addition, outcome: str, words: str, update: str, *, by: User | None, at: datetime
) -> None:
    addition.settled_at, addition.settled_by = at, by
    addition.outcome, addition.settled_words = outcome, words.strip()
    addition.save(update_fields=["settled_at", "settled_by", "outcome", "settled_words"])
    if update.strip():
        write_update(
            by=by, at=at, report=addition.report, text=update, submission=f"answer-{addition.pk}"
        )
