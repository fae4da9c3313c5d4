"""The second person decides, with both records before them."""

import pytest
from django.urls import reverse

from goodstead.people.models import Merge, Person
from goodstead.workspace import actions
from goodstead.workspace.queries import finding
from goodstead.workspace.queries import merging as queries

from .pairs import WHY, proposed, smiths


@pytest.fixture
def merge(people, now):
    kept, other, *_ = smiths(people, now)
    return proposed(people, now, kept, other)


def test_a_second_person_confirms_with_the_evidence_in_sight(people, merge, signed_in):
    client = signed_in(people.leader)
    url = reverse("workspace:decide-merge", args=[merge.pk])
    text = client.get(url).content.decode()
    assert WHY in text and "Ola Officer" in text and "Same telephone number" in text
    done = client.post(url, {"outcome": "confirm"}, follow=True)
    assert "The two records are one." in done.content.decode()
    assert Person.objects.get(pk=merge.other_id).merged_into_id == merge.kept_id
    page = client.get(reverse("workspace:might-be-same", args=[merge.other_id]))
    assert "was put together with this one" in page.content.decode()


def test_no_needs_a_reason_and_the_pair_is_not_offered_again(people, merge, signed_in):
    client = signed_in(people.leader)
    url = reverse("workspace:decide-merge", args=[merge.pk])
    assert "Say why they stay two" in client.post(url, {"outcome": "decline"}).content.decode()
    client.post(url, {"outcome": "decline", "why": "Sisters"})
    merge.refresh_from_db()
    assert (merge.state, merge.decided_by, merge.decided_why) == (
        "declined",
        people.leader,
        "Sisters",
    )
    assert queries.might_be(people.leader, merge.kept) == []


def test_whoever_proposed_it_is_told_that_a_second_person_decides(people, now, merge, signed_in):
    Merge.objects.filter(pk=merge.pk).update(proposed_by=people.leader)
    client = signed_in(people.leader)
    url = reverse("workspace:decide-merge", args=[merge.pk])
    text = client.post(url, {"outcome": "confirm"}).content.decode()
    assert "You proposed this. A second person decides." in text
    assert Merge.objects.get().state == "proposed"
    shown = client.get(reverse("workspace:merge", args=[merge.pk])).content.decode()
    assert url not in shown


def test_an_officer_may_propose_and_not_decide(people, merge, signed_in):
    url = reverse("workspace:decide-merge", args=[merge.pk])
    assert signed_in(people.officer).get(url).status_code == 403


def test_the_old_spelling_and_the_old_telephone_still_lead_to_the_person(people, now, merge):
    other = merge.other
    report = other.reports.get()
    actions.confirm_merge(by=people.leader, at=now, merge=merge)
    for typed in ("Vera Smyth", "v@x.example"):
        found = [hit.record for hit in finding.find(people.officer, typed).hits]
        assert report in found, typed
    actions.take_merge_apart(by=people.leader, at=now, merge=merge, why="Sisters")
    assert queries.person_at(other.pk) == other
