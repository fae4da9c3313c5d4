"""What the worker does in the night, and how residents answer the survey."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import QuerySet

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
    for message in asked_between(at - timedelta(days=NIGHTS_APART), at):
        if story.chance.random() < 0.6:
            wait = timedelta(days=story.chance.randint(1, 12), hours=story.chance.randint(8, 20))
            story.later(at + wait, _answer(story, message.variables["survey_link"]))
    _say_why(story, at)


def asked_between(since: datetime, until: datetime) -> QuerySet[Message]:
    """Invitations of these nights. Both ends, or one that was sent as the night began, a few minutes
    after the last thing of the day, would be there twice."""
    asked = Message.objects.filter(template="survey_invitation")
    return asked.filter(queued_at__gte=since, queued_at__lt=until).order_by("pk")


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
        if survey is None or survey.answered_at is not None:
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
