"""A report is passed to somebody who can act on it."""

import pytest

from goodstead.access.permissions import NotNow
from goodstead.intake import actions

from .deciding import keeps_its_promises, page_decides


def test_it_is_decided_once_with_a_reason_and_stops_what_waited(report, people, now, monkeypatch):
    def act(by, reason="Because of this"):
        return actions.refer_report(
            by=by, at=now, report=report, reason=reason, to="Environment team"
        )

    keeps_its_promises(act, report, people, "intake.report_referred", "referred", monkeypatch)


def test_the_page(client, people, report):
    assert (
        page_decides(client, people, report, "refer-report", {"to": "Environment team"}).outcome
        == "referred"
    )


def test_a_referral_goes_to_somebody(report, people, now):
    with pytest.raises(NotNow, match="Say who"):
        actions.refer_report(by=people.officer, at=now, report=report, to=" ", reason="Because")
