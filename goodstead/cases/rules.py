"""May this person, and may it now."""

from __future__ import annotations

from datetime import datetime, timedelta

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, can, require
from goodstead.clocks.calendar import day_of
from goodstead.people.models import Person

from .definitions.closing import OUTCOMES, REASONS, REOPEN_WITHIN_DAYS
from .definitions.statuses import ENDED_BECAUSE, PARTS, STATUSES
from .models import Case, CaseReader, Party

# These two moves carry checks of their own, so they are not made by choosing a status.
WITH_CHECKS = {"closed": "Use “Close the case”.", "reopened": "Use “Reopen the case”."}


def sees(by: User | None, case: Case) -> bool:
    """Whether the case exists for this person. The system itself sees everything."""
    return by is None or Case.objects.visible_to(by).filter(pk=case.pk).exists()


def require_sees(by: User | None, case: Case) -> None:
    """A page answers 404 before it comes to this; imports and commands are stopped here."""
    if not sees(by, case):
        raise PermissionDenied("Not a case of theirs")


def require_can_open_case(by: User | None) -> None:
    """Opening a case is a decision of triage."""
    require(by, Permission.REPORT_TRIAGE)


def require_can_work(by: User | None, case: Case) -> None:
    """Whoever changes a case may work on cases, and can see this one."""
    require(by, Permission.CASE_WORK)
    require_sees(by, case)


def require_open(case: Case) -> None:
    if not STATUSES[case.status].open:
        raise NotNow("This case is closed. Reopen it first.")


def require_can_change(by: User | None, case: Case) -> None:
    """Work on an open case."""
    require_can_work(by, case)
    require_open(case)


def require_can_hold(officer: User, *, restricted: bool) -> None:
    """The named officer is at work, works on cases and, where it must be, is trained for it."""
    if not officer.is_active:
        raise NotNow(f"{officer.name} no longer works here. Choose somebody else.")
    if not can(officer, Permission.CASE_WORK):
        raise NotNow(f"{officer.name} does not work on cases. Choose somebody else.")
    if restricted and not can(officer, Permission.RESTRICTED_VIEW):
        raise NotNow(
            f"This case is restricted and {officer.name} is not trained for restricted cases. "
            "Choose somebody who is."
        )


def require_can_change_officer(by: User | None, case: Case, officer: User) -> None:
    require(by, Permission.CASE_ASSIGN)
    require_sees(by, case)
    require_open(case)
    require_can_hold(officer, restricted=case.restricted)
    if officer.pk == case.officer_id:
        raise NotNow(f"{officer.name} is already the officer of this case.")


def moves_from(status: str) -> list[str]:
    """The statuses that can be chosen next, without those that carry checks of their own."""
    return [code for code in STATUSES[status].to if code not in WITH_CHECKS]


def require_can_change_status(by: User | None, case: Case, to: str) -> None:
    require_can_work(by, case)
    here = STATUSES[case.status]
    if to in WITH_CHECKS:
        raise NotNow(WITH_CHECKS[to])
    if to not in moves_from(case.status):
        names = [f"“{STATUSES[code].name}”" for code in moves_from(case.status)]
        possible = " or ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
        raise NotNow(
            f"A case that is “{here.name}” can be moved to {possible}."
            if names
            else "This case is closed. Reopen it first."
        )


def require_can_add_party(by: User | None, case: Case, person: Person | None, part: str) -> None:
    require_can_change(by, case)
    if part not in PARTS:
        raise NotNow("Say what part this person has in the case.")
    if person is None:
        return
    if case.parties.filter(person=person, part=part, ended_at__isnull=True).exists():
        raise NotNow("This person already has that part in the case.")


def require_can_end_party(by: User | None, party: Party, because: str) -> None:
    require_can_change(by, party.case)
    if party.ended_at is not None:
        raise NotNow("This person’s part has already ended.")
    if because not in ENDED_BECAUSE:
        raise NotNow("Say why this person’s part ends.")


def require_can_write_summary(by: User | None, case: Case, instead_of: str | None) -> None:
    """Nobody's words are written over unseen."""
    require_can_change(by, case)
    if instead_of is not None and instead_of.strip() != case.summary.strip():
        raise NotNow(
            "Somebody else changed this text while you were writing. Yours is still below and "
            f"nothing was saved. Theirs says: “{case.summary}”"
        )


