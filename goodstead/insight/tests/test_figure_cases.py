"""The cases behind a number, as far as one may see them."""

import pytest

from goodstead.insight import actions
from goodstead.ledger.models import Viewing, key_of

from .conftest import day

pytestmark = pytest.mark.django_db


def references(response):
    return {case.reference for case in response.context["rows"]}


def test_an_officer_sees_the_cases_of_the_patch_and_a_leader_all(client, people, open_case):
    mine = open_case(day(1, 5))
    elsewhere = open_case(day(1, 6), patch=people.other_patch, officer=people.other_officer)
    hidden = open_case(day(1, 7), restricted=True, officer=people.restricted_worker)
    actions.count_month(by=None, month=day(1, 1).date(), at=day(1, 31))
    client.force_login(people.officer)
    assert references(client.get("/figures/K2/2026-01")) == {mine.reference}
    client.force_login(people.leader)
    assert references(client.get("/figures/K2/2026-01")) == {mine.reference, elsewhere.reference}
    assert Viewing.objects.filter(by=people.leader, subject=key_of(mine)).exists()
    assert not Viewing.objects.filter(subject=key_of(hidden)).exists()


@pytest.mark.parametrize(
    "code, part, month, expected",
    [
        ("K2", "", "2026-01", {"old", "new"}),
        ("K2", "hate", "2026-01", {"new"}),
        ("K3", "", "2026-04", {"old"}),
        ("K3", "", "2026-01", set()),
        ("K3b", "", "2026-02", {"new"}),
        ("K3b", "before_12_weeks", "2026-02", {"new"}),
        ("K3", "cleared", "2026-02", set()),
    ],
)
def test_the_list_is_what_the_number_counts(
    client, people, open_case, close, code, part, month, expected
):
    named = {"old": open_case(day(1, 5)), "new": open_case(day(1, 6), hate=True)}
    close(named["new"], day(2, 10))
    client.force_login(people.leader)
    found = references(client.get(f"/figures/{code}/{month}?part={part}"))
    assert found == {named[name].reference for name in expected}


def test_the_list_leaves_as_csv_for_those_who_may(client, people, open_case):
    case = open_case(day(1, 5))
    client.force_login(people.leader)
    file = client.get("/figures/K2/2026-01?format=csv")
    assert case.reference in b"".join(file.streaming_content).decode()
