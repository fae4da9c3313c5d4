"""Two neighbours who reported twice, each under two spellings: one is put together, one waits.

They throw no dice, so the rest of the story stays as it was.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from goodstead.intake import actions as intake
from goodstead.intake.models import Report
from goodstead.workspace import actions as workspace
from goodstead.workspace.rules.merging import differing

from .story import Borough, Happening

# First name and last name as they were written each time, the telephone, and whether it is decided.
TWICE = (
    ("Marjorie Kettle", "Marjory Kettle", "01632 960007", True),
    ("Stephen Brightwell", "Steven Brightwell", "01632 960008", False),
)
_SAID = (
    "Loud music through the wall after midnight, and then banging on the party wall.",
    "The music again, after midnight, and banging on the party wall until two.",
)


def begin(story: Borough) -> None:
    """Each of them reports twice in the last weeks; then somebody sees that they are one."""
    for number, (first, again, telephone, together) in enumerate(TWICE):
        house = 70 + number
        days = (38 - number, 19 - number)
        for visit, (name, ago) in enumerate(zip((first, again), days, strict=True)):
            at = story.workday(story.end - timedelta(days=ago), 0, 11)
            key = f"story-twice-{number}-{visit}"
            story.later(at, _report(story, key, name, telephone, house, visit))
        at = story.workday(story.end - timedelta(days=8), 0, 12)
        story.later(at, _propose(story, number, together=together))


def _report(
    story: Borough, key: str, name: str, telephone: str, house: int, visit: int
) -> Happening:
    def happen(at: datetime) -> None:
        where = story.streets[0]
        given: dict[str, Any] = {
            "danger": "no", "category": "noise", "description": _SAID[visit],
            "place_label": f"{where.name}, {where.ward.name}", "street": where.name,
            "town": where.ward.name, "house": str(house), "postcode": where.postcode,
            "easting": where.easting, "northing": where.northing, "frequency": "weekly",
            "noise_times": ["night"], "may_contact": "yes", "name": name, "ways": ["phone"],
            "telephone": telephone, "voicemail": "no", "follow": "no",
            "safe_times": "Mornings" if visit else "",
        }  # fmt: skip
        report, _ = intake.submit_report(
            by=None, at=at, submission_key=key, channel="web", answers=given, files=[]
        )
        story.later(at + timedelta(hours=2), _advise(story, report))

    return happen


def _advise(story: Borough, report: Report) -> Happening:
    def happen(at: datetime) -> None:
        intake.advise_report(
            by=story.staff["coordinator"], at=at, report=report,
            reason="Asked to keep a diary for two weeks; the noise checklist was sent.",
        )  # fmt: skip

    return happen


def _propose(story: Borough, number: int, *, together: bool) -> Happening:
    def happen(at: datetime) -> None:
        keys = [f"story-twice-{number}-{visit}" for visit in (0, 1)]
        found = Report.objects.filter(submission_key__in=keys).order_by("pk")
        people = [report.person for report in found.select_related("person__contact")]
        if len(people) != len(keys):
            return
        kept, other = people
        assert kept and other  # noqa: S101  both gave their names
        merge = workspace.propose_merge(
            by=story.staff["coordinator"], at=at, kept=kept, other=other,
            why="The same telephone and the same house. I rang: it is one person.",
            chosen=dict.fromkeys(differing(kept, other), "kept"),
        )  # fmt: skip
        if together:
            workspace.confirm_merge(
                by=story.staff["leader"], at=at + timedelta(hours=1), merge=merge
            )

    return happen
