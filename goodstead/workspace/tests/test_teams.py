"""Teams and patches, and who looks after what."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_patch_without_an_officer_is_seen(signed_in, people, now, django_assert_max_num_queries):
    people.other_officer.patches.clear()
    client = signed_in(people.administrator)
    with django_assert_max_num_queries(12):
        body = client.get("/administration/teams").content.decode()
    assert "ASB team" in body and "Police" in body and people.officer.name in body
    assert "Nobody looks after it." in body


def test_an_officer_may_not(signed_in, people):
    assert signed_in(people.officer).get("/administration/teams").status_code == 403
