"""May this person, and may it now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, can, require
from goodstead.cases import rules as cases
from goodstead.cases.definitions.closing import REASONS
from goodstead.cases.definitions.statuses import HARMED_PARTS
from goodstead.cases.models import Case
from goodstead.clocks.calendar import day_of
from goodstead.people.models import Person

from .definitions.plan import (
    AGREED_HOW,
    KINDS,
    OVERSIGHT_WINDOW_DAYS,
    REVIEW_OUTCOMES,
    SPOKEN_WAYS,
    TOLD,
    WAYS,
)
from .models import Step

_LET_LEADER_IN = (
    "Put your team leader on the list of people who may open this case, then ask them to close it."
)


def manager_closes(case: Case) -> str:
    """Whom to ask; a leader who cannot open a restricted case cannot close it either."""
    ask = _LET_LEADER_IN if case.restricted else "Ask your team leader to close it."
    return (
        f"This case is at high harm, and a manager closes those. {ask} "
        "What you wrote is still here."
    )


def require_can_plan(by: User | None, case: Case) -> None:
    """Whoever may manage plans and can see this case, while it is open."""
    require(by, Permission.PLAN_MANAGE)
    cases.require_sees(by, case)
    cases.require_open(case)


def require_can_add_step(
    by: User | None, case: Case, *, kind: str, owner: User, due_on: date, at: datetime
) -> None:
    """Somebody who is here does it, by a day to come within twelve months."""
    require_can_plan(by, case)
    if kind not in KINDS:
        raise NotNow("Say what kind of step it is.")
    _require_to_come(due_on, at)
    if not owner.is_active:
        raise NotNow(f"{owner.name} no longer works here. Choose somebody else.")
    if case.restricted and not cases.sees(owner, case):
        raise NotNow(
            f"This case is restricted and {owner.name} may not open it. Choose somebody who may."
        )


def require_can_finish_step(by: User | None, step: Step) -> None:
    require_can_plan(by, step.plan.case)
    _require_to_do(step)


def require_can_cancel_step(by: User | None, step: Step, reason: str) -> None:
    require_can_plan(by, step.plan.case)
    _require_to_do(step)
    if not reason.strip():
        raise NotNow("Say why the step is cancelled.")


def require_can_agree_plan(
    by: User | None,
    case: Case,
    *,
    person: Person,
    how: str,
    reason: str,
    agreed_on: date,
    review_on: date,
    latest_review: date,
    has_steps: bool,
    at: datetime,
) -> None:
    """A plan with steps, put to somebody who is harmed; and when they did not agree, why."""
    require_can_plan(by, case)
    _require_harmed(case, person)
    if not has_steps:
        raise NotNow("Add at least one step to the plan first.")
    if how not in AGREED_HOW:
        raise NotNow("Say how the plan was agreed.")
    if how == "not_agreed" and not reason.strip():
        raise NotNow("Say why the plan was not agreed.")
    if agreed_on > day_of(at):
        raise NotNow("The day on which it was agreed cannot be in the future.")
    _require_by_standard(review_on, latest_review, at, "review")


def require_can_log_contact(
    by: User | None, case: Case, *, person: Person, how: str, by_them: bool, because: str,
    interview: bool, happened_at: datetime, begun: datetime, at: datetime,
) -> None:  # fmt: skip
    """A contact that happened, with somebody harmed. Against their rules only with an explanation.

    ``begun`` is when the first promise in the case began: nothing before it is contact in this case.
    """
    require(by, Permission.CASE_WORK)
    cases.require_sees(by, case)
    cases.require_open(case)
    _require_harmed(case, person)
    if how not in WAYS:
        raise NotNow("Say how you were in contact.")
    if interview and how not in SPOKEN_WAYS:
        raise NotNow(
            "A first full talk is one in which you both speak: by telephone, on a visit or at a "
            "meeting. Choose that way, or do not say that this was the first full talk."
        )
    if happened_at > at:
        raise NotNow("This is a log of what has happened. Choose a time that has passed.")
    if day_of(happened_at) < day_of(begun):
        raise NotNow(
            f"This was first reported on {_words(day_of(begun))}, so a contact before that belongs to "
            "something else. Check the day, or write a note instead."
        )
    if needs_reason(person, how, by_them=by_them) and not because.strip():
        raise NotNow(
            f"{person.called} has not said that we may use this way ({WAYS[how].name.lower()}). "
            "If you did, say why, so that we can make sure they are safe."
        )


def require_can_promise_contact(
    on: date, *, latest: date, later_agreed: bool, at: datetime
) -> None:
    """The next contact is on a day to come and within the standard, unless they asked for later."""
    _require_to_come(on, at)
    if on > latest and not later_agreed:
        raise NotNow(
            f"Our standard is to be in touch by {_words(latest)}. Choose a day up to then, or say "
            "that they asked for a later one."
        )


def require_can_review_case(
    by: User | None, case: Case, *, outcome: str, note: str, next_review_on: date, latest: date,
    at: datetime,
) -> None:  # fmt: skip
    require_can_plan(by, case)
    if outcome not in REVIEW_OUTCOMES:
        raise NotNow("Say what comes of the review.")
    if not note.strip():
        raise NotNow("Write down what you looked at and why you decided so.")
    _require_by_standard(next_review_on, latest, at, "review")


def require_can_close_case(
    by: User | None, case: Case, *, missing: Iterable[str], untold: Iterable[str], summary: str,
    reason: str,
) -> None:  # fmt: skip
    """Everything that must be done first is done, and it is said how each person hears of it."""
    require(by, Permission.CASE_CLOSE)
    cases.require_sees(by, case)
    cases.require_open(case)
    if not cases.may_close(by, case):
        raise NotNow(manager_closes(case))
    if reason not in REASONS:
        raise NotNow("Say why the case is being closed.")
    if not summary.strip():
        raise NotNow("Write what was done, in words that the victim can read.")
    if reasons := list(missing):
        raise NotNow("Before you close this case: " + " ".join(reasons))
    if names := list(untold):
        raise NotNow(f"Say how {' and '.join(names)} will be told.")


def require_can_tell(person: Person, how: str, because: str, *, may_email: bool) -> None:
    """By email only where the person's own rules say so. A letter that they have not said is safe,
    and not telling them at all, only with a reason."""
    if how not in TOLD:
        raise NotNow(f"Say how {person.called} will be told.")
    if how == "email" and not may_email:
        raise NotNow(
            f"{person.called} has not said that we may email them. Choose another way to tell them."
        )
    if how == "letter" and not allows(person, "letter") and not because.strip():
        raise NotNow(
            f"{person.called} has not said that we may write to them. Choose another way, or say "
            "why this letter is safe: for example, you put it into their hand."
        )
    if how == "not_told" and not because.strip():
        raise NotNow(f"Say why {person.called} is not told.")


def is_manager(by: User | None, case: Case) -> bool:
    """Whether a review by this person counts as the manager's: who assigns, and does not hold it."""
    return by is not None and can(by, Permission.CASE_ASSIGN) and by.pk != case.officer_id


