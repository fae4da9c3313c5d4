"""Every way in, on one page."""

from __future__ import annotations

from typing import Any

from goodstead.access.permissions import Permission, can
from goodstead.design.pages import ShowPage
from goodstead.intake.queries import unheard_in_all

from ..queries import channels


class Channels(ShowPage):
    """What came by each channel, what waits, and what is wrong. Numbers and dates, nobody's story."""

    permission = (Permission.REPORT_TRIAGE, Permission.DATA_IMPORT)
    template_name = "workspace/channels.html"

    def context(self) -> dict[str, Any]:
        return {
            "standings": channels.standings(self.at),
            "unheard": unheard_in_all(at=self.at),
            "may_triage": can(self.user, Permission.REPORT_TRIAGE),
            "may_invite": can(self.user, Permission.PARTNER_INVITE),
            "may_import": can(self.user, Permission.LOG_IMPORT),
            "weeks": channels.WEEKS,
        }
