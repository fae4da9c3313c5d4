"""What partners do: a centre takes a report down, a body is invited, and refers somebody."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from goodstead.access.models import User
from goodstead.intake import actions as intake
from goodstead.ledger import actions as ledger

from . import queries, rules
from .definitions.asking import BASES, POLICE, TOKEN_BYTES, ends_after
from .models import HateReport, Invitation, Referral


@transaction.atomic
def take_hate_report(
    *, by: User, at: datetime, submission_key: str, story: str, given: Mapping[str, Any],
    lines: Mapping[str, str], police: str, police_reference: str = "",
) -> HateReport:  # fmt: skip
    """A report of a hate crime or incident, taken down for somebody at a reporting centre.

    It goes the way of every report of hate: only people trained for it read it, and only ways that
    the person named as safe are used. ``lines`` are written under the story, each with its name.
    Pressed twice it is one report.
    """
    rules.require_can_take(by, police)
    centre = by.team.organisation
    said = {
        "Taken down at": f"{centre.name}, by {by.name}",
        "May the police be told": POLICE[police],
        "Police reference": police_reference,
    }
    report, _ = intake.submit_report(
        by=None, at=at, submission_key=submission_key, channel="centre", closed=True,
        answers=rules.answers_of(given)
        | {"category": "hate", "description": rules.in_words(story, {**lines, **said})},
    )  # fmt: skip
    known = HateReport.objects.filter(report=report).first()
    if known is not None:
        return known
    taken = HateReport.objects.create(
        report=report, centre=centre, taken_by=by, unnamed=not given.get("name"), police=police,
        police_reference=police_reference, taken_at=at,
    )  # fmt: skip
    ledger.record(
        by, "partnership.hate_report_taken", taken, at=at, about=report,
        centre=centre.name, taker=by.name, police=POLICE[police],
    )  # fmt: skip
    return taken


@transaction.atomic
def invite_partner(
    *, by: User, at: datetime, organisation: str, person: str, email: str, purpose: str,
    days: str, times: str,
) -> tuple[Invitation, str]:  # fmt: skip
    """Make a link with which one person of a partner refers people to us, for one purpose.

    The second value is its token, of 192 bits; it is kept nowhere.
    """
    rules.require_can_invite(by, days, times)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    made = Invitation.objects.create(
        organisation=organisation.strip(), person=person.strip(), email=email.strip(),
        purpose=purpose.strip(), token_hash=queries.hash_of(token), made_by=by, made_at=at,
        ends_at=at + ends_after(days), most=int(times),
    )  # fmt: skip
    ledger.record(
        by, "partnership.partner_invited", made, at=at, about=made,
        organisation=made.organisation, most=made.most,
    )  # fmt: skip
    return made, token


@transaction.atomic
def stop_invitation(*, by: User, at: datetime, invitation: Invitation) -> Invitation:
    """The link opens nothing from now on. What came by it stays."""
    invitation = Invitation.objects.lock(invitation)
    rules.require_can_stop(by, invitation)
    invitation.stopped_at = at
    invitation.save(update_fields=["stopped_at"])
    ledger.record(
        by, "partnership.invitation_stopped", invitation, at=at, about=invitation,
        organisation=invitation.organisation,
    )  # fmt: skip
    return invitation


@transaction.atomic
def refer_to_us(
    *, by: User | None, at: datetime, invitation: Invitation, submission_key: str, written_by: str,
    basis: str, story: str, given: Mapping[str, Any], lines: Mapping[str, str],
) -> Referral:  # fmt: skip
    """Somebody of a partner tells us about a person or a place. It lands in the inbox.

    Raises ``NotNow`` when the link ended meanwhile, unless somebody is in danger: then it comes in
    for a day more, and does not count as a use. Pressed twice it is one referral; with other words
    it raises ``AlreadySent``, so that nothing said is lost.
    """
    invitation = Invitation.objects.lock(invitation)
    known = queries.referral_of(invitation, submission_key)
    if known is None:
        in_danger = given.get("danger") == "yes"
        rules.require_can_refer(by, invitation, basis, at, in_danger=in_danger)
        late = rules.ended_at(invitation, at) is not None
    else:
        late = rules.AFTER_ITS_END in known.report.description  # as it was the first time
    said = {
        "Referred by": f"{written_by}, {invitation.organisation}",
        "Why they may tell us": BASES[basis],
        "The link": rules.AFTER_ITS_END if late else "",
    }
    report, _ = intake.submit_report(
        by=None, at=at, submission_key=submission_key, channel="referral",
        answers=rules.answers_of(given) | {"description": rules.in_words(story, {**lines, **said})},
    )  # fmt: skip
    if known is not None:
        return known
    sent = Referral.objects.create(
        report=report, invitation=invitation, written_by=written_by, basis=basis, sent_at=at
    )
    if not late:  # or each would give the link another day
        invitation.used, invitation.last_used_at = invitation.used + 1, at
        invitation.save(update_fields=["used", "last_used_at"])
    ledger.record(
        by, "partnership.referral_sent", sent, at=at, about=report,
        changed=[] if late else [invitation],
        organisation=invitation.organisation, invitation=invitation.pk, basis=BASES[basis],
    )  # fmt: skip
    return sent
