"""What the background worker does for reports."""

from __future__ import annotations

from datetime import datetime

from goodstead.clocks.periodic import Periodic

from . import actions


def clear_drafts(at: datetime) -> int:
    """Take back files of reports that nobody sent."""
    return actions.clear_drafts(by=None, at=at)


PERIODIC = [Periodic("intake.drafts", clear_drafts)]
