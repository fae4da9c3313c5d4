"""People who read a guide, and people who say who they are: only counted, as in life.

They throw dice of their own, so the rest of the story stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from goodstead.engagement import actions as engagement
from goodstead.engagement.definitions.equality import QUESTIONS
from goodstead.engagement.definitions.guides import GUIDES
from goodstead.engagement.definitions.guiding import ANSWERS, READ_ON

READERS, ANSWERERS = 260, 180
HELPED = (5, 3, 2)  # yes, partly, went on to report
Happening = Callable[[datetime], None]


class Told(Protocol):
    """The part of the story that is needed here."""

    begin: datetime
    end: datetime

    def later(self, at: datetime, happening: Happening) -> None: ...


def begin(story: Told) -> None:
    """Let the year's visits fall where they may."""
    chance = Random(20220331)
    length = story.end - story.begin - timedelta(days=1)
    for _ in range(READERS):
        guide = chance.choice(list(GUIDES))
        said = chance.choices(list(ANSWERS), HELPED)[0] if chance.random() < 0.6 else ""
        story.later(story.begin + length * chance.random(), _read(guide, said))
    for _ in range(ANSWERERS):
        answers = {q.code: chance.choice(q.choices)[0] for q in QUESTIONS if chance.random() < 0.8}
        story.later(story.begin + length * chance.random(), _say(answers))


def _read(guide: str, said: str) -> Happening:
    def happen(at: datetime) -> None:
        for one in (READ_ON, said):
            if one:
                engagement.count_guide(by=None, guide=guide, said=one, at=at)

    return happen


def _say(answers: dict[str, str]) -> Happening:
    def happen(at: datetime) -> None:
        engagement.count_about_you(by=None, answers=answers, at=at)

    return happen
