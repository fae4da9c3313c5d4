"""Why a report from the public form waits apart from the inbox, until a person has looked at it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """``words`` are for staff; whoever sent it sees nothing of it."""

    code: str
    words: str


REASONS = {
    r.code: r
    for r in (
        Reason("trap", "A box was filled in that people do not see"),
        Reason("hurry", "It was filled in faster than people type"),
        Reason("network", "Many reports came from the same part of the network"),
        Reason("all", "Many more reports than usual came in ten minutes"),
    )
}

MOST_FROM_ONE = 20
"""Reports from one part of the network in ten minutes before the next are set apart."""

MOST_IN_ALL = 200
"""Reports from everybody in ten minutes. A borough gets about as many in a month."""

LEAST_SECONDS = 20
"""From the first page to the last: the shortest way has a dozen pages."""

A_PAGE = 50
"""So many are shown, and sorted, at once."""
