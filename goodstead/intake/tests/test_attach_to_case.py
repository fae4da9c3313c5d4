"""A report is added to a case that is open."""

import pytest

from goodstead.access.permissions import NotNow
from goodstead.cases import actions as cases
from goodstead.intake import actions
from goodstead.ledger.models import Entry, key_of

from .deciding import keeps_its_promises, page_decides


@pytest.fixture
def case(people, now):
    return cases.open_case(
        by=people.officer, at=now, category="noise", officer=people.officer, patch=people.patch
    )


@pytest.fixture
def attach(report, case, now):
    def attach(by, reason="Because of this", **changed):
        given = {"report": report, "case": case} | changed
        return actions.attach_to_case(by=by, at=now, reason=reason, **given)

    return attach


def test_it_is_decided_once_with_a_reason_and_stops_what_waited(
    attach, case, report, people, monkeypatch
):
    keeps_its_promises(attach, report, people, "intake.attached_to_case", "attached", monkeypatch)
    assert report.case == case
    assert case.parties.get().person == report.person
    assert Entry.objects.filter(file=key_of(case), verb="intake.attached_to_case").exists()


def test_the_co_ordinator_may_add_one_without_working_on_cases(attach, case, people, report):
    attach(people.coordinator)
    assert case.parties.get().person == report.person


def test_a_closed_case_takes_no_report(attach, case, people, now):
    cases.close_case(
        by=people.officer, at=now, case=case, reason="early_intervention", outcome="resolved"
    )
    with pytest.raises(NotNow, match="closed"):
        attach(people.officer)


def test_a_restricted_report_does_not_go_where_others_can_read_it(submit, case, people, now):
    report, _ = submit(category="hate")
    with pytest.raises(NotNow, match="Restrict the case first"):
        actions.attach_to_case(by=people.leader, at=now, report=report, case=case, reason="B")
    report.refresh_from_db()
    assert report.outcome == "" and report.case is None


def test_the_page(client, people, report, case):
    assert (
        page_decides(
            client, people, report, "attach-to-case", {"case": case.reference.lower()}
        ).case
        == case
    )


def test_the_page_does_not_tell_of_cases_of_others(client, people, report, now):
    theirs = cases.open_case(
        by=people.leader, at=now, category="noise", officer=people.other_officer,
        patch=people.other_patch, premises=report.premises,
    )  # fmt: skip
    client.force_login(people.officer)
    where = f"/reports/{report.reference}/attach-to-case"
    assert theirs.reference not in client.get(where).content.decode()
    answers = [
        client.post(where, {"case": reference, "reason": "x"}).content.decode()
        for reference in (theirs.reference, "ASB-000-000")
    ]
    assert all("no open case of yours" in answer for answer in answers)
