"""Who may open which page: written by hand from the policy, not from the code.

For each page: the posts that may open it, and which of the records they then find. A page that is
not here fails the test, and so does a line without a page.

``PUBLIC`` pages are for everybody. ``STAFF`` pages are for whoever is signed in. Everything else names
posts by the persona's name in ``tests.personas``. Records: ``mine`` (in the officer's patch, the
officer's own), ``elsewhere`` (another patch of the same team), ``restricted`` (a restricted case whose officer is
the restricted worker), ``absent``.
"""

from __future__ import annotations

from dataclasses import dataclass

PERSONAS = (
    "public", "reporter", "call_handler", "centre_worker", "officer", "other_officer", "leader", "coordinator",
    "restricted_worker", "partner", "other_partner", "information_officer", "auditor",
    "administrator", "leaver", "councillor",
)  # fmt: skip
SIGNED_IN = frozenset(PERSONAS) - {"public", "reporter", "leaver"}

WORKERS = frozenset({"officer", "other_officer", "leader", "restricted_worker"})
READERS = WORKERS | {"coordinator", "information_officer"}
TRIAGE = WORKERS | {"coordinator"}

# Which case each post finds, when the page is for the post at all.
CASES = {
    "officer": {"mine"},
    "other_officer": {"elsewhere"},
    "leader": {"mine", "elsewhere"},
    "coordinator": {"mine", "elsewhere"},
    "information_officer": {"mine", "elsewhere"},
    "restricted_worker": {"restricted"},
}
# Which report. A restricted one opens for people trained for them. The hidden one is in the
# restricted case: it opens for those who may open the case, and not for who wrote it down.
REPORTS = {
    "officer": {"mine"},
    "other_officer": {"elsewhere", "logged"},
    "leader": {"mine", "elsewhere", "restricted", "logged"},
    "coordinator": {"mine", "elsewhere", "logged"},
    "restricted_worker": {"restricted", "hidden"},
    "call_handler": {"logged"},  # what they wrote down themselves; it is on the other patch
}


@dataclass(frozen=True)
class Rule:
    """Who may open a page, and whether its address names a case, a message or a date of a case,
    or a report.

    ``only``: records that have what the page is about; for the others it is not found.
    """

    who: frozenset[str] | None  # None: everybody
    of: str = ""  # "case", "message", "date", "report" or nothing
    only: frozenset[str] = frozenset()


PUBLIC = Rule(None)
STAFF = Rule(SIGNED_IN)
ADMINISTRATION = Rule(frozenset({"administrator"}))
LEADER = Rule(frozenset({"leader"}))
FIGURES = Rule(WORKERS | {"coordinator", "councillor"})


def case(*who: str, also: frozenset[str] = frozenset()) -> Rule:
    return Rule(frozenset(who) | also, "case")


CASE_READ, CASE_WORK = Rule(READERS, "case"), Rule(WORKERS, "case")
REPORT_READ = Rule(TRIAGE | {"call_handler"}, "report")
REPORT_DECIDE = Rule(TRIAGE, "report")
MANAGERS = frozenset({"leader", "coordinator"})
REPORT_MANAGE = Rule(MANAGERS, "report")

# A person is found by whoever may see every file of theirs: here one case each.
PERSON = Rule(TRIAGE, "case")
MERGERS = MANAGERS | {"restricted_worker"}

