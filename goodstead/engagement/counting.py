"""Counting once in a visit: what people do with a guide, and what they say about themselves."""

from __future__ import annotations

import logging
from datetime import datetime

from django.http import HttpRequest

from goodstead.access import limits
from goodstead.intake.pages import CANNOT_WRITE
from goodstead.ledger.again import again

from . import actions
from .definitions.guiding import READ_ON, Guide

# In the session: for each guide, whether its end and its answer were counted. Not what was said.
_COUNTED = "guides"
_ABOUT_YOU = "about_you"  # whether they were counted, and nothing of what was said
log = logging.getLogger("goodstead.engagement")


def count_once(request: HttpRequest, guide: Guide, said: str, *, at: datetime) -> None:
    """Count it, unless this visit did already, it is staff who look, or too many came at once.

    Whoever is not counted is helped all the same, so nothing is refused here, also when the
    database cannot take it.
    """
    if request.user.is_authenticated:
        return
    counted: dict[str, list[str]] = request.session.get(_COUNTED, {})
    kind = "end" if said == READ_ON else "answer"
    before = counted.get(guide.code, [])
    if kind in before or limits.too_many(request, "engagement.guides"):
        return
    try:
        again(lambda: actions.count_guide(by=None, guide=guide.code, said=said, at=at))
    except CANNOT_WRITE:
        log.exception("What was done with a guide could not be counted")
        return
    request.session[_COUNTED] = counted | {guide.code: [*before, kind]}


def count_about_you_once(request: HttpRequest, answers: dict[str, str], *, at: datetime) -> None:
    """Count who somebody is, unless this visit did already or too many came at once."""
    if not answers or request.session.get(_ABOUT_YOU) or request.user.is_authenticated:
        return
    if limits.too_many(request, "engagement.about-you"):
        return
    try:
        again(lambda: actions.count_about_you(by=None, answers=answers, at=at))
    except CANNOT_WRITE:
        log.exception("What was said about who somebody is could not be counted")
        return
    request.session[_ABOUT_YOU] = True