def near_oversight(day: date, last_day: date) -> bool:
    """Whether a manager's review on this day also answers why the case is still open."""
    return day >= last_day - timedelta(days=OVERSIGHT_WINDOW_DAYS)


def allows(person: Person, how: str) -> bool:
    """Whether the person's rules allow this way. Not known is no; a meeting needs no rule.

    A visit needs none either, unless somebody must not know: they may be at home.
    """
    rule = WAYS[how].rule
    if how == "visit" and person.contact:
        return not (person.contact.flagged or person.contact.who_must_not_know)
    if not rule:
        return True
    return bool(person.contact and getattr(person.contact, rule) is True)


def needs_reason(person: Person, how: str, *, by_them: bool) -> bool:
    """Whether it must be said why this way was used: not where it is safe, or where they chose it."""
    return not by_them and not allows(person, how)


def _require_harmed(case: Case, person: Person) -> None:
    parts = case.parties.filter(person=person, part__in=HARMED_PARTS, ended_at=None)
    if not parts.exists():
        raise NotNow("Choose somebody who is a victim or complainant in this case.")


def _require_to_do(step: Step) -> None:
    if step.state != "to_do":
        raise NotNow(f"This step is already {step.get_state_display().lower()}.")


def _require_to_come(day: date, at: datetime) -> None:
    today = day_of(at)
    if day < today:
        raise NotNow("Choose a date that has not passed.")
    if (day.year - 1, day.month, day.day) > (today.year, today.month, today.day):
        raise NotNow(
            "That is more than twelve months ahead. Check the year. If it takes longer than that, "
            "promise its first part now."
        )


def _require_by_standard(day: date, latest: date, at: datetime, what: str) -> None:
    _require_to_come(day, at)
    if day > latest:
        raise NotNow(f"Our standard is to {what} by {_words(latest)}. Choose a day up to then.")


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
