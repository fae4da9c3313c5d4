"""The mailbox: by when somebody looks through what was set apart, and why it cannot be read."""

from __future__ import annotations

from datetime import timedelta

from goodstead.cases.definitions.standards import LOCAL_DEFAULT
from goodstead.clocks.definitions.counting import Clock, Count, Unit

# A cry for help can look like spam: what was set apart is seen as soon as a report is.
SET_APART_MAIL = Clock(
    "mail_set_apart", "Look through the emails that were set apart", 1, Unit.WORKING_DAYS,
    Count.FOLLOWING, LOCAL_DEFAULT,
)  # fmt: skip
# What people send meanwhile is read by nobody, and nothing tells them so.
MAILBOX_DOWN = Clock(
    "mailbox_down", "Get the mailbox read again", 1, Unit.WORKING_DAYS, Count.BEGINNING_WITH,
    LOCAL_DEFAULT,
)  # fmt: skip
DOWN_NOTE = (
    "Emails from residents do not reach us. Channels says why. Tell whoever runs the service."
)
ALARM_AFTER = timedelta(minutes=30)
"""So long it may fail: mail servers are started anew at night."""
A_PAGE = 50
"""So many are shown, and looked through, at once."""
HERE_ALREADY = "again"
"""Why it was set apart: the same email is a report. Nobody has to look at it once more."""
