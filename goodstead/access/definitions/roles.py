"""Roles: the permissions that come with a post. Data, so that a policy can be read beside it."""

from dataclasses import dataclass

from .permissions import Permission as P


@dataclass(frozen=True)
class Role:
    """A post and what it may do. ``personal_data`` is false for posts that must never open a case."""

    code: str
    name: str
    permissions: frozenset[P]
    personal_data: bool = True


_OFFICER = frozenset(
    {
        P.REPORT_LOG, P.REPORT_TRIAGE, P.CASE_VIEW, P.CASE_WORK, P.CASE_CLOSE, P.RISK_ASSESS,
        P.RISK_OVERRIDE_UP, P.RISK_OVERRIDE_DOWN, P.PLAN_MANAGE, P.SEARCH, P.FIGURE_VIEW,
        P.FIGURE_CASES, P.PERSON_MERGE, P.PARTNER_INVITE,
    }
)  # fmt: skip

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role("call_handler", "Call handler", frozenset({P.REPORT_LOG})),
        Role("officer", "Anti-social behaviour officer", _OFFICER),
        Role("neighbourhood_officer", "Neighbourhood officer", _OFFICER),
        Role("warden", "Street warden", frozenset({P.REPORT_LOG, P.CASE_VIEW, P.SEARCH})),
        Role(
            "team_leader",
            "Team leader",
            _OFFICER
            | {P.CASE_VIEW_TEAM, P.CASE_ASSIGN, P.CASE_CLOSE_HIGH, P.RISK_APPROVE_DOWN}
            | {P.MESSAGE_VIEW, P.STANDARD_CHANGE, P.RESTRICTED_VIEW, P.LOG_IMPORT}
            | {P.PERSON_MERGE_DECIDE},
        ),
        Role(
            "coordinator",
            "Anti-social behaviour co-ordinator",
            frozenset({P.REPORT_TRIAGE, P.CASE_VIEW, P.CASE_VIEW_ALL, P.CASE_ASSIGN, P.SEARCH})
            | {P.FIGURE_VIEW, P.FIGURE_CASES, P.MESSAGE_VIEW}
            | {P.PERSON_MERGE, P.PERSON_MERGE_DECIDE},
        ),
        Role(
            "restricted_worker",
            "Domestic abuse and hate lead",
            _OFFICER | {P.RESTRICTED_VIEW, P.PERSON_MERGE_DECIDE},
        ),
        Role("partner", "Partner agency user", frozenset()),
        Role(
            "centre_worker", "Hate crime reporting centre worker", frozenset({P.HATE_REPORT_TAKE})
        ),
        Role(
            "information_officer",
            "Information governance officer",
            frozenset({P.CASE_VIEW, P.CASE_VIEW_ALL, P.SEARCH, P.LEDGER_VIEW}),
        ),
        Role("auditor", "Auditor", frozenset({P.LEDGER_VIEW}), personal_data=False),
        Role(
            "administrator",
            "System administrator",
            frozenset({P.USER_MANAGE, P.DATA_IMPORT}),
            personal_data=False,
        ),
        Role("councillor", "Councillor", frozenset({P.FIGURE_VIEW}), personal_data=False),
    )
}
