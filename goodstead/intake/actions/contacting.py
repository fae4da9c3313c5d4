"""How somebody wants to be contacted, said through their private link, which others may have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from goodstead.access.models import User
from goodstead.clocks import actions as clocks
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.definitions.contact import FIELDS
from goodstead.correspondence.models import SafeContact
from goodstead.ledger import actions as ledger

from .. import queries, rules
from ..definitions.additions import NEW_CONTACT, OUTCOMES
from ..models import Addition, Report
from .additions import _taken, _wake


@transaction.atomic
def ask_contact_change(
    *, by: User | None, at: datetime, report: Report, submission: str, wanted: Mapping[str, Any]
) -> Addition:
    """Contact them in another way. ``wanted`` holds only the details that change.

    It is done at once when the person learns of it by the address that we have, as protection
    against somebody who changes it for them. Where somebody may harm them, no old address is told
    anything: then, and where nobody would be told, an officer checks it with them first, what waits
    to be sent is held, and the person is marked as needing care.
    """
    report = Report.objects.lock(report)
    rules.require_can_add(by, report)
    details = {name: wanted[name] for name in FIELDS if wanted.get(name) not in (None, "")}
    rules.require_has_contact(report, details)
    assert report.contact is not None  # noqa: S101 - the rule asked
    contact = SafeContact.objects.lock(report.contact)
    added = _taken(report, "contact", submission, text="", details=details, at=at)
    if added is None:
        return report.additions.get(submission=submission)
    care = rules.needs_care(report, details)
    # While an earlier one is being checked nothing leaves, so nobody would be told of this one.
    at_once = not care and not contact.doubted and rules.old_address_hears(contact, details)
    if at_once:
        _change(report, contact, details, at=at)
        added.settled_at, added.outcome = at, "applied"
        added.save(update_fields=["settled_at", "outcome"])
    else:
        _hold_back(report, contact, care=care, at=at)
        _wake(report, NEW_CONTACT, by=by, at=at)
    how = OUTCOMES["applied"].lower() if at_once else "it waits until an officer has checked it"
    for file in queries.files_told(report):
        ledger.record(by, "intake.contact_change_asked", added, at=at, about=file, how=how)
    return added


@transaction.atomic
def answer_contact_change(
    *, by: User | None, at: datetime, addition: Addition, outcome: str, words: str
) -> Addition:
    """An officer has spoken to them in a way that was safe before: ``confirmed`` or ``refused``.

    ``words`` say how it was checked.
    """
    report = Report.objects.lock(addition.report)
    addition = Addition.objects.lock(addition)
    rules.require_may_answer(by, report)
    rules.require_waits(addition, outcome, ("confirmed", "refused"), words)
    addition.settled_at, addition.settled_by = at, by
    addition.outcome, addition.settled_words = outcome, words.strip()
    addition.save(update_fields=["settled_at", "settled_by", "outcome", "settled_words"])
    if outcome == "confirmed" and report.contact is not None:
        correspondence.change_contact(
            by=by, at=at, contact=report.contact, about=report.case or report, **addition.details
        )
    for file in queries.files_told(report):
        ledger.record(
            by, "intake.contact_change_answered", addition, at=at, about=file,
            outcome=OUTCOMES[outcome].lower(),
        )  # fmt: skip
    if queries.first_waiting(report, "contact") is None:
        if report.contact is not None:
            correspondence.trust_contact(
                by=by, at=at, contact=report.contact, about=report.case or report
            )
        clocks.stop(report, NEW_CONTACT.code, by=by, at=at)
    return addition


def _change(report: Report, contact: SafeContact, details: dict[str, Any], *, at: datetime) -> None:
    """Use the new details, and tell the address before them."""
    about = report.case or report
    before = contact.email_key
    changed = correspondence.change_contact(by=None, at=at, contact=contact, about=about, **details)
    if changed.version != contact.version and changed.email_key == before:
        # A new address is told of by the change itself; a new number is told of here.
        correspondence.queue(by=None, at=at, to=changed, template="contact_changed", about=about)


def _hold_back(report: Report, contact: SafeContact, *, care: bool, at: datetime) -> None:
    """Nothing more leaves by the old way until somebody has looked."""
    if care and not contact.flagged:
        correspondence.change_contact(
            by=None, at=at, contact=contact, about=report.case or report, flagged=True
        )
    correspondence.doubt_contact(by=None, at=at, contact=contact, about=report.case or report)
