"""The story that ``make run`` tells: it comes to its end, at whatever hour it is told."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from goodstead.cases.models import Case
from goodstead.correspondence import actions as correspondence
from goodstead.demo import answers, story, visitors
from goodstead.demo.management.commands.tell_story import Command
from goodstead.engagement import queries as engagement
from goodstead.intake.models import DiaryEntry, Recording, Report
from goodstead.ledger.checking import check
from goodstead.people.models import Merge

pytestmark = [pytest.mark.django_db, pytest.mark.once]


class Bar:
    """The progress, added up."""

    days = 0

    def update(self, days: int) -> None:
        self.days += days


def test_some_months_of_the_story_are_told_to_their_end(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(story, "REPORTS", 90)
    monkeypatch.setattr(story, "CASES", 12)
    end = datetime(2026, 11, 23, 14, 45, tzinfo=ZoneInfo("Europe/London"))
    told, bar = story.Borough(Random(20190401), end - timedelta(days=100), end), Bar()
    Command().tell(told, bar)
    assert bar.days == 100
    assert Report.objects.count() > 80 and Case.objects.count() == 12
    assert Case.objects.filter(closed_at__isnull=False).exists()
    merges = Merge.objects.order_by("state").values_list("state", flat=True)
    assert list(merges) == ["done", "proposed"]  # one is put together, one waits
    assert (
        DiaryEntry.objects.unread().exists() and DiaryEntry.objects.exclude(read_at=None).exists()
    )
    assert (
        Recording.objects.unheard().exists() and Recording.objects.exclude(heard_at=None).exists()
    )
    assert check().problems == []


def test_the_counts_of_guides_and_of_who_people_are_have_something_to_show():
    end = datetime(2026, 11, 23, 14, 45, tzinfo=ZoneInfo("Europe/London"))
    told = story.Borough(Random(1), end - timedelta(days=364), end)
    visitors.begin(told)
    story.happen_until(told, end)
    shown = [row for one in engagement.guide_figures(on=end.date()) for row in one.rows]
    assert any(isinstance(number, int) and number for row in shown for number in row[1:])
    assert all(len(one.rows) == 4 for one in engagement.equality_figures(on=end.date()))


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
