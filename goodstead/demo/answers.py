"""What the worker does in the night, and how residents answer the survey."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from goodstead.access.permissions import Permission, can
from goodstead.clocks import actions as clocks
from goodstead.clocks import tick
from goodstead.clocks.models import Deadline
from goodstead.correspondence.models import Message
from goodstead.engagement import actions as engagement
from goodstead.engagement import queries as surveys
from goodstead.ledger.following import follow
from goodstead.ledger.management.commands.follow_ledger import listed

from . import words
from .story import Borough

NIGHTS_APART = 2  # the story takes every second night together


def night(story: Borough, at: datetime, *, count: bool) -> None:
    """Followers, messages and deadlines, as the worker would have done them.

    Figures are counted when a month is over (``count``): what they were in between nobody saw.
    """
    follow(listed(), at=at)
    work = [one for one in tick.periodic_work() if count or not one.name.startswith("insight.")]
    failed = [done for done in tick.run(at, work) if done.failure]
    if failed:
        raise RuntimeError(f"The night's work failed: {failed}")
    since = at - timedelta(days=NIGHTS_APART)
    asked = Message.objects.filter(template="survey_invitation", queued_at__gte=since)
    for message in asked.order_by("pk"):
        if story.chance.random() < 0.6:
            wait = timedelta(days=story.chance.randint(1, 12), hours=story.chance.randint(8, 20))
            story.later(at + wait, _answer(story, message.variables["survey_link"]))
    _say_why(story, at)


def _say_why(story: Borough, at: datetime) -> None:
    """What was missed is explained within the week by whoever owed it, or by the leader."""
    due = Deadline.objects.all().unexplained().filter(missed_at__lt=at - timedelta(days=4))
    for deadline in due.select_related("owner").order_by("pk"):
        owes = deadline.owner
        by = owes if owes and can(owes, Permission.CASE_WORK) else story.staff["leader"]
        reason = words.MISSED_BECAUSE[deadline.pk % len(words.MISSED_BECAUSE)]
        clocks.give_reason_for_miss(deadline, by=by, at=at, reason=reason)


def _answer(story: Borough, link: str) -> Callable[[datetime], None]:
    """One resident answers; most are content with the handling, fewer with the outcome."""

    def happen(at: datetime) -> None:
        scores = ("1", "2", "3", "4", "5", "dont_know")
        survey = surveys.behind_link(link.rstrip("/").rpartition("/")[2], at)
        if survey is None:
            return
        engagement.answer_survey(
            by=None,
            survey=survey,
            handling=story.chance.choices(scores, (5, 8, 12, 40, 33, 2))[0],
            outcome=story.chance.choices(scores, (9, 13, 15, 35, 25, 3))[0],
            comment=story.chance.choice(words.COMMENTS),
            at=at,
        )

    return happen
