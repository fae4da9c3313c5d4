"""What auditors read."""

import pytest

pytestmark = pytest.mark.django_db


def test_an_auditor_reads_verbs_and_keys_and_no_case_content(signed_in, people, open_case, victim):
    case = open_case(summary="A secret story")
    body = signed_in(people.auditor).get("/ledger").content.decode()
    assert "cases.case_opened" in body and f"cases.case:{case.pk}" in body
    assert victim.name not in body and "A secret story" not in body and case.reference not in body
    one = signed_in(people.auditor).get(f"/ledger?file=cases.case:{case.pk}")
    assert {entry.file for entry in one.context["rows"]} == {f"cases.case:{case.pk}"}


def test_an_officer_may_not(signed_in, people):
    assert signed_in(people.officer).get("/ledger").status_code == 403