PAGES: dict[str, Rule] = {
    "healthz": PUBLIC,
    "home": PUBLIC,
    "account_login": PUBLIC,
    "account_inactive": PUBLIC,
    "access:sign-in": PUBLIC,
    "access:sign-out": PUBLIC,
    "design:council-colours": PUBLIC,
    "design:components": PUBLIC,
    "design:stay-signed-in": STAFF,
    "design:accessibility-statement": PUBLIC,
    "design:privacy-notice": PUBLIC,
    "design:cookies": PUBLIC,
    "insight:neighbourhood-standard": PUBLIC,
    "intake:start": PUBLIC,
    "intake:submit-report": PUBLIC,
    "intake:report-done": PUBLIC,
    "intake:add-report-file": PUBLIC,
    "intake:remove-report-file": PUBLIC,
    "intake:leave-report": PUBLIC,
    "intake:report-step": PUBLIC,
    "intake:follow": PUBLIC,
    "intake:stop-link": PUBLIC,
    "intake:link-stopped": PUBLIC,
    "intake:tell-incident": PUBLIC,
    "intake:say-worse": PUBLIC,
    "intake:ask-contact-change": PUBLIC,
    "intake:follow-done": PUBLIC,
    "intake:send-file": PUBLIC,
    "intake:write-diary": PUBLIC,
    "intake:send-recording": PUBLIC,
    "intake:dispute-outcome": PUBLIC,
    "intake:ask-case-review": PUBLIC,
    "engagement:answer-survey": PUBLIC,
    "engagement:survey-answered": PUBLIC,
    "engagement:help": PUBLIC,
    "engagement:guide": PUBLIC,
    "engagement:write-letter": PUBLIC,
    "engagement:print-diary": PUBLIC,
    "engagement:tick-checklist": PUBLIC,
    "engagement:answer-guide": PUBLIC,
    "engagement:guide-answered": PUBLIC,
    "engagement:about-you": PUBLIC,
    "engagement:about-you-counted": PUBLIC,
    "workspace:my-day": STAFF,
    "workspace:due": Rule(READERS),
    "workspace:search": Rule(READERS),
    "workspace:belongs-together": REPORT_DECIDE,
    "workspace:merges": Rule(TRIAGE),
    "workspace:look-alike-people": Rule(MERGERS),
    "workspace:might-be-same": PERSON,
    "workspace:propose-merge": PERSON,
    "workspace:merge": PERSON,
    "workspace:decide-merge": Rule(MERGERS, "case"),
    "workspace:withdraw-merge": PERSON,  # that only whoever proposed it may do it is said there
    "workspace:take-merge-apart": Rule(MERGERS, "case"),
    "workspace:channels": Rule(TRIAGE | {"administrator"}),
    "workspace:messages": Rule(frozenset({"leader", "coordinator"})),
    "workspace:held-messages": Rule(WORKERS),
    "workspace:release-message": Rule(WORKERS, "message"),
    "workspace:cancel-message": Rule(WORKERS, "message"),
    "workspace:missed-dates": Rule(WORKERS),
    "workspace:due-date": Rule(READERS, "date"),
    "workspace:give-reason-for-miss": Rule(WORKERS, "date"),
    "workspace:move-date": Rule(WORKERS, "date"),
    "workspace:pause-date": Rule(WORKERS, "date"),
    "workspace:resume-date": Rule(WORKERS, "date"),
    "workspace:entries": Rule(frozenset({"information_officer", "auditor"})),
    "workspace:viewings": Rule(frozenset({"information_officer", "auditor"})),
    "workspace:case": CASE_READ,
    "workspace:timeline": CASE_READ,
    "workspace:people": CASE_READ,
    "workspace:change-contact": CASE_WORK,
    "workspace:change-name": CASE_WORK,
    "workspace:change-details": CASE_WORK,
    "workspace:note-vulnerability": CASE_WORK,
    "workspace:end-vulnerability": CASE_WORK,
    "workspace:administration": ADMINISTRATION,
    "workspace:teams": ADMINISTRATION,
    "workspace:add-organisation": ADMINISTRATION,
    "workspace:add-team": ADMINISTRATION,
    "workspace:add-patch": ADMINISTRATION,
    "workspace:add-user": ADMINISTRATION,
    "workspace:account": ADMINISTRATION,
    "workspace:change-account": ADMINISTRATION,
    "workspace:change-role": ADMINISTRATION,
    "workspace:give-patches": ADMINISTRATION,
    "workspace:suspend-user": ADMINISTRATION,
    "workspace:restore-user": ADMINISTRATION,
    "workspace:give-sign-in-link": ADMINISTRATION,
    "workspace:set-password": PUBLIC,
    "cases:list-cases": Rule(READERS),
    "cases:change-officer": case("leader", "coordinator"),
    "cases:change-status": CASE_WORK,
    "cases:add-party": CASE_WORK,
    "cases:end-party": CASE_WORK,
    "cases:add-note": CASE_WORK,
    "cases:write-summary": CASE_WORK,
    "cases:restrict-case": CASE_WORK,
    "cases:add-reader": CASE_WORK,
    "cases:remove-reader": Rule(WORKERS, "case", only=frozenset({"restricted"})),
    "cases:link-cases": CASE_WORK,
    "risk:risk": CASE_READ,
    "risk:assessment": CASE_READ,
    "risk:assess-risk": CASE_WORK,
    "risk:raise-band": CASE_WORK,
    "risk:ask-to-lower-band": CASE_WORK,
    "risk:decide-lowering": case("leader"),
    "plans:plan": CASE_READ,
    "plans:add-step": CASE_WORK,
    "plans:finish-step": CASE_WORK,
    "plans:cancel-step": CASE_WORK,
    "plans:agree-plan": CASE_WORK,
    "plans:log-contact": CASE_WORK,
    "plans:review-case": CASE_WORK,
    "plans:close-case": CASE_WORK,
    "plans:reopen-case": CASE_WORK,
    "partnership:hate-reports": Rule(frozenset({"centre_worker"})),
    "partnership:take-hate-report": Rule(frozenset({"centre_worker"})),
    "partnership:referral-invitations": Rule(WORKERS),
    "partnership:invite-partner": Rule(WORKERS),
    "partnership:stop-invitation": Rule(WORKERS),
    "partnership:refer-to-us": PUBLIC,
    "partnership:referral-sent": PUBLIC,
    "intake:inbox": Rule(TRIAGE),
    "intake:sort-set-apart": Rule(TRIAGE),
    "intake:list-reports": Rule(TRIAGE),
    "intake:log-report": Rule(WORKERS | {"call_handler"}),
    "intake:report": REPORT_READ,
    "intake:report-file": REPORT_READ,
    "intake:about-file": REPORT_READ,
    "intake:file-place": REPORT_DECIDE,
    "intake:report-original": REPORT_DECIDE,
    "intake:diary": REPORT_READ,
    "intake:log-diary": REPORT_DECIDE,
    "intake:read-diary": REPORT_DECIDE,
    "intake:case-diary": CASE_READ,
    "intake:hear-recording": REPORT_DECIDE,
    "intake:recording-sound": REPORT_DECIDE,
    "intake:open-case": REPORT_DECIDE,
    "intake:attach-to-case": REPORT_DECIDE,
    "intake:refer-report": REPORT_DECIDE,
    "intake:advise-report": REPORT_DECIDE,
    "intake:mark-not-asb": REPORT_DECIDE,
    "intake:revoke-link": REPORT_DECIDE,
    "intake:answer-dispute": REPORT_MANAGE,
    "intake:answer-case-review": REPORT_MANAGE,
    "intake:case-reviews": Rule(MANAGERS),
    "intake:write-update": REPORT_DECIDE,
    "intake:answer-contact-change": REPORT_DECIDE,
    "intake:read-additions": REPORT_DECIDE,
    # Files with everybody's rows: only who may read all that may stand in them.
    "exchange:imports": LEADER,
    "exchange:bring-file": LEADER,
    "exchange:change-mapping": LEADER,
    "exchange:mail-set-apart": LEADER,
    "exchange:look-through-mail": LEADER,
    "exchange:take-up-mail": LEADER,
    "exchange:delivery": LEADER,
    "exchange:match-columns": LEADER,
    "exchange:take-in-delivery": LEADER,
    "exchange:withdraw-delivery": LEADER,
    "exchange:rows-left-out": LEADER,
    "engagement:surveys": Rule(TRIAGE),
    "engagement:guide-figures": FIGURES,
    "engagement:equality-figures": FIGURES,
    "insight:figures": FIGURES,
    "insight:figure": FIGURES,
    "insight:figure-cases": Rule(TRIAGE),
}
