"""A centre sees what it took down itself, how far each is, and nothing else of the council's."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from goodstead.access import actions as access
from goodstead.cases.definitions.statuses import STATUSES
from goodstead.intake import actions as intake
from goodstead.intake.queries import followed
from goodstead.ledger.models import Viewing
from goodstead.partnership import queries

from .conftest import STORY

PAGE = "/hate-reports"


def test_the_list_says_how_far_it_is_and_nothing_of_what_happened(client, people, take):
    taken = take(given={"danger": "no", "name": "Vera Victim", "ways": []}, police_reference="H/1")
    client.force_login(people.centre_worker)
    html = client.get(PAGE).content.decode()
    assert taken.report.reference in html and "We have your report" in html and "H/1" in html
    assert STORY not in html and "Vera" not in html and "bruise" not in html
    assert Viewing.objects.filter(by=people.centre_worker).exists()


def test_a_case_shows_as_coarsely_as_to_the_person(client, people, take, now):
    report = take().report
    case = intake.open_case(by=people.restricted_worker, at=now, report=report, reason="Hate")
    client.force_login(people.centre_worker)
    html = client.get(PAGE).content.decode()
    assert "We are working on" in html
    assert case.reference not in html and case.officer.name not in html


def test_each_status_is_the_one_that_the_person_reads(people, take, now):
    seen = set()

    def holds(taken):
        (line,) = queries.told([taken])
        assert line.status == followed(taken.report, at=now).status
        seen.add(line.status)

    holds(waits := take())
    intake.mark_not_asb(
        by=people.restricted_worker, at=now, report=waits.report, reason="Another thing"
    )
    waits.report.refresh_from_db()
    holds(waits)
    worked = take(key="w" * 32)
    intake.open_case(by=people.restricted_worker, at=now, report=worked.report, reason="Hate")
    worked.report.refresh_from_db()
    holds(worked)
    worked.report.case.status = next(s.code for s in STATUSES.values() if not s.open)
    holds(worked)
    assert len(seen) == 4


def test_ten_lines_cost_what_one_costs(client, people, take, now):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        return len(asked)

    client.force_login(people.centre_worker)
    first = take().report
    intake.open_case(by=people.restricted_worker, at=now, report=first, reason="Hate")
    cost()  # what is read once for each session
    one = cost()
    for number in range(9):
        more = take(key=f"{number}" * 32).report
        if number < 5:
            intake.open_case(by=people.restricted_worker, at=now, report=more, reason="Hate")
    assert cost() == one


def test_another_centre_sees_nothing_of_it(client, people, take, now):
    taken = take()
    body = access.add_organisation(by=None, name="Another Centre", at=now)
    team = access.add_team(by=None, organisation=body, name="Another", code="another", at=now)
    other = access.add_user(
        by=None, email="o@c.example", name="O", role="centre_worker", team=team, at=now
    )
    client.force_login(other)
    html = client.get(PAGE).content.decode()
    assert taken.report.reference not in html and "Nothing was taken down" in html


def test_a_centre_opens_no_report_and_no_case(client, people, take):
    taken = take()
    client.force_login(people.centre_worker)
    assert client.get(f"/reports/{taken.report.reference}").status_code in (403, 404)
    assert client.get("/inbox").status_code == client.get("/cases").status_code == 403
    assert "Hate reports" in client.get("/my-day").content.decode()
