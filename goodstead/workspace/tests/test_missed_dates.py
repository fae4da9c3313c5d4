"""What was missed without a reason is listed until somebody gives one."""

import pytest
from django.utils import timezone

from goodstead.clocks import actions as clocks
from goodstead.clocks.models import Deadline

pytestmark = pytest.mark.django_db


@pytest.fixture
def missed(late):
    clocks.mark_missed(by=None, deadline=late, at=late.due_at.replace(year=late.due_at.year + 1))
    return Deadline.objects.get(pk=late.pk)


def test_it_stands_in_the_list_until_it_has_a_reason_also_when_done_late(
    signed_in, people, missed, case
):
    client = signed_in(people.officer)
    assert "1 of my dates needs a reason" in client.get("/my-day").content.decode()
    clocks.stop(case, missed.code, by=None, at=timezone.now())
    assert Deadline.objects.get(pk=missed.pk).met
    url = f"/due/{missed.pk}/give-reason"
    overview = client.get(f"/cases/{case.reference}").content.decode()
    assert "Missed, and nobody has said why" in overview and url in overview
    assert url in client.get("/due/missed").content.decode()
    client.post(url, {"reason": "Ill"})
    assert "Nothing that was missed lacks a reason" in client.get("/due/missed").content.decode()
    assert "Missed without a reason" not in client.get("/my-day").content.decode()


def test_a_leader_sees_those_of_the_team_and_an_officer_does_not(signed_in, people, missed):
    own = signed_in(people.leader).get("/due/missed").content.decode()
    assert "Nothing that was missed" in own
    team = signed_in(people.leader).get("/due/missed?whose=team").content.decode()
    assert missed.label in team and people.officer.name in team
    other = signed_in(people.other_officer).get("/due/missed?whose=team").content.decode()
    assert missed.label not in other
