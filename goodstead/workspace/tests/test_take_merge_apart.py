"""Two people after all. What is put back is in ``test_merge``."""

from django.urls import reverse

from goodstead.people.models import Person
from goodstead.workspace import actions

from .pairs import proposed, smiths


def test_it_asks_a_reason_and_both_are_there_again(people, now, signed_in):
    kept, other, *_ = smiths(people, now)
    merge = proposed(people, now, kept, other)
    actions.confirm_merge(by=people.leader, at=now, merge=merge)
    client = signed_in(people.leader)
    url = reverse("workspace:take-merge-apart", args=[merge.pk])
    assert url in client.get(reverse("workspace:merge", args=[merge.pk])).content.decode()
    assert "What somebody added or corrected since stays" in client.get(url).content.decode()
    assert client.post(url, {"why": ""}).status_code == 200
    done = client.post(url, {"why": "Two sisters"}, follow=True)
    assert "The two records are two again" in done.content.decode()
    assert Person.objects.get(pk=other.pk).merged_into is None
    shown = client.get(reverse("workspace:merge", args=[merge.pk])).content.decode()
    assert "Taken apart by Lena Leader" in shown and "Two sisters" in shown
