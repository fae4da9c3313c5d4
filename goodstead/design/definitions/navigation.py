"""The service navigation of signed-in staff, in the order in which it is shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One link. Shown to whoever may open the page, once a page of that URL name exists."""

    text: str
    url_name: str


NAVIGATION: tuple[Entry, ...] = (
    Entry("My day", "workspace:my-day"),
    Entry("Inbox", "intake:inbox"),
    Entry("Log a report", "intake:log-report"),
    Entry("Hate reports", "partnership:hate-reports"),
    Entry("Cases", "cases:list-cases"),
    Entry("Due", "workspace:due"),
    Entry("Figures", "insight:figures"),
    Entry("Surveys", "engagement:surveys"),
    Entry("Channels", "workspace:channels"),
    Entry("Messages", "workspace:messages"),
    Entry("Ledger", "workspace:entries"),
    Entry("Administration", "workspace:administration"),
    Entry("Search", "workspace:search"),
)
