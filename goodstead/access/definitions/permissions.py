"""Every permission there is, noun first."""

from enum import StrEnum, auto


class Permission(StrEnum):
    """One thing that a role may let a person do. Scope (which records) is asked of ``visible_to``."""

    REPORT_LOG = auto()  # write down a report for somebody who called or came
    REPORT_TRIAGE = auto()  # see the inbox and decide what becomes of a report
    CASE_VIEW = auto()  # see own cases and those of own patches
    CASE_VIEW_TEAM = auto()  # see every case of own team
    CASE_VIEW_ALL = auto()  # see every case of the council
    CASE_WORK = auto()  # change a case that one can see
    CASE_ASSIGN = auto()  # name another officer
    PERSON_MERGE = auto()  # propose that two records are of one person
    PERSON_MERGE_DECIDE = auto()  # decide it as the second person, and take them apart again
    CASE_CLOSE = auto()  # close at standard or medium risk
    CASE_CLOSE_HIGH = auto()  # close at high risk
    RISK_ASSESS = auto()
    RISK_OVERRIDE_UP = auto()
    RISK_OVERRIDE_DOWN = auto()  # ask for it; a second person agrees
    RISK_APPROVE_DOWN = auto()
    PLAN_MANAGE = auto()
    RESTRICTED_VIEW = auto()  # be put on the list of a restricted case or report
    SEARCH = auto()
    FIGURE_VIEW = auto()
    FIGURE_CASES = auto()  # the cases behind a figure
    MESSAGE_VIEW = auto()  # the outbox
    LEDGER_VIEW = auto()  # entries and viewings, without opening a case
    USER_MANAGE = auto()
    STANDARD_CHANGE = auto()  # service standards, from a date on
    DATA_IMPORT = auto()
    HATE_REPORT_TAKE = auto()  # at a reporting centre: take hate reports, see one's own centre's
    PARTNER_INVITE = auto()  # give a partner a link with which they refer people
    LOG_IMPORT = auto()  # take in incident logs and recordings from others; sees what is in them
