"""What partners send in the last weeks of the story: by a link, and at a reporting centre."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from goodstead.access.models import User
from goodstead.partnership import actions

Happening = Callable[[datetime], None]


class Told(Protocol):
    """The part of the story that is needed here."""

    end: datetime
    staff: dict[str, User]

    def later(self, at: datetime, happening: Happening) -> None: ...


TAKEN = (
    (9, "Children shouted at her and threw stones because of her headscarf, at the bus stop in "
        "the High Street.", ["religion"], "unnamed"),
    (3, "A neighbour wrote words about his disability on his door, for the third time.",
        ["disability"], "no"),
    (1, "Two men followed them home from the library and laughed at how they dress.",
        ["transgender"], "not_asked"),
)  # fmt: skip
REFERRED = (
    (6, "Two pupils of ours do not dare to walk past the shops after school. A group of older "
        "boys takes their telephones."),
    (2, "A mother told us that somebody bangs on her door at night. She does not sleep."),
)  # fmt: skip


def begin(story: Told) -> None:
    """Let them happen. What is two days old still waits in the inbox."""
    for number, (days, words, strands, police) in enumerate(TAKEN):
        story.later(
            story.end - timedelta(days=days, hours=3),
            _take(story.staff, f"centre-{number}", words, strands, police),
        )
    story.later(story.end - timedelta(days=20), _invite(story))


def _take(
    staff: Mapping[str, User], key: str, words: str, strands: list[str], police: str
) -> Happening:
    def happen(at: datetime) -> None:
        actions.take_hate_report(
            by=staff["centre"], at=at, submission_key=key, story=words, police=police,
            given={"danger": "no", "strands": strands, "violence": "no"},
            lines={"What the person wants": "That it is known, and that somebody listens"},
        )  # fmt: skip

    return happen


def _invite(story: Told) -> Happening:
    def happen(at: datetime) -> None:
        invitation, _ = actions.invite_partner(
            by=story.staff["leader"], at=at, organisation="Tanner Park School",
            person="Joan Adler, head teacher", email="head@tannerpark.example",
            purpose="To refer pupils and families who are harassed near the school",
            days="90", times="10",
        )  # fmt: skip
        for days, words in REFERRED:

            def refer(at: datetime, words: str = words, key: str = f"school-{days}") -> None:
                actions.refer_to_us(
                    by=None, at=at, invitation=invitation, submission_key=key,
                    written_by="Joan Adler", basis="consent", story=words,
                    given={"danger": "no", "category": "verbal"},
                    lines={"Done already": "We spoke with the family"},
                )  # fmt: skip

            story.later(story.end - timedelta(days=days, hours=5), refer)

    return happen
