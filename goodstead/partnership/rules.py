"""Who may take a report at a centre, invite a partner and refer somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, require

from .definitions.asking import BASES, DANGER_AFTER, LASTS, POLICE, TIMES
from .models import Invitation

NO_LONGER = (
    "This was not sent: the link does not work any more. What you typed is still here. Copy it, and "
    f"call {settings.COUNCIL['telephone']}, or ask whoever sent you the link for a new one."
)
AFTER_ITS_END = "It had ended when this was sent. Ask the body whether it comes from them."
UNAWARE = "They do not know that we were told."


def require_can_take(by: User, police: str) -> None:
    """Somebody of a reporting centre, who says whether the police may be told."""
    require(by, Permission.HATE_REPORT_TAKE)
    if police not in POLICE:
        raise NotNow("Say whether the police may be told.")


def require_can_invite(by: User, days: str, times: str) -> None:
    require(by, Permission.PARTNER_INVITE)
    if days not in LASTS or times not in TIMES:
        raise NotNow("Choose how long the link works, and how often.")


def require_can_stop(by: User, invitation: Invitation) -> None:
    require(by, Permission.PARTNER_INVITE)
    if invitation.stopped_at:
        raise NotNow("It is stopped already.")


def ended_at(invitation: Invitation, at: datetime) -> datetime | None:
    """Since when the link does not work, for whatever reason; None while it does."""
    used_up = invitation.last_used_at if invitation.used >= invitation.most else None
    ends = (invitation.stopped_at, invitation.ends_at, used_up)
    return min((end for end in ends if end and end <= at), default=None)


def require_can_refer(
    by: User | None, invitation: Invitation, basis: str, at: datetime, *, in_danger: bool = False
) -> None:
    """Only with the link, while it works.

    When somebody is in danger now, also for a day after it ended: whoever wrote it began in good
    time, or was the second of a school to press the button, and does not come back to write it
    again. A stopped link counts, too: anybody may tell us of danger on the public form, so nothing
    opens by it. The report says that the link had ended, so that nobody trusts its name too much.
    """
    if by is not None:
        raise PermissionDenied("A referral is sent with the link alone")
    ended = ended_at(invitation, at)
    if ended and not (in_danger and at - ended < DANGER_AFTER):
        raise NotNow(NO_LONGER)
    if basis not in BASES:
        raise NotNow("Choose why you may tell us.")


def answers_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a partner wrote down, as answers of the reporting form. A way that was not named as safe
    is closed, and nobody gets a link to follow it who did not ask for one. Of somebody who does not
    know that we were told every way is closed, and their contact is marked: take care."""
    kept = (
        "danger", "category", "strands", "location_text", "last_on", "last_time", "violence", "name",
        "email", "telephone", "address", "ways", "safe_times", "must_not_know", "voicemail",
    )  # fmt: skip
    answers = {code: given[code] for code in kept if given.get(code)}
    reachable = bool(given.get("ways") or given.get("name"))
    if given.get("aware") == "no":
        others = str(given.get("must_not_know") or "")
        answers |= {"ways": [], "must_not_know": f"{UNAWARE} {others}".strip()}
    return answers | {"may_contact": "yes" if reachable else "no", "follow": "no"}


def in_words(story: str, lines: Mapping[str, str]) -> str:
    """The story, and under it what else was written down, each with what it is."""
    more = [f"{name}: {text.strip()}" for name, text in lines.items() if text.strip()]
    return "\n\n".join([story.strip(), *more])
