"""Who looked."""

import pytest

pytestmark = pytest.mark.django_db


def test_an_auditor_sees_who_looked_at_a_record(signed_in, people, open_case):
    case = open_case()
    signed_in(people.officer).get(f"/cases/{case.reference}")
    answer = signed_in(people.auditor).get(f"/ledger/viewings?subject=cases.case:{case.pk}")
    assert people.officer.name in answer.content.decode()
    assert {row.subject for row in answer.context["rows"]} == {f"cases.case:{case.pk}"}


def test_an_officer_may_not(signed_in, people):
    assert signed_in(people.officer).get("/ledger/viewings").status_code == 403
