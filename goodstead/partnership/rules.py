"""Who may take a report at a centre, invite a partner and refer somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, require

from .definitions.asking import BASES, LASTS, POLICE, TIMES
from .models import Invitation

NO_LONGER = "This link does not work any more. Ask whoever sent it to you for a new one."


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


def require_can_refer(by: User | None, invitation: Invitation, basis: str, at: datetime) -> None:
    """Only with the link, while it works."""
    if by is not None:
        raise PermissionDenied("A referral is sent with the link alone")
    used_up = invitation.used >= invitation.most
    if invitation.stopped_at or invitation.ends_at <= at or used_up:
        raise NotNow(NO_LONGER)
    if basis not in BASES:
        raise NotNow("Choose why you may tell us.")


def answers_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a partner wrote down, as answers of the reporting form. A way that was not named as safe
    is closed, and nobody gets a link to follow it who did not ask for one."""
    kept = (
        "danger", "category", "strands", "location_text", "last_on", "last_time", "violence", "name",
        "email", "telephone", "address", "ways", "safe_times", "must_not_know", "voicemail",
    )  # fmt: skip
    answers = {code: given[code] for code in kept if given.get(code)}
    reachable = bool(given.get("ways") or given.get("name"))
    return answers | {"may_contact": "yes" if reachable else "no", "follow": "no"}


def in_words(story: str, lines: Mapping[str, str]) -> str:
    """The story, and under it what else was written down, each with what it is."""
    more = [f"{name}: {text.strip()}" for name, text in lines.items() if text.strip()]
    return "\n\n".join([story.strip(), *more])
