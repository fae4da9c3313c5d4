"""The story that ``make run`` tells: it comes to its end, at whatever hour it is told."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from goodstead.cases.models import Case
from goodstead.correspondence import actions as correspondence
from goodstead.demo import answers, story
from goodstead.demo.management.commands.tell_story import Command
from goodstead.intake.models import Report
from goodstead.ledger.checking import check

pytestmark = [pytest.mark.django_db, pytest.mark.once]


class Bar:
    """The progress, added up."""

    days = 0

    def update(self, days: int) -> None:
        self.days += days


def test_some_months_of_the_story_are_told_to_their_end(monkeypatch):
    monkeypatch.setattr(story, "REPORTS", 90)
    monkeypatch.setattr(story, "CASES", 12)
    end = datetime(2026, 11, 23, 14, 45, tzinfo=ZoneInfo("Europe/London"))
    told, bar = story.Borough(Random(20190401), end - timedelta(days=100), end), Bar()
    Command().tell(told, bar)
    assert bar.days == 100
    assert Report.objects.count() > 80 and Case.objects.count() == 12
    assert Case.objects.filter(closed_at__isnull=False).exists()
    assert check().problems == []


def test_each_invitation_is_answered_for_once_also_one_sent_after_the_last_thing_of_the_day(
    people, now
):
    contact = correspondence.add_contact(
        by=None, at=now, about=people.team, email="a@example.com", may_email=True
    )
    for minutes in (-5, 0, 5):
        correspondence.queue(
            by=None,
            at=now + timedelta(minutes=minutes),
            to=contact,
            template="survey_invitation",
            about=people.team,
            reference="1",
            survey_link="/survey/x",
            answer_by="Monday",
        )
    nights = [
        answers.asked_between(now + timedelta(days=d - 2), now + timedelta(days=d))
        for d in (0, 2, 4)
    ]
    assert [len(asked) for asked in nights] == [1, 2, 0]
