"""Who is in a case, and how they may be reached."""

import pytest

from goodstead.ledger.models import Viewing, key_of

pytestmark = pytest.mark.django_db


def test_contact_rules_come_before_anybody_picks_up_the_telephone(
    signed_in, people, open_case, victim
):
    case = open_case()
    body = signed_in(people.officer).get(f"/cases/{case.reference}/people").content.decode()
    assert "Telephone: yes" in body and "After 6pm" in body and "Her brother" in body
    assert "Email: no" in body, "unknown means no"
    assert Viewing.objects.filter(subject=key_of(victim), by=people.officer).exists()


def test_another_patch_finds_nothing(signed_in, people, open_case):
    case = open_case()
    assert signed_in(people.other_officer).get(f"/cases/{case.reference}/people").status_code == 404
