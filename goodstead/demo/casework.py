"""What becomes of one case in the story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from goodstead.access.models import User
from goodstead.cases import actions as cases
from goodstead.cases.models import Case
from goodstead.clocks.calendar import add_working_days, day_of
from goodstead.intake.rules import ram_1_answers
from goodstead.people.models import Person
from goodstead.plans import actions as plans
from goodstead.plans import queries
from goodstead.plans.actions import Told
from goodstead.plans.models import Step
from goodstead.risk import actions as risk
from goodstead.risk.definitions.answers import given

from . import diarists, words

if TYPE_CHECKING:
    from .story import Borough

REASONS = (
    "early_intervention", "early_intervention", "no_further_incidents", "no_further_incidents",
    "formal_action", "insufficient_evidence", "moved_away",
)  # fmt: skip
# How long cases last, in days: most are short, some wait for months.
LENGTHS = (28, 35, 42, 49, 63, 70, 84, 98, 120, 150, 190, 240, 300)


class Casework:
    """One case, from the day it is opened to the day it is closed."""

    def __init__(self, story: Borough, case: Case) -> None:
        self.story, self.case, self.chance = story, case, story.chance
        self.until = timedelta(days=self.chance.choice(LENGTHS))

    @property
    def officer(self) -> User:
        return Case.objects.select_related("officer").get(pk=self.case.pk).officer

    def fresh(self) -> Case:
        return Case.objects.get(pk=self.case.pk)

    def is_open(self) -> bool:
        return Case.objects.filter(pk=self.case.pk, closed_at__isnull=True).exists()

    def victim(self) -> Person | None:
        found = queries.harmed_people(self.fresh())
        return found[0] if found else None

    def soon(self, after: datetime, days: int, doing: Callable[[datetime], None]) -> None:
        def happen(at: datetime) -> None:
            if self.is_open():
                doing(at)

        self.story.later(self.story.workday(after, days), happen)

    def begin(self, at: datetime) -> None:
        """The first fortnight: a first call, an assessment, a plan."""
        self.opened = at
        self.soon(at, self.chance.choice((0, 1, 1, 2)), self.first_call)
        self.soon(at, self.chance.choice((1, 2, 3)), self.assess)
        self.soon(at, self.chance.choice((3, 4, 5, 7)), self.plan)
        self.soon(at, 20, self.review)
        self.story.later(self.story.workday(at + self.until, 0), self.close)

    def first_call(self, at: datetime) -> None:
        if person := self.victim():
            plans.log_contact(
                by=self.officer, at=at, case=self.case, person=person, how="phone", reached=True,
                interview=True, summary="First talk. Explained what happens next and by when.",
                against_rules_because=self.excuse(person, "phone"),
            )  # fmt: skip
            self.soon(at, self.chance.choice((8, 10, 10, 13)), self.call)

    def excuse(self, person: Person, how: str) -> str:
        """A reason where the person's rules do not plainly allow this way."""
        contact = person.contact
        allowed = contact is not None and contact.may_phone
        return "" if allowed else "They rang us and asked to talk now."

    def assess(self, at: datetime) -> None:
        person = self.victim()
        if person is None:
            return
        said = dict(ram_1_answers(self.case.reports.first().answers))  # type: ignore[union-attr]
        said |= {
            "linked": self.chance.choice(("no", "yes")),
            "relationship": self.chance.choice(("unknown", "by_sight", "known_well")),
            "worse": self.chance.choice(("no", "same", "yes")),
            "health": self.chance.choice(("no", "no", "some")),
            "self_harm": "no",
            "intimidation": self.chance.choice(("none", "none", "before")),
            "acted_on": self.chance.choice(("yes", "partly")),
        }
        for question, lightest in (
            ("hate", "no"), ("vulnerability", "none"), ("others", "no"), ("violence", "no"),
        ):  # fmt: skip
            said.setdefault(question, lightest)
        risk.assess_risk(
            by=self.officer, case=self.case, person=person, answers=given(_known(said)), at=at
        )
        if self.chance.random() < 0.8:
            self.soon(at, self.chance.choice((8, 9, 18, 20)), self.assess)

    def plan(self, at: datetime) -> None:
        officer = self.officer
        kinds = self.chance.sample(list(words.STEPS), k=self.chance.choice((2, 3, 3)))
        for number, kind in enumerate(kinds):
            text, limb = words.STEPS[kind]
            step = plans.add_step(
                by=officer, at=at, case=self.case, text=text, kind=limb, owner=officer,
                due_on=add_working_days(day_of(at), 5 + 5 * number),
            )  # fmt: skip
            if self.chance.random() < 0.8:
                self.soon(at, 4 + 5 * number, partial(self.finish, step))
        if person := self.victim():
            plans.agree_plan(
                by=officer, at=at, case=self.case, person=person, how="phone",
            )  # fmt: skip
        cases.change_status(by=officer, at=at, case=self.case, status="investigating")
        if self.until.days > 60:
            status = self.chance.choice(("action", "monitoring", "waiting_court", "with_partner"))
            self.soon(at, 25, lambda when: self.move(when, status))

    def finish(self, step: Step, at: datetime) -> None:
        plans.finish_step(by=self.officer, at=at, step=step, note="Done.")

    def move(self, at: datetime, status: str) -> None:
        if status == "waiting_court":
            cases.change_status(
                by=self.officer, at=at, case=self.case, status="action", reason="Stronger action."
            )
        cases.change_status(
            by=self.officer, at=at, case=self.case, status=status, reason="As agreed at the review."
        )

    def call(self, at: datetime) -> None:
        person = self.victim()
        if person is None:
            return
        reached = self.chance.random() < 0.85
        plans.log_contact(
            by=self.officer, at=at, case=self.case, person=person, how="phone", reached=reached,
            summary=self.chance.choice(words.CALLS) if reached else "Rang, no answer.",
            against_rules_because=self.excuse(person, "phone"),
        )  # fmt: skip
        wait = self.chance.choice((7, 9, 9, 10, 12)) if reached else 1
        self.soon(at, wait, self.call)

    def review(self, at: datetime) -> None:
        by = (
            self.officer
            if self.chance.random() < 0.6 or self.case.restricted
            else self.story.staff["leader"]
        )
        plans.review_case(
            by=by, at=at, case=self.case, outcome=self.chance.choice(("continue", "change_plan")),
            note=self.chance.choice(words.REVIEWS),
        )  # fmt: skip
        self.soon(at, self.chance.choice((15, 18, 19, 22)), self.review)

    def close(self, at: datetime) -> None:
        """Do what is left to do, then close; the resident is asked a day later."""
        if not self.is_open():
            return
        officer, case = self.officer, self.fresh()
        for step in queries.steps_of(case):
            if step.state == "to_do":
                plans.cancel_step(by=officer, at=at, step=step, reason="No longer needed.")
        for person in queries.harmed_people(case):
            said = given(_known({"frequency": "once", "daily_life": "a_little", "violence": "no"}))
            risk.assess_risk(by=officer, case=case, person=person, answers=said, at=at)
            plans.log_contact(
                by=officer, at=at, case=case, person=person, how="phone", reached=True,
                summary="Told that we want to close, and why. Content with that.",
                against_rules_because=self.excuse(person, "phone"),
            )  # fmt: skip
        reason = self.chance.choice(REASONS)
        outcome = "unresolved" if reason == "insufficient_evidence" else "resolved"
        case = self.fresh()
        by = officer
        if case.harm_band == "high":
            by = self.story.staff["leader"]
            if case.restricted:  # a manager closes it, so must be able to read it
                cases.add_reader(by=officer, at=at, case=case, reader=by)
        diarists.catch_up_with(case, by, at)
        plans.close_case(
            by=by, at=at + timedelta(minutes=10), case=case, reason=reason, outcome=outcome,
            summary=words.CLOSINGS[reason], told=self.told(),
        )  # fmt: skip

    def told(self) -> list[Told]:
        return [
            Told(person, "email" if queries.may_email(person) else "spoken")
            for person in queries.harmed_people(self.fresh())
        ]


def _known(said: dict[str, str]) -> dict[str, str]:
    """Only answers that the instrument knows."""
    from goodstead.risk.definitions.catalogue import CURRENT

    options = {q.code: {o.code for o in q.options} for q in CURRENT.questions}
    return {code: one for code, one in said.items() if one in options.get(code, ())}
