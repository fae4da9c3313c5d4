"""A report is found not to be anti-social behaviour."""

from goodstead.intake import actions

from .deciding import keeps_its_promises, page_decides


def test_it_is_decided_once_with_a_reason_and_stops_what_waited(report, people, now, monkeypatch):
    def act(by, reason="Because of this"):
        return actions.mark_not_asb(by=by, at=now, report=report, reason=reason)

    keeps_its_promises(act, report, people, "intake.marked_not_asb", "not_asb", monkeypatch)


def test_the_page(client, people, report):
    assert page_decides(client, people, report, "mark-not-asb", {}).outcome == "not_asb"