def require_can_set_harm(by: User | None, case: Case) -> None:
    """Whoever may assess, or may agree that harm is lower than scored."""
    if not can(by, Permission.RISK_ASSESS):
        require(by, Permission.RISK_APPROVE_DOWN)
    require_sees(by, case)
    require_open(case)


def require_can_mark_hate(by: User | None, case: Case) -> None:
    require_can_change(by, case)
    if case.hate:
        raise NotNow("This case is already marked as hate-related.")


def require_can_restrict(by: User | None, case: Case) -> None:
    """Whoever works on it. Restricting shuts people out: also them, if they are not trained for it."""
    require_can_work(by, case)
    if case.restricted:
        raise NotNow("This case is already restricted.")


def _require_keeps_list(by: User | None, case: Case) -> None:
    """Who may open a restricted case is decided by its officer, or by who assigns cases."""
    require_sees(by, case)
    if by is not None and by.pk != case.officer_id:
        require(by, Permission.CASE_ASSIGN)
    if not case.restricted:
        raise NotNow("This case is not restricted, so there is no list of names to keep.")


def require_can_add_reader(by: User | None, case: Case, reader: User) -> None:
    _require_keeps_list(by, case)
    if not reader.is_active or not can(reader, Permission.RESTRICTED_VIEW):
        raise NotNow(f"{reader.name} is not trained for restricted cases.")
    if case.readers.filter(user=reader, ended_at=None).exists():
        raise NotNow(f"{reader.name} may already open this case.")


def require_can_remove_reader(by: User | None, reader: CaseReader) -> None:
    _require_keeps_list(by, reader.case)
    if reader.ended_at is not None:
        raise NotNow(f"{reader.user.name} is no longer on the list.")


def may_close(by: User | None, case: Case) -> bool:
    """Closing at high harm is for a manager."""
    high = case.harm_band == "high"
    return can(by, Permission.CASE_CLOSE_HIGH if high else Permission.CASE_CLOSE)


def require_may_close(by: User | None, case: Case) -> None:
    require(by, Permission.CASE_CLOSE)
    require_sees(by, case)
    if not may_close(by, case):
        raise PermissionDenied(Permission.CASE_CLOSE_HIGH)


def require_can_close(
    by: User | None,
    case: Case,
    reason: str,
    outcome: str,
    running_by_law: list[str],
    unheard: list[str],
) -> None:
    """Reason and outcome both said, and no deadline of the law still running.

    ``running_by_law`` are the labels of the statutory deadlines about this case: a power in use
    leaves its mark there, so nobody has to look upward. ``unheard`` are those of what somebody
    sent us and nobody has dealt with.
    """
    require_may_close(by, case)
    require_open(case)
    if reason not in REASONS:
        raise NotNow("Say why the case is being closed.")
    if outcome not in OUTCOMES:
        raise NotNow("Say what came of it.")
    if unheard:
        raise NotNow(
            f"They wrote to us again. Do this first: {'; '.join(unheard)}. You find it on the report."
        )
    if running_by_law:
        raise NotNow(
            "The law still sets a date for this case: "
            + "; ".join(running_by_law)
            + ". It can be closed after that."
        )


def same_episode(case: Case, at: datetime) -> bool:
    """Whether trouble now belongs to the episode that was closed."""
    if case.closed_at is None:
        return True
    return day_of(at) <= day_of(case.closed_at) + timedelta(days=REOPEN_WITHIN_DAYS)


def require_can_reopen_case(by: User | None, case: Case, reason: str, at: datetime) -> None:
    """Within the window it is the same episode; later it is a new case, linked with this one."""
    require_can_work(by, case)
    if not reason.strip():
        raise NotNow("Say what has happened since it was closed.")
    if STATUSES[case.status].open:
        raise NotNow("This case is open.")
    if not same_episode(case, at):
        raise NotNow(
            f"This case was closed more than {REOPEN_WITHIN_DAYS} days ago. "
            "Open a new case and link it with this one."
        )


def require_can_link_cases(by: User | None, case: Case, other: Case) -> None:
    require_can_work(by, case)
    require_sees(by, other)
    if case.pk == other.pk:
        raise NotNow("A case cannot be linked with itself.")
    if case.links.filter(other=other).exists():
        raise NotNow("These cases are already linked.")
