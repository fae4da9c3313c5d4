"""Who may read a report once it is in a case: those who may read the case, and nobody else."""

import pytest

from goodstead.cases import actions as cases
from goodstead.intake import actions, queries
from goodstead.intake.models import Incident, Report


@pytest.fixture
def case(report, people, now):
    """The officer's case, opened from the report."""
    return actions.open_case(
        by=people.officer, at=now, report=report, officer=people.officer, reason="Worth a case"
    )


@pytest.fixture
def restrict(case, people, now):
    """Give the case to somebody trained and close it to everybody else."""

    def restrict():
        cases.change_officer(
            by=None, at=now, case=case, officer=people.restricted_worker, reason="She fled"
        )
        return cases.restrict_case(by=None, at=now, case=case, reason="She fled")

    return restrict


TRIAGE = ("officer", "other_officer", "leader", "coordinator", "restricted_worker")


def readers(report, people):
    return {
        name for name in TRIAGE if Report.objects.visible_to(getattr(people, name)).contains(report)
    }


def test_an_open_report_of_an_open_case_is_read_by_those_who_see_the_case(case, report, people):
    assert readers(report, people) == {"officer", "leader", "coordinator"}


def test_to_restrict_the_case_closes_its_reports(case, report, restrict, people):
    restrict()
    report.refresh_from_db()
    assert not report.restricted  # its own flag is as it was
    assert readers(report, people) == {"restricted_worker"}


def test_who_is_put_on_the_list_of_the_case_reads_its_reports_while_they_are_on_it(
    case, report, restrict, people, now
):
    restrict()
    reader = cases.add_reader(by=None, at=now, case=case, reader=people.leader)
    assert readers(report, people) == {"restricted_worker", "leader"}
    cases.remove_reader(by=None, at=now, reader=reader)
    assert readers(report, people) == {"restricted_worker"}


def test_a_restricted_report_in_a_case_is_not_for_everybody_who_is_trained(submit, people, now):
    report, _ = submit(category="domestic_abuse")
    assert readers(report, people) == {"leader", "restricted_worker"}  # no case yet: the trained
    actions.open_case(
        by=None, at=now, report=report, officer=people.restricted_worker, reason="Abuse"
    )
    assert readers(report, people) == {"restricted_worker"}


def test_the_officer_of_the_case_reads_a_report_from_another_patch(case, submit, people, now):
    report, _ = submit(description="The same man, in the next street")
    Report.objects.filter(pk=report.pk).update(patch=people.other_patch)
    assert "officer" not in readers(report, people)
    actions.attach_to_case(by=people.leader, at=now, report=report, case=case, reason="Same man")
    assert readers(report, people) == {"officer", "leader", "coordinator"}


def test_who_wrote_it_down_reads_it_until_the_case_is_restricted(submit, people, now):
    report, _ = submit(by=people.call_handler, channel="phone")
    mine = Report.objects.visible_to(people.call_handler)
    case = actions.open_case(
        by=None, at=now, report=report, officer=people.restricted_worker, reason="x"
    )
    assert mine.all().contains(report)
    cases.restrict_case(by=None, at=now, case=case, reason="She fled")
    assert not mine.all().contains(report)


def test_nothing_that_reads_reports_tells_of_it(
    case, report, restrict, submit, people, client, now
):
    """The page, the lists, what was reported before, files, and the decisions about it."""
    later, _ = submit()
    Report.objects.filter(pk=later.pk).update(patch=people.patch)
    later.refresh_from_db()
    restrict()
    for name in ("officer", "leader", "coordinator"):
        user = getattr(people, name)
        client.force_login(user)
        assert client.get(f"/cases/{case.reference}").status_code == 404
        for page in ("", "/files/1", "/originals/1", "/open-case", "/attach-to-case"):
            assert client.get(f"/reports/{report.reference}{page}").status_code == 404, page
        for page in ("/reports", "/reports?format=csv", "/inbox", f"/reports/{later.reference}"):
            answer = client.get(page)
            body = b"".join(answer) if answer.streaming else answer.content
            assert report.reference not in body.decode(), (name, page)
        assert queries.earlier(user, later).at_premises == []
        (line,) = queries.inbox_lines(user, [later], at=now)
        assert line.matches == ""
        assert not Incident.objects.visible_to(user).filter(report=report).exists()


def test_a_page_of_reports_joins_each_row_to_its_case_and_never_lists_all_cases(case, people):
    """By a join. PostgreSQL answers EXISTS beside an OR from a list of all visible cases: at a
    million reports that list would be the page."""
    asked = str(Report.objects.visible_to(people.leader).query)
    assert 'LEFT OUTER JOIN "cases_case"' in asked and 'FROM "cases_case"' not in asked
