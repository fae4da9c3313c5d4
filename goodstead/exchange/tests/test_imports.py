"""The list of files that were brought, and the mappings that are kept."""

import pytest

from .logs import row

pytestmark = pytest.mark.django_db


def test_each_file_with_what_became_of_it_and_the_mappings(client, people, taken):
    delivery = taken(row(1), row(2, day="soon"))
    client.force_login(people.leader)
    html = client.get("/imports").content.decode()
    assert "log.csv" in html and "Taken in" in html and "Lena Leader" in html
    assert f"/imports/{delivery.pk}/left-out" in html and "Hartshire weekly" in html


def test_it_says_when_there_is_none_and_costs_a_fixed_number_of_queries(
    client, people, taken, django_assert_max_num_queries
):
    client.force_login(people.leader)
    assert "No file has been brought yet" in client.get("/imports").content.decode()
    for n in range(5):
        taken(row(n))
    with django_assert_max_num_queries(8):
        client.get("/imports")
