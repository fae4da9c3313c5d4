"""The service navigation of signed-in staff, in the order in which it is shown."""

from dataclasses import dataclass

from goodstead.access.definitions.permissions import Permission as P


@dataclass(frozen=True)
class Entry:
    """One link. Shown to a person who holds any of the permissions (to everybody when none is
    named), once a page of that URL name exists."""

    text: str
    url_name: str
    permissions: tuple[P, ...] = ()


NAVIGATION: tuple[Entry, ...] = (
    Entry("My day", "workspace:my-day", (P.CASE_WORK, P.CASE_VIEW, P.REPORT_TRIAGE)),
    Entry("Inbox", "intake:inbox", (P.REPORT_TRIAGE,)),
    Entry("Log a report", "intake:log-report", (P.REPORT_LOG,)),
    Entry("Cases", "cases:list-cases", (P.CASE_VIEW,)),
    Entry("Due", "workspace:due", (P.CASE_VIEW,)),
    Entry("Figures", "insight:figures", (P.FIGURE_VIEW,)),
    Entry("Messages", "workspace:messages", (P.MESSAGE_VIEW,)),
    Entry("Ledger", "workspace:entries", (P.LEDGER_VIEW,)),
    Entry("Search", "workspace:search", (P.SEARCH,)),
)
