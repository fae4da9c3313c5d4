"""Asking somebody how we did, taking their answer, and counting: did a guide help, who are they."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from goodstead.access.models import User
from goodstead.cases.models import Case
from goodstead.clocks.calendar import day_of, end_of_day, quarter_of, start_of_day
from goodstead.correspondence import actions as correspondence
from goodstead.ledger import actions as ledger
from goodstead.people.models import Person

from . import queries, rules
from .definitions.equality import QUESTIONS
from .definitions.guides import GUIDES
from .definitions.guiding import COUNTED
from .definitions.survey import DAYS_TO_ANSWER, NOT_SENT
from .models import EqualityCount, GuideCount, Survey


@transaction.atomic
def invite(*, by: User | None, case: Case, person: Person, at: datetime) -> Survey:
    """Ask this person about the closed case, by a link, or keep why they are not asked.

    Once for each person and case. When the case was reopened and is closed again, somebody who
    has not answered gets a new link, and the old one stops working.
    """
    case = Case.objects.lock(case)
    rules.require_can_invite(by, case)
    assert case.closed_at  # noqa: S101  the rule has seen to it
    survey = queries.of_case(case, person)
    if survey and (survey.answered_at or survey.closed_at == case.closed_at):
        return survey
    survey = survey or Survey(case=case, person=person)
    token, last_day = secrets.token_urlsafe(32), day_of(at) + timedelta(days=DAYS_TO_ANSWER)
    not_told = queries.is_not_told(case, person)
    why_not = rules.not_asked_because(case, person.contact, not_told=not_told)
    survey.contact, survey.closed_at, survey.not_sent_because = (
        person.contact,
        case.closed_at,
        why_not,
    )
    survey.token_hash = "" if why_not else queries.hash_of(token)
    survey.invited_at = None if why_not else at
    survey.expires_at = None if why_not else end_of_day(last_day)
    survey.save()
    if why_not or person.contact is None:
        why = NOT_SENT[why_not]
        ledger.record(by, "engagement.survey_not_sent", survey, at=at, about=case, why=why)
        return survey
    ledger.record(by, "engagement.survey_sent", survey, at=at, about=case)
    correspondence.queue(
        by=by,
        at=at,
        to=person.contact,
        template="survey_invitation",
        about=case,
        reference=case.reference,
        survey_link=f"/survey/{token}",
        answer_by=last_day,
    )
    return survey


@transaction.atomic
def answer_survey(
    *,
    by: User | None,
    survey: Survey,
    handling: str = "",
    outcome: str = "",
    comment: str = "",
    at: datetime,
) -> Survey:
    """Take the answer of whoever holds the link. Once; the same answer sent again changes nothing.

    It is written into a file of its own and not into the case's, whose readers must not learn from
    the timeline who said what.
    """
    survey = Survey.objects.lock(survey)
    comment = comment.strip()
    if rules.says_the_same(survey, handling, outcome, comment):
        return survey
    rules.require_can_answer(by, survey, handling, outcome, comment, at)
    survey.handling, survey.outcome, survey.comment = handling, outcome, comment
    survey.answered_at, survey.answered_month = at, day_of(at).replace(day=1)
    survey.save(update_fields=["handling", "outcome", "comment", "answered_at", "answered_month"])
    ledger.record(by, "engagement.survey_answered", survey, at=at, about=survey)
    return survey


@transaction.atomic
def count_guide(*, by: User | None, guide: str, said: str, at: datetime) -> GuideCount:
    """Count one more of what was done with a guide on this day, without who it was or when.

    The ledger is told once a day that counting began, with the day and no time.
    """
    rules.require_can_count_guide(by, guide, said)
    found, day = GUIDES[guide], day_of(at)
    count, is_new = GuideCount.objects.get_or_create(
        day=day, guide=guide, version=found.version, said=said
    )
    GuideCount.objects.filter(pk=count.pk).update(times=F("times") + 1)
    if is_new:
        ledger.record(
            by,
            "engagement.guide_counted",
            count,
            at=start_of_day(day),
            guide=found.name,
            said=COUNTED[said].lower(),
        )
    return count


@transaction.atomic
def count_about_you(*, by: User | None, answers: Mapping[str, str], at: datetime) -> int:
    """Count each answer about who somebody is; how many there were. Nothing ties them together.

    ``answers``: code of the question to code of the answer. The ledger is told once a quarter that
    counting began. Raises ``PermissionDenied`` for staff and ``NotNow`` for an answer that there is
    not; then nothing is counted.
    """
    rules.require_can_count_about_you(by, answers)
    if not answers:
        return 0
    quarter = quarter_of(day_of(at))
    if begun := _begin_quarter(quarter):
        ledger.record(
            by, "engagement.about_you_counted", begun[0], at=start_of_day(quarter),
            changed=begun[1:], quarter=f"{quarter:%B %Y}",
        )  # fmt: skip
    counts = EqualityCount.objects.filter(quarter=quarter)
    for question, answer in sorted(answers.items()):
        counts.filter(question=question, answer=answer).update(times=F("times") + 1)
    return len(answers)


def _begin_quarter(quarter: date) -> list[EqualityCount]:
    """Every row of the quarter at once, in the order of the questions; none when it has begun."""
    first = QUESTIONS[0]
    _, is_new = EqualityCount.objects.get_or_create(
        quarter=quarter, question=first.code, answer=first.choices[0][0]
    )
    if not is_new:
        return []
    return [
        EqualityCount.objects.get_or_create(quarter=quarter, question=one.code, answer=code)[0]
        for one in QUESTIONS
        for code, _ in one.choices
    ]
