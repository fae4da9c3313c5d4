"""What must be so before a case is closed: asked of each person harmed, and not of the case.

Rulebook: plan actions done or cancelled with a reason; risk scored again; safeguarding actions
closed; each victim spoken to, or attempts logged. Who could not be reached: three attempts, one of
them in writing, and ten working days to answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from goodstead.cases.definitions.closing import REASONS
from goodstead.cases.definitions.statuses import HARMED_PARTS, MISTAKE
from goodstead.cases.models import Case
from goodstead.clocks.calendar import add_working_days, day_of
from goodstead.people.models import Person
from goodstead.risk import queries as risks

from .. import rules
from ..definitions.plan import (
    ANSWER_WITHIN_WORKING_DAYS,
    ATTEMPTS_ENOUGH,
    PROMPT_STEPS,
    SCORED_WITHIN_DAYS,
    SPOKEN_WAYS,
    SPOKEN_WITHIN_DAYS,
    WRITTEN_WAYS,
)
from ..models import Contact, Step


@dataclass(frozen=True)
class Check:
    """One thing that must be so before a case is closed. ``todo`` says what to do when it is not."""

    name: str
    done: bool
    todo: str = ""
    page: str = ""  # the URL name where it is done


@dataclass(frozen=True)
class Harmed:
    """Somebody who is harmed in the case, or was until they left it (``here`` is then false)."""

    person: Person
    here: bool

    def __str__(self) -> str:
        return self.person.called if self.here else f"{self.person.called} (who has left the case)"


def closing_checks(case: Case, at: datetime, reason: str = "") -> list[Check]:
    """What must be so before this case is closed for this reason (for any, when not given)."""
    why = REASONS.get(reason)
    checks = [_steps_closed(case)]
    if risks.prompted(case, "safeguarding", since=_begun(case)):
        checks.append(_safeguarding_closed(case))
    people = everybody_harmed(case)  # nobody to ask in an anonymous one
    if why and why.one_has_died:
        people = _but_one(case, people, at)
    if not people or (why and not why.contact):
        return checks
    checks += [_scored_again(case, people, at), _told(case, people, at)]
    if why and why.unreached:
        checks.append(_given_time(case, people, at))
    return checks


def everybody_harmed(case: Case) -> list[Harmed]:
    """Those harmed now, and those whose part has ended: ending a part answers no check.

    Left out is who was put down by mistake, if nothing was done with them in the case.
    """
    found: dict[int, Harmed] = {}
    parties = case.parties.filter(part__in=HARMED_PARTS).select_related("person__contact")
    for party in parties.order_by("-part", "pk"):
        here = party.ended_at is None
        if not here and party.ended_because == MISTAKE and _untouched(case, party.person):
            continue
        known = found.get(party.person_id)
        found[party.person_id] = Harmed(party.person, here or bool(known and known.here))
    return list(found.values())


@dataclass(frozen=True)
class Wanted:
    """What the newest assessment of somebody asked for the same day, and no step answers yet."""

    code: str
    words: str
    text: str  # the step that would


def wanted_steps(case: Case) -> list[Wanted]:
    """What the answers ask for and the plan does not have: two queries at most.

    A cancelled step answers nothing; one that is to be done, or was, does. As for closing, only
    assessments since the case began or came back ask.
    """
    asked = risks.prompts_now(case, since=_begun(case))
    asked = {code: words for code, words in asked.items() if code in PROMPT_STEPS}
    if not asked:
        return []
    steps = list(Step.objects.filter(plan__case=case).exclude(state="cancelled"))
    return [
        Wanted(code, words, PROMPT_STEPS[code].text)
        for code, words in asked.items()
        if not any(_answers(step, code) for step in steps)
    ]


def _answers(step: Step, code: str) -> bool:
    if code == "safeguarding":
        return step.safeguarding
    said = f"{step.text} {step.partner}".lower()
    return any(re.search(rf"\b{word}\b", said) for word in PROMPT_STEPS[code].words)


def scored_again(case: Case, one: Harmed, at: datetime) -> bool:
    """Whether the risk to this person was scored shortly before closing, and nothing is due.

    Of who has left: that it ever was.
    """
    latest = risks.latest_assessment(case, one.person)
    if latest is None or not one.here:
        return latest is not None
    since = max(at - timedelta(days=SCORED_WITHIN_DAYS), _begun(case))
    return latest.at >= since and not risks.person_is_due(case, one.person, at)


def spoken_recently(case: Case, one: Harmed, at: datetime) -> bool:
    """Whether this person was spoken with not too long ago; who has left, ever in this case.

    Something written, from them or to them, is contact but nobody has spoken.
    """
    spoken = Contact.objects.filter(case=case, person=one.person, reached=True, how__in=SPOKEN_WAYS)
    if not one.here:
        return spoken.exists()
    since = at - timedelta(days=SPOKEN_WITHIN_DAYS)
    if case.reopened_at:
        since = max(since, case.reopened_at)
    return spoken.filter(at__gte=since).exists()


def attempts_since_reached(case: Case, person: Person) -> int:
    """How often we tried this person in vain since they were last reached: different moments."""
    return _attempts(case, person).values("at").distinct().count()


def was_given_time(case: Case, person: Person, at: datetime) -> bool:
    """Three attempts, one in writing where that is safe, and ten working days to answer it."""
    tries = _attempts(case, person)
    if attempts_since_reached(case, person) < ATTEMPTS_ENOUGH:
        return False
    if any(rules.allows(person, way) for way in WRITTEN_WAYS):
        tries = tries.filter(how__in=WRITTEN_WAYS)
    else:  # nothing may be sent to them, so it counts from the last attempt
        tries = tries.order_by("-at")[:1]
    return any(
        day_of(at) > add_working_days(day_of(one.at), ANSWER_WITHIN_WORKING_DAYS) for one in tries
    )


def _steps_closed(case: Case) -> Check:
    left = Step.objects.filter(plan__case=case, state="to_do").count()
    return Check(
        "Every step of the plan is done or cancelled",
        left == 0,
        f"{left} step{'' if left == 1 else 's'} still to do. Finish or cancel each one.",
        "plans:plan",
    )


def _safeguarding_closed(case: Case) -> Check:
    steps = Step.objects.filter(plan__case=case, safeguarding=True)
    return Check(
        "What was done to keep somebody safe is finished",
        steps.filter(state="done").exists(),
        "An assessment asked for a safeguarding referral. Put it into the plan as a safeguarding "
        "step, and finish it with what came of it.",
        "plans:add-step",
    )


def _scored_again(case: Case, people: list[Harmed], at: datetime) -> Check:
    left = [one for one in people if not scored_again(case, one, at)]
    return Check(
        "Risk was assessed again before closing, for each person",
        not left,
        f"Assess the risk to {_names(left)} again first.",
        "risk:risk",
    )


def _told(case: Case, people: list[Harmed], at: datetime) -> Check:
    left = [
        one
        for one in people
        if not spoken_recently(case, one, at)
        and attempts_since_reached(case, one.person) < ATTEMPTS_ENOUGH
    ]
    return Check(
        "Each victim was spoken with, or three attempts are logged",
        not left,
        f"Speak with {_names(left)}, or log {ATTEMPTS_ENOUGH} attempts to reach them.",
        "plans:log-contact",
    )


def _given_time(case: Case, people: list[Harmed], at: datetime) -> Check:
    """Somebody could not be reached, and whoever was not spoken with had time to answer."""
    away = [one for one in people if one.here and not spoken_recently(case, one, at)]
    left = [one for one in away if not was_given_time(case, one.person, at)]
    return Check(
        "Who could not be reached was written to and had ten working days to answer",
        bool(away) and not left,
        f"Log {ATTEMPTS_ENOUGH} attempts, one of them in writing if that is safe, and wait "
        f"{ANSWER_WITHIN_WORKING_DAYS} working days for {_names(left)} to answer."
        if left
        else "Everybody was spoken with, so choose another reason.",
        "plans:log-contact",
    )


def _but_one(case: Case, people: list[Harmed], at: datetime) -> list[Harmed]:
    """One person can no longer be asked; the others can."""
    unasked = [
        one
        for one in people
        if not (scored_again(case, one, at) and spoken_recently(case, one, at))
    ]
    return [one for one in people if one not in unasked[:1]]


def _attempts(case: Case, person: Person) -> QuerySet[Contact]:
    ours = Contact.objects.filter(case=case, person=person)
    tries = ours.filter(reached=False, by_them=False)
    last = ours.filter(reached=True).order_by("-at").first()
    if last is not None:
        tries = tries.filter(at__gt=last.at)
    if case.reopened_at:
        tries = tries.filter(at__gte=case.reopened_at)
    return tries


def _begun(case: Case) -> datetime:
    return case.reopened_at or case.opened_at


def _untouched(case: Case, person: Person) -> bool:
    assessed = risks.latest_assessment(case, person) is not None
    return not assessed and not Contact.objects.filter(case=case, person=person).exists()


def _names(people: list[Harmed]) -> str:
    return " and ".join(str(one) for one in people)
